"""`kanaf test`: the tests, on a system of their own that is gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from types import FrameType

import click

from operations.local import environment, starting, temporary
from operations.local.home import PROJECT, Home
from operations.local.progress import Progress

_TIERS = ("unit", "contract", "integration", "e2e", "faults")
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
            status = _run(home, _selection(faults, pytest_arguments))
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


def _selection(faults: bool, arguments: tuple[str, ...]) -> list[str]:
    """pytest's arguments: all tiers but what is long, unless told otherwise."""
    named = [each for each in arguments if (PROJECT / each.split("::")[0]).exists()]
    if named:
        return list(arguments)
    if faults:
        return ["tests/faults", *arguments]
    tiers = [f"tests/{tier}" for tier in _TIERS if (PROJECT / "tests" / tier).is_dir()]
    return [*tiers, "-m", "not long", *arguments]


def _run(home: Home, arguments: list[str]) -> int:
    variables = environment.without_kanaf(os.environ, but=_KEPT_SETTINGS)
    with Progress() as progress:
        started = starting.bring_up(home, variables, progress)
        progress.done(f"a system for the tests is ready after {progress.seconds:.1f} s")
    shell = environment.of_shell(started.home, started.ports, started.servers)
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments], cwd=PROJECT, env={**variables, **shell}
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        process.kill()
        raise
