"""Applications for services, for tests: what people fill in, and the areas beside, in memory."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from chassis.clock import Clock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.licensing.app.applications.ports import PaperFacts, Raised
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import applications, between, wire
from services.licensing.bootstrap.house import House, MemoryHouse
from services.licensing.domain.applications.application import Application
from services.licensing.domain.documents.rules import AUTHORISATION
from services.licensing.domain.inspections.checklist import Checklist
from services.licensing.domain.words import Words
from services.licensing.settings import LicensingSettings
from tests.support.calling import Caller, somebody

CITIZEN = somebody("citizen-1", "citizen", governorates=(), national_number="9852012345")
CLERK = somebody("clerk-1", "clerk", centre="amman-1")
OTHER_CLERK = somebody("clerk-2", "clerk", centre="amman-1")
INSPECTOR = somebody("inspector-1", "inspector")
SUPERVISOR = somebody("supervisor-1", "supervisor")
OTHER_SUPERVISOR = somebody("supervisor-2", "supervisor")
ADMINISTRATOR = somebody("administrator-1", "administrator")
AUDITOR = somebody("auditor-1", "auditor", governorates=())

APPLICANT: dict[str, Any] = {
    "name": "آمال عبد الله الخطيب",
    "national_number": "9852012345",
    "contact": {"mobile": "0791234567", "email": "amal@example.jo", "language": "ar"},
}
PRIVATE_NURSERY: dict[str, Any] = {
    "nursery_name": {"ar": "حضانة البراعم", "en": "Buds Nursery"},
    "kind": "private",
    "place": {"governorate": "JO-AM", "district": "لواء ماركا"},
    "places_under_two": 20,
    "places_two_to_four": 30,
    "area": 140,
    "staff": [
        {
            "name": "سعاد محمود",
            "national_number": "9902012345",
            "education": "diploma",
            "trained": True,
        }
    ],
}
HOME_NURSERY: dict[str, Any] = {
    **{name: PRIVATE_NURSERY[name] for name in ("nursery_name", "place", "staff")},
    "kind": "home",
    "places_under_two": 5,
    "places_two_to_four": 7,
    "floor": "ground",
}


def paper(code: str) -> str:
    """The id of the document that is handed in as this paper."""
    return f"0197f3a2-5c1e-5b7a-9c55-{crc32(code.encode()):012}"


def a_request(service: str, answers: Mapping[str, Any], *papers: str, **rest: Any) -> Any:
    """What is filled in for a service, with one paper for each code."""
    return {
        "service": service,
        "applicant": copy.deepcopy(APPLICANT),
        "answers": dict(answers),
        "papers": {code: [paper(code)] for code in papers},
        "governorate": "JO-AM",
        **rest,
    }


def a_nursery(answers: Mapping[str, Any] | None = None, **other: Any) -> Any:
    """A first licence for a private nursery in Amman; `other` answers are different."""
    filled = {**(PRIVATE_NURSERY if answers is None else answers), **other}
    papers = ["identity", "ownership", "non_conviction", "health"]
    if filled["kind"] != "home":
        papers += ["plan", "occupancy"]
    return a_request("nursery.first_licence", filled, *papers)


@dataclass
class Beside:
    """The areas beside applications: what they were asked.

    `kinds`: as what some documents were handed in; the others are what their papers want.
    """

    bills: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    inspections: dict[str, tuple[str, str]] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    moved: list[tuple[str, date | None]] = field(default_factory=list)
    unusable: set[str] = field(default_factory=set)
    media_type: str = "application/pdf"
    expires_on: date | None = None
    kinds: dict[str, str] = field(default_factory=dict)
    services: Services | None = None

    def usable(
        self, document_ids: Sequence[str], application: Application | None, actor: Any
    ) -> Mapping[str, PaperFacts]:
        wanted = {} if application is None else self._wanted(application)
        return {
            each: PaperFacts(
                self.kinds.get(each, wanted.get(each, "other")),
                self.media_type,
                1000,
                self.expires_on,
            )
            for each in document_ids
            if each not in self.unusable
        }

    def _wanted(self, application: Application) -> dict[str, str]:
        """The kinds that the papers want, by the documents that are handed in as them."""
        assert self.services is not None
        service = self.services.version(application.service, application.service_version)
        papers, delegate = application.content.papers, application.content.delegate
        by_delegate = {} if delegate is None else {delegate.document_id: AUTHORISATION}
        return by_delegate | {
            document_id: each.kinds[0]
            for each in service.papers
            for document_id in papers.get(each.code, ())
        }

    def attach(self, document_ids: Sequence[str], application: Application, actor: Any) -> None:
        return None

    def share(self, application: Application) -> None:
        return None

    def raise_for(
        self,
        application: Application,
        step: str,
        amount_fils: int,
        purpose: Words,
        due: date | None,
    ) -> Raised:
        bill_id = f"0197f3a2-5c1e-5b7a-9c55-{len(self.bills):012}"
        self.bills[bill_id] = (application.id, step, amount_fils)
        return Raised(bill_id, 0)

    def move_due(self, reference: str, due: date | None) -> None:
        self.moved.append((reference, due))

    def open_for(
        self, application: Application, service: Any, step: str, checklist: Checklist, due: Any
    ) -> str:
        inspection_id = f"0197f3a2-5c1e-5b7a-9c56-{len(self.inspections):012}"
        self.inspections[inspection_id] = (application.id, step)
        return inspection_id

    def cancel(self, reference: str) -> None:
        self.cancelled.append(reference)


def standing_on(house: House, beside: Beside, *, papers_alone: bool = False) -> Licensing:
    """Licensing whose applications ask stand-ins for papers, bills and inspections; or for the
    papers alone."""
    wired = wire(house)
    near = replace(
        between.for_applications(
            house,
            wired.licences,
            wired.documents,
            wired.associations,
            wired.practitioners,
            lambda: whole,
        ),
        papers=beside,
    )
    near = near if papers_alone else replace(near, bills=beside, inspections=beside)
    whole = replace(wired, applications=applications.wire(house, near))
    beside.services = whole.applications.services
    return whole


def in_memory(
    database: MemoryDatabase, clock: Clock, beside: Beside, further_services: Path | None = None
) -> Licensing:
    """The same in memory."""
    settings = LicensingSettings(further_services=further_services)
    return standing_on(MemoryHouse(database, clock, settings), beside)


def reference(licensing: Licensing, application_id: str, step: str) -> str:
    """The bill or inspection that belongs to a step."""
    application = licensing.applications.queries.applications.load(application_id)
    return application.course.step(step).reference or ""


def reference_to(application: Mapping[str, Any], kind: str) -> str:
    """The bill or visit that belongs to its step of this kind, as who asks is told."""
    (found,) = (each["reference"] for each in application["steps"] if each["kind"] == kind)
    return str(found)


def paid(licensing: Licensing, application_id: str) -> None:
    """The fee came in."""
    with use(Context(Actor.system("fees"))):
        licensing.applications.handling.paid(
            application_id, reference(licensing, application_id, "fee")
        )


def inspected(licensing: Licensing, application_id: str, *, passed: bool = True) -> None:
    """An inspector was there."""
    with use(Context(Actor.system("inspections"))):
        licensing.applications.handling.inspected(
            application_id,
            reference(licensing, application_id, "inspection"),
            passed,
            "inspector-1",
        )


def open_steps(application: Mapping[str, Any]) -> set[str]:
    """The codes of the steps whose turn it is."""
    return {each["code"] for each in application["steps"] if each["progress"] == "open"}


def submitted(call: Caller, request: Any | None = None) -> str:
    """The id of an application that a citizen has handed in."""
    drafted = call(CITIZEN, "draft_application", request or a_nursery())
    call(CITIZEN, "submit_application", {"application_id": drafted["id"]})
    return str(drafted["id"])


def ready(call: Caller, licensing: Licensing, request: Any | None = None) -> str:
    """One of which everything but the decision is done."""
    application_id = submitted(call, request)
    asked = {"application_id": application_id}
    application = call(CLERK, "find_complete", {**asked, "step": "completeness"})
    if "fee" in open_steps(application):
        paid(licensing, application_id)
    for each in call(CLERK, "get_application", asked)["steps"]:
        if each["kind"] == "approval" and each["progress"] == "open":
            call(CLERK, "answer_for_body", {**asked, "step": each["code"], "positive": True})
    inspected(licensing, application_id)
    return application_id


def rejected(call: Caller, application_id: str) -> dict[str, Any]:
    """A supervisor says no."""
    request = {
        "application_id": application_id,
        "reason_code": "premises_unsuitable",
        "text": {"ar": "مخرج الطوارئ مغلق."},
    }
    return call(SUPERVISOR, "reject_application", request)
