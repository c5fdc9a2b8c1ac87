"""`kanaf test`: the tests, on a system of their own that is gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

import click

from operations.local import environment, starting, temporary
from operations.local.home import PROJECT, Home
from operations.local.programs import PROGRAMS, Program
from operations.local.progress import Progress

_APART = ("integration", "contract", "unit")
"""Tiers whose tests each have names and databases of their own: several run at a time, and those
first that wait for servers to start, so that the quick ones fill the end."""

_TOGETHER = ("e2e", "faults")
"""Tiers whose tests share the one running system, and disturb it: one after the other."""

_AT_A_TIME = "4"
"""They mostly wait, for servers that start and for deadlines that pass."""

_KEPT_SETTINGS = ("KANAF_MONGOD", "KANAF_RABBITMQ_SERVER", "KANAF_UP_SECONDS", "KANAF_LOG_LEVEL")
_LOGS_OF_FAILURE = PROJECT / ".local" / "last-test-logs"


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--faults", is_flag=True, help="The long ones: every fault, and nothing else.")
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def test(faults: bool, pytest_arguments: tuple[str, ...]) -> None:
    """Run the tests on a system of their own.

    It has ports and data of its own and is removed afterwards; a system that runs already is left
    alone. Further arguments go to pytest; naming test files runs these alone.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    with temporary.own_home() as home:
        try:
            status = _run(home, _selections(faults, pytest_arguments))
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
    """pytest's arguments, and which of our programs run meanwhile, beside the servers."""

    arguments: list[str]
    programs: Sequence[Program] = PROGRAMS


def _selections(faults: bool, arguments: tuple[str, ...]) -> list[Selection]:
    """Run by run: all tiers but what is long, unless told otherwise."""
    named = [each for each in arguments if (PROJECT / each.split("::")[0]).exists()]
    if named:
        return [Selection(list(arguments))]
    if faults:
        return [Selection(["tests/faults", *arguments])]
    by_file = ["-n", _AT_A_TIME, "--dist", "loadfile", "--no-loadscope-reorder"]
    apart = [*_folders(_APART), *by_file, *arguments]
    # They start what they need; a whole system beside them would be looking for work all the time.
    return [
        Selection(apart, programs=()),
        Selection([*_folders(_TOGETHER), "-m", "not long", *arguments]),
    ]


def _folders(tiers: tuple[str, ...]) -> list[str]:
    return [f"tests/{tier}" for tier in tiers]


def _run(home: Home, selections: list[Selection]) -> int:
    """Run all of them, also when one fails; the status of the first that did."""
    variables = environment.without_kanaf(os.environ, but=_KEPT_SETTINGS)
    # A copy: tests change the law from a day on, and see what the running system makes of it.
    rules = home.path / "registry-rules"
    shutil.copytree(PROJECT / "services" / "registry" / "rules", rules)
    variables["KANAF_REGISTRY_RULES"] = str(rules)
    statuses = [_run_one(home, each, variables) for each in selections]
    return next((status for status in statuses if status), 0)


def _run_one(home: Home, selection: Selection, variables: Mapping[str, str]) -> int:
    with Progress() as progress:
        started = starting.bring_up(home, variables, progress, selection.programs)
        what = "a system" if selection.programs else "a broker and a database"
        progress.done(f"{what} for the tests, ready after {progress.seconds:.1f} s")
    shell = environment.of_shell(started.home, started.ports, started.servers)
    return _pytest(selection.arguments, {**variables, **shell})


def _pytest(arguments: list[str], variables: Mapping[str, str]) -> int:
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=PROJECT,
        # Those that run side by side must name the same tests the same.
        env={**variables, "PYTHONHASHSEED": "0"},
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        process.kill()
        raise
