"""Services as people use them, through the gateway of a running system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import requests

from tests.support.applying import APPLICANT, PRIVATE_NURSERY
from tests.support.documents import a_pdf, announcing, parts_of
from tests.support.fees import Provider
from tests.support.registry import national_number
from tests.support.services import kind_of
from tests.support.waiting import eventually
from tests.support.window import Visitor


@dataclass
class Window:
    """Everybody whom an application takes: who applies, and who deals with it."""

    number: str = field(default_factory=national_number)
    clerk: Visitor = field(default_factory=lambda: Visitor("clerk"))
    inspector: Visitor = field(default_factory=lambda: Visitor("inspector"))
    supervisor: Visitor = field(default_factory=lambda: Visitor("supervisor"))

    @cached_property
    def citizen(self) -> Visitor:
        return Visitor("citizen", national_number=self.number)

    def sent(self, service: str, code: str) -> str:
        """The id of a document that the citizen has sent in as this paper of a service."""
        return sent_in(self.citizen, kind_of(service, code))

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
        answer = self.citizen.post("/v1/applications", request)
        assert answer.status_code == 201, answer.text
        return answer

    def submitted(
        self, service: str, answers: dict[str, Any], papers: Iterable[str]
    ) -> requests.Response:
        drafted = self.drafted(service, answers, papers)
        return self.step(self.citizen, drafted, "submission")

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
        bill = self.citizen.get(f"/v1/bills/{bill_id}").json()
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


def sent_in(visitor: Visitor, kind: str = "non_conviction") -> str:
    """The id of a small document of this kind that somebody has sent in."""
    content = a_pdf(size=500)
    announced = visitor.post("/v1/documents", announcing(content, kind=kind))
    assert announced.status_code == 201, announced.text
    path = announced.headers["Location"]
    for number, part in enumerate(parts_of(content)):
        assert visitor.put_bytes(f"{path}/parts/{number}", part).ok
    completed = visitor.post(f"{path}/completion", based_on=visitor.get(path).headers["ETag"])
    assert completed.ok, completed.text
    eventually(lambda: visitor.get(path).json()["state"] == "ready")
    return str(announced.json()["id"])


def a_report(inspection: dict[str, Any], wrong: str | None) -> dict[str, Any]:
    """Everything is as it should be, but for one thing."""
    now = datetime.now(UTC)
    began, made = (f"{each:%Y-%m-%dT%H:%M:%S}Z" for each in (now - timedelta(hours=1), now))
    return {
        "findings": [
            {"item": each["code"], "result": "not_met" if each["code"] == wrong else "met"}
            for each in inspection["checklist"]["items"]
        ],
        "witness": {"signing": "nobody_present"},
        "started_at": began,
        "ended_at": began,
        "made_at": made,
    }
