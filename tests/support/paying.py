"""Households with enrolments, and lists that are worked on, as tests of payments need them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.app.payments.commands import (
    ApprovePaymentList,
    CancelPaymentList,
    OpenPaymentList,
    ReceiveConfirmations,
)
from services.registry.app.payments.queries import Find
from services.registry.domain.payments.confirmation import Line
from tests.support.registry import command_of, register, settle

FIRST = Actor("administrator-1", frozenset({"administrator"}))
SECOND = Actor("administrator-2", frozenset({"administrator"}))
MONTH = "2026-11"


class Stopped(BaseException):
    """The process was killed here."""


class Running:
    """A run of work that is killed after some steps, when told so."""

    def __init__(self, checkpoint: Mapping[str, Any] | None = None, dies_after: int = 10**9):
        self._checkpoint = dict(checkpoint or {})
        self._left = dies_after
        self.seen: list[tuple[int, int | None]] = []

    @property
    def checkpoint(self) -> Mapping[str, Any]:
        return dict(self._checkpoint)

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        self._left -= 1
        if self._left < 0:
            raise Stopped
        self._checkpoint |= checkpoint
        self.seen.append((done, total))


@contextmanager
def as_worker() -> Iterator[None]:
    """The block is done by the work process."""
    with use(Context(Actor.system("registry.work"))):
        yield


def work(registry: Registry, name: str, aggregate_id: str, run: Running | None = None) -> None:
    """Do one piece of work."""
    with as_worker():
        registry.work[name](aggregate_id, run or Running())


def family(registry: Registry, **changes: Any) -> str:
    """A household with a head; answers its id."""
    head = register(registry, **changes)
    return str(settle(registry, head["id"])["id"])


def enrol(
    database: Any,
    programme_id: str,
    household_id: str,
    amount_fils: int | None = 86_500,
    person_id: str | None = None,
) -> str:
    """An active enrolment as area programmes keeps it; answers its id."""
    enrolment_id = str(uuid.uuid4())
    state = {
        "applicant": {"household_id": household_id, "person_id": person_id, "governorate": "JO-AM"},
        "status": "active",
        "amount_fils": amount_fils,
    }
    keys = {"programme": programme_id, "household": household_id, "status": "active"}
    database["enrolments"].insert_one({"_id": enrolment_id, "state": state, "keys": keys})
    return enrolment_id


def programme(database: Any) -> str:
    """A programme; answers its id."""
    programme_id = str(uuid.uuid4())
    database["programmes"].insert_one({"_id": programme_id, "state": {}, "keys": {}})
    return programme_id


def opened(registry: Registry, programme_id: str, month: str = MONTH) -> str:
    """A list that is to be prepared; answers its id."""
    with command_of(FIRST):
        view = registry.payments.handlers.open(OpenPaymentList(programme_id, month), FIRST)
    return str(view["id"])


def prepared(registry: Registry, programme_id: str, month: str = MONTH) -> str:
    """A list that is prepared; answers its id."""
    list_id = opened(registry, programme_id, month)
    work(registry, "payment_list.prepare", list_id)
    return list_id


def approve(registry: Registry, list_id: str, actor: Actor = SECOND) -> None:
    with command_of(actor):
        registry.payments.handlers.approve(ApprovePaymentList(list_id), actor)


def issued(registry: Registry, programme_id: str, month: str = MONTH) -> str:
    """A list whose file is written; answers its id."""
    list_id = prepared(registry, programme_id, month)
    approve(registry, list_id)
    work(registry, "payment_list.issue", list_id)
    return list_id


def cancel(registry: Registry, list_id: str) -> None:
    with command_of(FIRST):
        registry.payments.handlers.cancel(CancelPaymentList(list_id, "بيانات ناقصة"), FIRST)


def confirm(registry: Registry, *lines: Line, reference: str = "") -> dict[str, Any]:
    """The provider's confirmations, gone through; answers how they are shown."""
    with command_of(FIRST):
        made = registry.payments.handlers.receive(
            ReceiveConfirmations(reference or str(uuid.uuid4()), lines), FIRST
        )
    work(registry, "payment_confirmations.apply", made["id"])
    return registry.payments.queries.confirmations(made["id"], FIRST)


def shown(registry: Registry, list_id: str) -> dict[str, Any]:
    return registry.payments.queries.payment_list(list_id, FIRST)


def payments_of(registry: Registry, list_id: str, actor: Actor = FIRST) -> list[dict[str, Any]]:
    page = registry.payments.queries.find_payments(Find({"list": list_id}, None, 100), actor)
    return list(page["items"])


def file_of(registry: Registry, list_id: str) -> str:
    """The file's text."""
    with command_of(FIRST):
        file = registry.payments.queries.file(list_id, 0, FIRST)
    return b"".join(registry.payments.queries.files.read(file.id)).decode("utf-8")
