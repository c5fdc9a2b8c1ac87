"""`kanaf test`: the tests, on a system of their own that is gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

import click

from operations.local import environment, starting, temporary
from operations.local.home import PROJECT, Home
from operations.local.programs import PROGRAMS, Program
from operations.local.progress import Progress

_APART = ("integration",)
"""Tests that each have names and databases of their own: several run at a time. They start what
they need; a whole system beside them would be looking for work all the time."""

_TOGETHER = ("e2e", "faults")
"""Tests that share the one running system, and disturb it: one after the other."""

_ALONE = ("contract", "unit")
_BY_THEMSELVES = ("unit/licensing", "unit/registry")
"""Tests that need no server: they fill the time in which those of `_TOGETHER` wait. Half of them
run by themselves, so that both processors are used up to the end; no runs that talk to each other,
which takes as much as these thousands of tests themselves."""

_WAITING_AT_A_TIME = "4"
"""They mostly wait, for servers that start and for deadlines that pass."""

_KEPT_SETTINGS = ("KANAF_MONGOD", "KANAF_RABBITMQ_SERVER", "KANAF_UP_SECONDS", "KANAF_LOG_LEVEL")
_LOGS_OF_FAILURE = PROJECT / ".local" / "last-test-logs"


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--faults", is_flag=True, help="The long ones: every fault, and nothing else.")
@click.option("--walk", is_flag=True, help="Every e-service to every end, by a moved clock.")
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def test(faults: bool, walk: bool, pytest_arguments: tuple[str, ...]) -> None:
    """Run the tests on a system of their own.

    It has ports and data of its own and is removed afterwards; a system that runs already is left
    alone. Further arguments go to pytest; naming test files runs these alone.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    with temporary.own_home() as home:
        try:
            status = _run(home, _selections(faults, walk, pytest_arguments))
        except KeyboardInterrupt:
            status = 130
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # let nothing stop the tidying up
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if status != 0:
            shutil.rmtree(_LOGS_OF_FAILURE, ignore_errors=True)
            shutil.copytree(home.logs, _LOGS_OF_FAILURE)
            click.echo(f"  the programs' logs are in {_LOGS_OF_FAILURE}", err=True)
    sys.exit(status)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@dataclass(frozen=True)
class Selection:
    """pytest's arguments, and which of our programs run meanwhile, beside the servers.

    `meanwhile`: the arguments of further runs, which take what this one leaves of the processors.
    """

    arguments: list[str]
    programs: Sequence[Program] = PROGRAMS
    meanwhile: Sequence[list[str]] = ()


def _selections(faults: bool, walk: bool, arguments: tuple[str, ...]) -> list[Selection]:
    """Run by run: all tiers but what is long, unless told otherwise."""
    named = [each for each in arguments if (PROJECT / each.split("::")[0]).exists()]
    if named:
        return [Selection(list(arguments))]
    if faults:
        # Last what breaks the system: it moves the clock and changes the law for who comes after.
        return [
            Selection(["tests/e2e", "-m", "long", *arguments]),
            Selection(["tests/faults", *arguments]),
        ]
    if walk:
        return [Selection(["tests/walks", *arguments])]
    return [
        Selection([*_folders(_APART), *_at_once(_WAITING_AT_A_TIME), *arguments], programs=()),
        Selection(
            [*_folders(_TOGETHER), "-m", "not long", *arguments],
            meanwhile=(
                [*_folders(_BY_THEMSELVES), *arguments],
                [*_folders(_ALONE), *_but(_BY_THEMSELVES), *arguments],
            ),
        ),
    ]


def _folders(tiers: tuple[str, ...]) -> list[str]:
    return [f"tests/{tier}" for tier in tiers]


def _but(tiers: tuple[str, ...]) -> list[str]:
    return [f"--ignore={each}" for each in _folders(tiers)]


def _at_once(how_many: str) -> list[str]:
    return ["-n", how_many, "--dist", "loadfile", "--no-loadscope-reorder"]


def _run(home: Home, selections: list[Selection]) -> int:
    """Run all of them, also when one fails; the status of the first that did."""
    variables = environment.without_kanaf(os.environ, but=_KEPT_SETTINGS)
    # A copy: tests change the law from a day on, and see what the running system makes of it.
    rules = home.path / "registry-rules"
    shutil.copytree(PROJECT / "services" / "registry" / "rules", rules)
    variables["KANAF_REGISTRY_RULES"] = str(rules)
    statuses = [status for each in selections for status in _run_one(home, each, variables)]
    return next((status for status in statuses if status), 0)


def _run_one(home: Home, selection: Selection, variables: Mapping[str, str]) -> list[int]:
    with Progress() as progress:
        started = starting.bring_up(home, variables, progress, selection.programs)
        what = "a system" if selection.programs else "a broker and a database"
        progress.done(f"{what} for the tests, ready after {progress.seconds:.1f} s")
    shell = environment.of_shell(started.home, started.ports, started.servers)
    given = {**variables, **shell}
    with contextlib.ExitStack() as beside:
        others = [
            beside.enter_context(_beside(each, given, home.path / f"meanwhile-{number}.txt"))
            for number, each in enumerate(selection.meanwhile)
        ]
        statuses = [_end_of(_pytest(selection.arguments, given))]
        return [*statuses, *(_end_of(each) for each in others)]


@contextlib.contextmanager
def _beside(
    arguments: list[str], variables: Mapping[str, str], file: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A run whose output is shown when it has ended, so that no two are mixed."""
    with file.open("w+b") as output:
        process = _pytest(arguments, variables, output)
        try:
            yield process
        finally:
            _stop(process)
            output.seek(0)
            shutil.copyfileobj(output, sys.stdout.buffer)
            sys.stdout.flush()


def _pytest(
    arguments: list[str], variables: Mapping[str, str], output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start it; what has an `output` of its own lets others go first."""
    first = [] if output is None else ["nice", "-n", "10"]
    return subprocess.Popen(
        [*first, sys.executable, "-m", "pytest", *arguments],
        cwd=PROJECT,
        # Those that run side by side must name the same tests the same.
        env={**variables, "PYTHONHASHSEED": "0"},
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )


def _end_of(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait()
    except KeyboardInterrupt:
        _stop(process)
        raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=30)
    process.kill()
