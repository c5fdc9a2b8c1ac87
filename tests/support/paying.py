"""Households with enrolments, and lists that are worked on, as tests of payments need them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import Any

from chassis.context import Actor, Context, use
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.adapters.programmes.programmes import PROGRAMMES
from services.registry.app.application import Registry
from services.registry.app.files.ports import PART_SIZE
from services.registry.app.payments.commands import (
    AllowPayment,
    AnnounceConfirmations,
    ApprovePaymentList,
    CancelPaymentList,
    OpenPaymentList,
    PutConfirmationsPart,
    ReceiveConfirmations,
)
from services.registry.app.payments.queries import Find
from services.registry.domain.files.people_import import SentFile
from services.registry.domain.payments.confirmation import Line
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Applicant, Application, ProgrammeRef
from services.registry.domain.programmes.programme import Programme, Terms
from services.registry.domain.programmes.words import (
    Opening,
    Pillar,
    ProgrammeKind,
    Status,
    Text,
)
from tests.support.registry import command_of, register, settle

FIRST = Actor("administrator-1", frozenset({"administrator"}))
SECOND = Actor("administrator-2", frozenset({"administrator"}))
MONTH = "2026-11"
NAME, BEGAN = Text("معونة", "Aid"), date(2026, 1, 1)


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
    *,
    started_on: str | None = None,
    kind: str = "cash",
    person_id: str | None = None,
    status: str = "active",
    course: Sequence[Mapping[str, Any]] = (),
) -> str:
    """An enrolment, active unless told otherwise, as area programmes keeps it; answers its id."""
    enrolment = Enrolment(
        str(uuid.uuid4()),
        ProgrammeRef(programme_id, NAME, kind, money=True),
        Applicant(household_id, person_id, person_id or household_id, "JO-AM"),
        Application("clerk-17", BEGAN, by_family=False, note=None),
        Status(status),
        amount_fils=amount_fils,
    )
    state = {**ENROLMENTS.to_state(enrolment), "started_on": started_on, "course": list(course)}
    keys = {"programme": programme_id, "household": household_id, "status": status}
    _insert(database, "enrolments", enrolment.id, state, keys)
    return enrolment.id


def programme(database: Any, kind: str = "cash") -> str:
    """A programme; answers its id."""
    terms = Terms(NAME, Pillar.SOMOUD, ProgrammeKind(kind), "household", BEGAN)
    made = Programme(str(uuid.uuid4()), terms, Opening.OPEN, "administrator-1", BEGAN)
    _insert(database, "programmes", made.id, PROGRAMMES.to_state(made), {})
    return made.id


def _insert(database: Any, collection: str, id_: str, state: Any, keys: Any) -> None:
    """As it is kept, without what would keep a household from two of them."""
    document = {"_id": id_, "version": 1, "state": state, "keys": keys}
    database[collection].insert_one(document)


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


def allow(registry: Registry, payment_id: str, actor: Actor = FIRST) -> None:
    """Let the next list pay what is held for a person to decide."""
    with command_of(actor):
        registry.payments.handlers.allow(AllowPayment(payment_id, "أسرتان منفصلتان"), actor)


def came_back(registry: Registry, payment_id: str, on: str = "2026-11-22") -> None:
    """The provider could not pay it out."""
    confirm(registry, Line(payment_id, "returned", on, "wallet_closed"))


def send_confirmations(
    registry: Registry, data: bytes, *, name: str = "confirmed.csv", reference: str = ""
) -> str:
    """A provider's file, here as a whole; answers the batch's id."""
    file = SentFile(name, name.rpartition(".")[2], None, len(data), sha256(data).hexdigest())
    files = registry.payments.files
    with command_of(FIRST):
        asked = AnnounceConfirmations(reference or str(uuid.uuid4()), file)
        batch_id = str(files.announce(asked, FIRST)["id"])
    for part in range(-(-len(data) // PART_SIZE)):
        piece = data[part * PART_SIZE : (part + 1) * PART_SIZE]
        with command_of(FIRST):
            put = PutConfirmationsPart(batch_id, part, piece, sha256(piece).hexdigest())
            files.put_part(put, FIRST)
    with command_of(FIRST):
        files.apply(batch_id, FIRST)
    return batch_id


def confirm_by_file(registry: Registry, data: bytes, **named: str) -> dict[str, Any]:
    """A provider's file, gone through; answers how the batch is shown."""
    batch_id = send_confirmations(registry, data, **named)
    work(registry, "payment_confirmations.apply_file", batch_id)
    return registry.payments.queries.confirmations(batch_id, FIRST)


def reported_rows(registry: Registry, batch_id: str) -> list[tuple[int, str]]:
    """Row and code of what had no effect."""
    rows = registry.payments.queries.reported_rows(batch_id, 0, 1000, FIRST)
    return [(each.row, each.problem.code) for each in rows]


def shown(registry: Registry, list_id: str) -> dict[str, Any]:
    return registry.payments.queries.payment_list(list_id, FIRST)


def payments_of(registry: Registry, list_id: str, actor: Actor = FIRST) -> list[dict[str, Any]]:
    with command_of(actor):
        page = registry.payments.queries.find_payments(Find({"list": list_id}, None, 100), actor)
    return list(page["items"])


def file_of(registry: Registry, list_id: str) -> str:
    """The file's text."""
    with command_of(FIRST):
        file = registry.payments.queries.file(list_id, 0, FIRST)
    return b"".join(registry.payments.queries.files.read(file.id)).decode("utf-8")
