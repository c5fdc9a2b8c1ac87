"""Bringing a copy up: servers, accounts, programs, and the wait until all of it is ready."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from operations.failure import Failure
from operations.local import fonts, preparation, readiness, servers, system
from operations.local.home import Home
from operations.local.programs import PROGRAMS, Program
from operations.local.progress import Progress
from operations.local.servers import Servers
from operations.local.system import System

_UP_SECONDS = "120"


def bring_up(
    home: Home,
    variables: Mapping[str, str],
    progress: Progress,
    ours: Sequence[Program] = PROGRAMS,
) -> System:
    """Start the servers and these programs, wait until all of it is ready. Raises `Failure`.

    What was started stays when something else fails, so that it can be looked at.
    """
    home.make()
    fonts.be_there(variables)
    with home.locked(progress.waiting):
        decided = system.decide(home, variables)
        given = replace_given(decided, progress)
        servers.remember(home, given.servers)
        changed = system.start(given, variables, ours)
        if changed is None:
            progress.done("started, supervised in the background")
        elif changed:
            progress.done(f"started again: {', '.join(changed)}")
        patience = float(variables.get("KANAF_UP_SECONDS", _UP_SECONDS))
        with _own_prepared(given, progress) as check:
            readiness.wait(given, patience, progress, check)
    return given


def replace_given(decided: System, progress: Progress) -> System:
    """Prepare servers that were given, before anything is started on them."""
    if not decided.servers.own_broker:
        decided = _prepared(decided, preparation.prepare_broker, "given broker", progress)
    if not decided.servers.own_database:
        decided = _prepared(decided, preparation.prepare_database, "given database", progress)
    return decided


def _prepared(
    decided: System,
    prepare: Callable[[System], tuple[Servers, str | None]],
    name: str,
    progress: Progress,
) -> System:
    progress.waiting(f"preparing the {name}")
    changed, warning = prepare(decided)
    if warning:
        progress.warn(warning)
    progress.done(f"{name} prepared")
    return replace(decided, servers=changed)


@contextlib.contextmanager
def _own_prepared(given: System, progress: Progress) -> Iterator[Callable[[], bool]]:
    """Prepare our own servers while the programs start; yields what raises their `Failure`."""
    failures: list[Failure] = []
    threads = []
    for own, prepare, name in (
        (given.servers.own_broker, preparation.prepare_broker, "broker"),
        (given.servers.own_database, preparation.prepare_database, "database"),
    ):
        if own:
            threads.append(
                threading.Thread(
                    target=_in_background,
                    args=(given, prepare, name, progress, failures),
                    daemon=True,
                )
            )
            threads[-1].start()

    def check() -> bool:
        if failures:
            raise failures[0]
        return not any(thread.is_alive() for thread in threads)

    yield check


def _in_background(
    given: System,
    prepare: Callable[[System], tuple[Servers, str | None]],
    name: str,
    progress: Progress,
    failures: list[Failure],
) -> None:
    try:
        _, warning = prepare(given)
    except Failure as failure:
        failures.append(failure)
        return
    if warning:
        failures.append(Failure(warning, f"kanaf logs {name}"))
        return
    progress.done(f"{name} ready ({progress.seconds:.1f} s)")
