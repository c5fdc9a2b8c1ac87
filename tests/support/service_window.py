"""Services as people use them, through the gateway of a running system."""

from __future__ import annotations

import itertools
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import requests

from chassis.calendar import day_of
from chassis.clock import MovableClock
from tests.support.applying import APPLICANT, PRIVATE_NURSERY
from tests.support.documents import a_pdf, announcing, parts_of
from tests.support.fees import Provider
from tests.support.registry import national_number
from tests.support.sample_parts import Answers
from tests.support.service_samples import NumberOf, sound_answers
from tests.support.services import entity_for, every_service, kind_of, papers_of
from tests.support.waiting import eventually
from tests.support.window import Visitor

_mobiles = itertools.count(1)
EVERYTHING = "everything"
CORRECTED = {"ar": "تبيّن أن الأمر على غير ذلك."}


def now() -> datetime:
    """The time that the running system has."""
    return MovableClock(Path(os.environ["KANAF_CLOCK_FILE"])).now()


@dataclass
class Deputy:
    """Who acts for a citizen, up to the end of a day, by an authorisation that they send in."""

    until: date
    number: str = field(default_factory=national_number)
    mobile: str = field(default_factory=lambda: f"+96278{next(_mobiles):07}")

    @cached_property
    def visitor(self) -> Visitor:
        return Visitor("citizen", national_number=self.number)

    def named(self) -> dict[str, Any]:
        """As an application names them, with a new authorisation."""
        document = sent_in(self.visitor, "authorisation", expires_on=self.until.isoformat())
        return {
            "name": "سليم حداد",
            "national_number": self.number,
            "document_id": document,
            "contact": {"mobile": self.mobile, "email": None, "language": "ar"},
        }


@dataclass
class Window:
    """Everybody whom an application takes: who applies, and who deals with it.

    `bodies_answer`: those that are asked answer themselves, and no clerk writes it down.
    `at_counter`: the clerk files for the citizen. `deputy`: who files for them from home.
    """

    number: str = field(default_factory=national_number)
    mobile: str = field(default_factory=lambda: f"+96278{next(_mobiles):07}")
    clerk: Visitor = field(default_factory=lambda: Visitor("clerk"))
    inspector: Visitor = field(default_factory=lambda: Visitor("inspector"))
    supervisor: Visitor = field(default_factory=lambda: Visitor("supervisor"))

    bodies_answer: bool = True
    at_counter: bool = False
    deputy: Deputy | None = None
    _bodies: dict[str, Visitor] = field(default_factory=dict)

    @cached_property
    def citizen(self) -> Visitor:
        return Visitor("citizen", national_number=self.number)

    @property
    def filer(self) -> Visitor:
        if self.deputy is not None:
            return self.deputy.visitor
        return self.clerk if self.at_counter else self.citizen

    def sent(self, service: str, code: str) -> str:
        """The id of a document that was sent in as this paper of a service."""
        return sent_in(self.filer, kind_of(service, code))

    def drafted(
        self,
        service: str,
        answers: dict[str, Any],
        papers: Iterable[str] | Mapping[str, list[str]],
        **rest: Any,
    ) -> requests.Response:
        """`papers`: their codes, each sent in anew as what the service wants; or which documents
        they are."""
        if not isinstance(papers, Mapping):
            papers = {code: [self.sent(service, code)] for code in papers}
        request = {
            "service": service,
            "applicant": {**APPLICANT, "national_number": self.number},
            "answers": answers,
            "papers": papers,
            "governorate": "JO-AM",
            **rest,
        }
        answer = self.filer.post("/v1/applications", request)
        assert answer.status_code == 201, answer.text
        return answer

    def submitted(
        self, service: str, answers: dict[str, Any], papers: Iterable[str]
    ) -> requests.Response:
        drafted = self.drafted(service, answers, papers)
        return self.step(self.citizen, drafted, "submission")

    def applied(self, code: str, answers: Answers) -> requests.Response:
        """Handed in, with a document of each kind that these answers call for.

        What a licence answers itself, the draft shows; it may call for further documents.
        """
        service = every_service()[code]
        filled: dict[str, Any] = {
            "applicant": {
                **APPLICANT,
                **entity_for(service),
                "national_number": self.number,
                "contact": {"mobile": self.mobile, "email": None, "language": "ar"},
            },
            "governorate": "JO-AM",
        }
        if self.deputy is not None:
            filled["delegate"] = self.deputy.named()
        papers: dict[str, list[str]] = {}
        self._add(papers, code, wanted := papers_of(service, answers))
        drafted = self.drafted(code, answers, papers, **filled)
        known = drafted.json()["answers"]
        if (further := papers_of(service, known)) != wanted:
            self._add(papers, code, further)
            filled |= {"answers": known, "papers": papers}
            drafted = self.step(self.filer, drafted, "content", filled)
        return self.step(self.filer, drafted, "submission")

    def _add(self, papers: dict[str, list[str]], service: str, wanted: Iterable[str]) -> None:
        """One document for all papers that take its kind."""
        sent = {kind_of(service, code): ids for code, ids in papers.items()}
        for code in wanted:
            kind = kind_of(service, code)
            if kind not in sent:
                sent[kind] = [sent_in(self.filer, kind)]
            papers[code] = sent[kind]

    def led(
        self, application: requests.Response, but: Collection[str] = ("decision",)
    ) -> requests.Response:
        """Every step taken, but for what is of these kinds or codes."""
        while True:
            ahead = [
                each
                for each in application.json()["steps"]
                if each["progress"] == "open" and not {each["kind"], each["code"]} & set(but)
            ]
            if not ahead:
                return application
            for each in ahead:
                application = self.taken(application, each)

    def taken(
        self, application: requests.Response, step: Mapping[str, Any], *, good: bool = True
    ) -> requests.Response:
        """One step, by who takes it; a body answers for itself. `good`: whether it says yes."""
        path, kind = f"steps/{step['code']}", step["kind"]
        if kind == "payment":
            return self.pay(application)
        if kind == "inspection":
            self.inspected(application, None if good else EVERYTHING)
            return self.seen(application)
        if kind == "check":
            return self.step(self.clerk, application, f"{path}/completeness")
        said = {"positive": True} if good else {"positive": False, "note": "لا تتوفر الشروط."}
        if kind == "review":
            return self.step(self.clerk, application, f"{path}/recommendation", said)
        body = every_service()[application.json()["service"]].step(step["code"]).body
        if body is None or not self.bodies_answer:
            return self.step(self.clerk, application, f"{path}/answer", said)
        return self.step(self.body(body), application, f"{path}/answer", said)

    def body(self, name: str) -> Visitor:
        """Somebody who speaks for another body."""
        if name not in self._bodies:
            self._bodies[name] = Visitor("partner", partner=name)
        return self._bodies[name]

    def approved(self, code: str, answers: Answers) -> requests.Response:
        """From the form to the approval."""
        ready = self.led(self.applied(code, answers))
        return self.step(self.supervisor, ready, "approval")

    def number_of(self, code: str, numbers: NumberOf | None = None) -> str:
        """The number of a licence of this service. `numbers`: of those that it names itself."""
        answers = sound_answers(code, numbers or self.number_of, day_of(now()))
        return self.granted(code, answers)

    def granted(self, code: str, answers: Answers) -> str:
        """The number of what is issued."""
        return str(self.approved(code, answers).json()["decision"]["number"])

    def rejected(self, application: requests.Response) -> requests.Response:
        reasons = every_service()[application.json()["service"]].reasons
        why = {"reason_code": next(iter(reasons)), "text": {"ar": "لم تُستوفَ الشروط."}}
        return self.step(self.supervisor, application, "rejection", why)

    def contested(self, application: requests.Response) -> requests.Response:
        return self.step(self.citizen, application, "appeal", {"text": "استوفيت الشروط كلها."})

    def billed(self) -> dict[str, Any]:
        """The bill of a private nursery whose papers are complete."""
        papers = ("identity", "ownership", "plan", "occupancy", "non_conviction", "health")
        drafted = self.drafted("nursery.first_licence", PRIVATE_NURSERY, papers)
        submitted = self.step(self.citizen, drafted, "submission")
        waits = self.step(self.clerk, submitted, "steps/completeness/completeness")
        bill: dict[str, Any] = self.citizen.get(f"/v1/bills/{reference(waits, 'payment')}").json()
        return bill

    def step(
        self, who: Visitor, seen: requests.Response, path: str, body: Any = None
    ) -> requests.Response:
        """Done on the version that was seen."""
        one = f"/v1/applications/{seen.json()['id']}"
        answer = who.post(f"{one}/{path}", body, based_on=seen.headers["ETag"])
        assert answer.ok, answer.text
        return answer

    def seen(self, application: requests.Response) -> requests.Response:
        """As it stands now."""
        return self.clerk.get(f"/v1/applications/{application.json()['id']}")

    def pay(self, application: requests.Response) -> requests.Response:
        """At a bank, by the reference of the bill."""
        bill_id = reference(application, "payment")
        payer = self.citizen if self.deputy is None else self.deputy.visitor
        bill = payer.get(f"/v1/bills/{bill_id}").json()
        assert Provider().pay(bill["reference"]).status_code == 201
        return eventually(lambda: paid if (paid := self._paid(application)) else None)

    def _paid(self, application: requests.Response) -> requests.Response | None:
        now = self.seen(application)
        done = [each for each in now.json()["steps"] if each["kind"] == "payment"]
        return now if done[0]["progress"] == "done" else None

    def approvals(self, application: requests.Response) -> requests.Response:
        """Every body that is asked says yes; the clerk writes it down."""
        for each in application.json()["steps"]:
            if each["kind"] == "approval" and each["progress"] == "open":
                path = f"steps/{each['code']}/answer"
                application = self.step(self.clerk, application, path, {"positive": True})
        return application

    def inspected(self, application: requests.Response, wrong: str | None = None) -> None:
        """An inspector visits, reports and concludes."""
        path = f"/v1/inspections/{reference(application, 'inspection')}"
        listed = {"subject": self.inspector.subject, "governorates": ["JO-AM"]}
        assert self.supervisor.post("/v1/inspectors", listed).status_code in (201, 409)
        planned = self.supervisor.get(path)
        to = {"inspector": self.inspector.subject}
        given = self.supervisor.post(f"{path}/assignment", to, based_on=planned.headers["ETag"])
        assert given.ok, given.text
        reported = self.inspector.post(
            f"{path}/reports", a_report(given.json(), wrong), based_on=given.headers["ETag"]
        )
        assert reported.ok, reported.text
        concluded = self.inspector.post(
            f"{path}/conclusion", based_on=self.inspector.get(path).headers["ETag"]
        )
        assert concluded.ok, concluded.text


def reference(application: requests.Response, kind: str) -> str:
    """The bill or inspection of the application's open step of this kind."""
    (found,) = (
        each["reference"]
        for each in application.json()["steps"]
        if each["kind"] == kind and each["progress"] == "open"
    )
    return str(found)


def sent_in(visitor: Visitor, kind: str = "non_conviction", **facts: Any) -> str:
    """The id of a small document of this kind that somebody has sent in."""
    content = a_pdf(size=500)
    announced = visitor.post("/v1/documents", announcing(content, kind=kind, **facts))
    assert announced.status_code == 201, announced.text
    path = announced.headers["Location"]
    for number, part in enumerate(parts_of(content)):
        assert visitor.put_bytes(f"{path}/parts/{number}", part).ok
    completed = visitor.post(f"{path}/completion", based_on=visitor.get(path).headers["ETag"])
    assert completed.ok, completed.text
    eventually(lambda: visitor.get(path).json()["state"] == "ready")
    return str(announced.json()["id"])


def a_report(inspection: dict[str, Any], wrong: str | None) -> dict[str, Any]:
    """Everything is as it should be, but for one thing, or `EVERYTHING`."""
    end = now()
    began, made = (f"{each:%Y-%m-%dT%H:%M:%S}Z" for each in (end - timedelta(hours=1), end))
    items = [each["code"] for each in inspection["checklist"]["items"]]
    return {
        "findings": [
            {"item": each, "result": "not_met" if wrong in (each, EVERYTHING) else "met"}
            for each in items
        ],
        "witness": {"signing": "nobody_present"},
        "started_at": began,
        "ended_at": began,
        "made_at": made,
    }
