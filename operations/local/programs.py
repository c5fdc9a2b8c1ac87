"""The programs of the system: their names, how each is started, and in which order they stop."""

from __future__ import annotations

from dataclasses import dataclass

from operations.failure import Failure
from operations.servers.accounts import SERVICES, WITH_WORK


@dataclass(frozen=True)
class Program:
    """One process of ours, started as `python -m` with these arguments.

    `account` is its broker account, `database` its database account; `stop_stage` orders the
    stop: lower ones first, so that nobody is asked for what can no longer be answered. `niceness`
    is the kernel's: what may wait a moment gives way to who serves the counter.
    """

    name: str
    arguments: tuple[str, ...]
    account: str | None = None
    database: str | None = None
    metrics_port: str | None = None
    stop_stage: int = 1
    niceness: int = 0


_PATIENT = 5
_MOST_PATIENT = 10


def _service(name: str) -> Program:
    niceness = _PATIENT if name == "notifications" else 0
    return Program(
        name,
        (f"services.{name}", "serve"),
        name,
        name,
        f"{name}_metrics",
        niceness=niceness,
    )


def _relay(service: str) -> Program:
    name = f"relay-{service}"
    return Program(
        name,
        (f"services.{service}", "relay"),
        name,
        service,
        f"relay_{service}_metrics",
        niceness=_PATIENT,
    )


def _work(service: str) -> Program:
    return Program(
        f"work-{service}",
        (f"services.{service}", "work"),
        None,
        service,
        f"work_{service}_metrics",
        niceness=_MOST_PATIENT,
    )


SERVERS = ("broker", "database")
"""Programs that are not ours: RabbitMQ and mongod, started here unless given from outside."""

PROGRAMS: tuple[Program, ...] = (
    Program("sinks", ("operations.local.sinks",), stop_stage=2),
    Program("issuer", ("operations.local.issuer",), stop_stage=2),
    Program("provider", ("operations.local.provider",), stop_stage=2),
    *(_service(name) for name in SERVICES),
    *(_relay(name) for name in SERVICES),
    *(_work(name) for name in WITH_WORK),
    Program("gateway", ("gateway",), "gateway", None, "gateway_metrics", stop_stage=0),
)


def program(name: str) -> Program:
    """The program of that name. Raises `Failure` listing the names there are."""
    for each in PROGRAMS:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in PROGRAMS)
    raise Failure(f"there is no program {name!r}", f"name one of: {names}")
