"""Inspections for tests: licensed places that know what was done to them, and who works there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chassis.errors import Conflict, NotFound
from services.licensing.adapters.between.inspections import PhotographsOfDocuments
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import inspections, wire
from services.licensing.bootstrap.house import House
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.checklist import Checklist, ChecklistCopy, Item
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.words import LicensedPlace
from services.licensing.domain.words import Words, Written
from tests.support.calling import Caller, somebody

SUPERVISOR = somebody("supervisor-1", "supervisor")
SECOND = somebody("supervisor-2", "supervisor")
INSPECTOR = somebody("inspector-1", "inspector")
COLLEAGUE = somebody("inspector-2", "inspector")
AUDITOR = somebody("auditor-1", "auditor", governorates=())
HOLDER = somebody("holder-1", "citizen", governorates=())
STRANGER = somebody("citizen-9", "citizen", governorates=())
ELSEWHERE = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
ITEMS = ("exits", "fire", "hygiene", "records")
REASON = {"ar": "مخارج الطوارئ مغلقة.", "en": "The emergency exits are blocked."}
CHECKLIST = ChecklistCopy(
    "nursery",
    1,
    Checklist(
        (
            Item("exits", Words("المخارج سالكة", "Exits are clear"), 40, critical=True),
            Item("fire", Words("الإطفاء", "Fire equipment"), 30, critical=False),
            Item("hygiene", Words("النظافة", "Hygiene"), 20, critical=False),
            Item("records", Words("السجلات", "Records"), 5, critical=False),
        ),
        pass_mark=60,
    ),
)


@dataclass
class Register:
    """Licences, in memory: `standing` is what measures made of each."""

    places: dict[str, LicensedPlace] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    said: list[tuple[str, str, str]] = field(default_factory=list)
    strict: bool = True
    """Whether a licence must be what it was thought to be: not where a change is tried again."""

    def license(self, district: str | None = None, children: int = 30) -> str:
        """A nursery of Amman is licensed; answers the id of its licence."""
        licence_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"licence/{len(self.places)}"))
        self.places[licence_id] = LicensedPlace(
            id=licence_id,
            number=f"NUR-AM-2025-{len(self.places) + 1:06}",
            service="nursery.first_licence",
            governorate="JO-AM",
            district=district,
            owners=frozenset({"subject:holder-1"}),
            state="valid",
            issued_on="2025-11-22",
            children=children,
            details="شارع الجامعة، 7",
        )
        self.standing[licence_id] = "open"
        return licence_id

    def known(self, licence_id: str) -> LicensedPlace:
        if licence_id not in self.places:
            raise NotFound("licence_not_found", {"id": licence_id})
        return self.places[licence_id]

    def to_inspect(self, governorate: str) -> Iterator[LicensedPlace]:
        return (each for each in self.places.values() if each.governorate == governorate)

    def of(self, place: LicensedPlace) -> ChecklistCopy | None:
        return CHECKLIST

    def must_not_have_ended(self, licence_id: str) -> None:
        if self.places[licence_id].state in ("lapsed", "surrendered"):
            raise Conflict("licence_ended")

    def suspend(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        self._become(licence_id, "suspended", reason_code, "open")

    def reinstate(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        self._become(licence_id, "open", reason_code, "suspended", "closed")

    def revoke(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        self._become(licence_id, "closed", reason_code, "open", "suspended")

    def _become(self, licence_id: str, standing: str, why: str, *before: str) -> None:
        assert not self.strict or self.standing[licence_id] in before
        self.standing[licence_id] = standing
        self.said.append((licence_id, standing, why))


@dataclass
class Album:
    """Documents that were uploaded, and what they were attached to."""

    usable: set[str] = field(default_factory=set)
    attached: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def photograph(self) -> str:
        document_id = str(uuid.uuid4())
        self.usable.add(document_id)
        return document_id

    def must_be_usable(self, named: Mapping[str, str], record: str, actor: Actor) -> None:
        for each in named:
            if each not in self.usable:
                raise NotFound("document_not_found", {"id": each})

    def attach(
        self, document_ids: Iterable[str], record: str, governorate: str, actor: Actor
    ) -> None:
        self.attached.update(dict.fromkeys(document_ids, record))

    def move(self, record: str, governorate: str) -> None:
        self.moved[record] = governorate


@dataclass
class World:
    """Licensing with these licences and documents beside it."""

    register: Register = field(default_factory=Register)
    album: Album = field(default_factory=Album)
    documented: bool = False
    """Whether photographs are real documents, instead of those of the album."""
    concluded: list[Inspection] = field(default_factory=list)

    def build(self, house: House) -> Licensing:
        register, licensing = self.register, wire(house)
        shelf = PhotographsOfDocuments(licensing.documents.shelf)
        neighbours = inspections.Neighbours(
            register,
            register,
            register,
            shelf if self.documented else self.album,
            self.concluded.append,
        )
        return replace(licensing, inspections=inspections.wire(house, neighbours))


def enlisted(call: Caller, *inspectors: Any) -> None:
    """These are on the list of inspectors of Amman."""
    for each in inspectors:
        request = {"subject": each.subject, "governorates": ["JO-AM"]}
        call(SUPERVISOR, "enlist_inspector", request)


def planned(call: Caller, licence_id: str, **asked: Any) -> dict[str, Any]:
    """An inspection that a supervisor has planned."""
    request = {
        "licence_id": licence_id,
        "purpose": "periodic",
        "due_on": "2026-12-03",
        "announced": True,
        **asked,
    }
    return call(SUPERVISOR, "plan_inspection", request)


def a_report(
    wrong: Sequence[str] = (), items: Sequence[str] = ITEMS, **said: Any
) -> dict[str, Any]:
    """What an inspector found: everything right, but for `wrong`."""
    return {
        "findings": [
            {"item": each, "result": "not_met" if each in wrong else "met", "note": None}
            for each in items
        ],
        "witness": {"signing": "refused", "remark": "رفضت التوقيع."},
        "started_at": "2026-11-22T08:00:00.000Z",
        "ended_at": "2026-11-22T09:00:00.000Z",
        "made_at": "2026-11-22T09:05:00.000Z",
        **said,
    }


def brought(inspection_id: str, report_id: str | None = None, **said: Any) -> dict[str, Any]:
    """A report as a device brings it."""
    name = report_id or str(uuid.uuid4())
    return {"inspection_id": inspection_id, "report_id": name, **a_report(**said)}


def a_batch(*reports: Any, sent_at: str = "2026-11-22T12:00:00.000Z") -> dict[str, Any]:
    return {"device_id": "tablet-3", "sent_at": sent_at, "reports": list(reports)}


def upload(call: Caller, *reports: Any, actor: Any = INSPECTOR, **more: Any) -> list[Any]:
    """What a device is told of the reports it brings."""
    answer = call(actor, "upload_inspection_reports", a_batch(*reports), **more)
    results: list[Any] = answer["results"]
    return results


def inspected(call: Caller, licence_id: str, wrong: Sequence[str] = ()) -> dict[str, Any]:
    """A concluded inspection."""
    inspection_id = planned(call, licence_id, inspector="inspector-1")["id"]
    upload(call, brought(inspection_id, wrong=wrong))
    return call(INSPECTOR, "conclude_inspection", {"inspection_id": inspection_id})


def measure(
    call: Caller, licence_id: str, kind: str, code: str, actor: Any = SUPERVISOR
) -> dict[str, Any]:
    """A measure is taken; answers the oversight."""
    request = {"licence_id": licence_id, "measure": kind, "reason_code": code, "reason": REASON}
    return call(actor, "take_measure", request)
