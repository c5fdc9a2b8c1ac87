"""Starting and stopping one copy of the whole system."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from operations.failure import Failure
from operations.local import broker, database, environment, leftovers, ports, servers
from operations.local.configuration import Supervised, render
from operations.local.environment import MARK
from operations.local.home import Home, write_atomically
from operations.local.programs import PROGRAMS, SERVERS, Program
from operations.local.servers import Servers
from operations.local.supervisor import Supervisor

_NEEDED_BYTES = 1_000_000_000
_SERVER_STOP_SECONDS = 30
_LAST = 9  # the stage in which broker and database stop


@dataclass(frozen=True)
class System:
    """A copy as it was decided: where it lives, its ports and its servers."""

    home: Home
    ports: Mapping[str, int]
    servers: Servers


def decide(home: Home, variables: Mapping[str, str]) -> System:
    """Check the machine and decide ports and servers. Raises `Failure`."""
    if sys.platform != "linux":
        raise Failure(
            f"the local system runs on Linux, not on {sys.platform}", "use docker compose up"
        )
    if variables.get("KANAF_MODE") == "production":
        raise Failure(
            "KANAF_MODE=production, and `kanaf up` is for a local system",
            "unset KANAF_MODE; in production each process is started with `kanaf run NAME`",
        )
    home.make()
    if shutil.disk_usage(home.path).free < _NEEDED_BYTES:
        raise Failure(f"less than 1 GB free on the disk of {home.path}", "free some space")
    chosen = ports.choose(home, variables, running=Supervisor(home).is_running())
    return System(home, chosen, servers.decide(home, chosen, variables))


def supervised(
    system: System, variables: Mapping[str, str], ours: Sequence[Program] = PROGRAMS
) -> list[Supervised]:
    """Every program with its command and environment. Installs and configures own servers."""
    home, chosen = system.home, system.ports
    settings = environment.handed_on(variables)
    programs = []
    if system.servers.own_broker:
        command = [broker.find()]
        broker.write_configuration(home, chosen)
        variables_of_broker = {**broker.environment(home, chosen), MARK: str(home.path)}
        programs.append(
            Supervised(SERVERS[0], command, variables_of_broker, _SERVER_STOP_SECONDS, 1)
        )
    if system.servers.own_database:
        command = [*database.find(home), *database.arguments(home, chosen)]
        database.write_configuration(home)
        programs.append(
            Supervised(SERVERS[1], command, {MARK: str(home.path)}, _SERVER_STOP_SECONDS, 2)
        )
    patience = _stop_seconds(settings)
    programs += [
        Supervised(
            each.name,
            [*_giving_way(each.niceness), sys.executable, "-m", *each.arguments],
            environment.of_program(each, home, chosen, system.servers, settings),
            patience,
        )
        for each in ours
    ]
    return programs


def _giving_way(niceness: int) -> list[str]:
    nice = shutil.which("nice")
    return [nice, "-n", str(niceness)] if nice and niceness else []


def _stop_seconds(settings: Mapping[str, str]) -> int:
    """A little more than a program gives itself (KANAF_STOP_SECONDS, 10 by default)."""
    try:
        return int(float(settings.get("KANAF_STOP_SECONDS", "10"))) + 5
    except ValueError:
        raise Failure(
            "KANAF_STOP_SECONDS is not a number of seconds", "set it to a number such as 10"
        ) from None


def start(
    system: System, variables: Mapping[str, str], ours: Sequence[Program] = PROGRAMS
) -> list[str] | None:
    """Start what is not running, restart what changed, and stop what is not of these.

    Returns the names that were started or restarted; `None` when all of it was.
    """
    home = system.home
    text = render(home, supervised(system, variables, ours))
    supervisor = Supervisor(home)
    if supervisor.is_running():
        changed: list[str] = []
        if not home.supervisor.exists() or home.supervisor.read_text("utf-8") != text:
            write_atomically(home.supervisor, text)
            changed = supervisor.reload()
        return changed + _start_stopped(supervisor)
    leftovers.end(home)
    write_atomically(home.supervisor, text)
    supervisor.start({**environment.without_kanaf(variables), MARK: str(home.path)})
    return None


def _start_stopped(supervisor: Supervisor) -> list[str]:
    """Start what does not run, at once: what pauses between attempts is not waited for."""
    stopped = [
        each["name"]
        for each in supervisor.processes()
        if each["statename"] in ("STOPPED", "EXITED", "FATAL", "BACKOFF", "UNKNOWN")
    ]
    supervisor.stop_programs(stopped)
    for name in stopped:
        supervisor.start_program(name)
    return stopped


def stop(home: Home, say: Callable[[str], None]) -> bool:
    """Stop everything in order; data is kept. Returns whether anything was running."""
    supervisor = Supervisor(home)
    running = supervisor.is_running()
    if running:
        present = {each["name"] for each in supervisor.processes()}
        stages: dict[int, list[str]] = {}
        for each in PROGRAMS:
            stages.setdefault(each.stop_stage, []).append(each.name)
        stages[_LAST] = list(SERVERS)
        for _, names in sorted(stages.items()):
            if present.intersection(names):
                say(f"stopping {', '.join(present.intersection(names))}")
                supervisor.stop_programs(names)
        supervisor.shut_down()
    leftovers.end(home)
    home.socket.unlink(missing_ok=True)
    ports.release(home)
    return running


def drop(home: Home) -> None:
    """Delete everything this copy keeps. It must be stopped."""
    home.socket.unlink(missing_ok=True)
    for each in home.contents():
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # something of others is kept beside it
        home.path.rmdir()


def current(home: Home) -> System:
    """The copy as the last `kanaf up` decided it. Raises `Failure` before the first."""
    return System(home, ports.remembered(home), servers.required(home))
