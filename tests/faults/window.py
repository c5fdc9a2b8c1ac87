"""Who applies for services and who deals with it, each at a desk that repeats what failed."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.licensing.adapters.catalogue.services import FileForms
from tests.faults.desk import Answer, Desk, good
from tests.faults.paying import pay
from tests.faults.system import System, eventually
from tests.support.applying import APPLICANT, HOME_NURSERY, PRIVATE_NURSERY
from tests.support.documents import a_pdf, announcing
from tests.support.registry import national_number
from tests.support.sample_parts import society
from tests.support.service_window import a_report
from tests.support.services import every_service

NURSERY = "nursery.first_licence"
SOCIETY = "society.registration"
_mobiles = itertools.count(int(datetime.now(UTC).timestamp()) % 10**4 * 1000)


def a_mobile() -> str:
    """One that nobody else of this run has."""
    return f"+96279{next(_mobiles) % 10**7:07d}"


class Window:
    """An applicant and the staff of a directorate; `name` is theirs alone."""

    def __init__(self, system: System, name: str) -> None:
        self.system, self.name, self.number = system, name, national_number()
        gateway = system.gateway
        self.citizen = Desk(gateway, "citizen", f"citizen-{name}", self.number)
        self.clerk = Desk(gateway, "clerk", f"clerk-{name}")
        self.inspector = Desk(gateway, "inspector", f"inspector-{name}")
        self.supervisor = Desk(gateway, "supervisor", f"supervisor-{name}")
        listed = {"subject": self.inspector.subject, "governorates": ["JO-AM"]}
        assert self.supervisor.ask("POST", "/v1/inspectors", listed).status_code in (201, 409)

    def drafted(self, service: str = NURSERY, answers: Mapping[str, Any] = HOME_NURSERY) -> Answer:
        """With one document in place of all papers that are of one kind."""
        version = every_service()[service]
        wanted = version.papers_for(FileForms().understood(version.form, answers))
        wanted = [each for each in wanted if each.required]
        papers = {kind: self._paper(kind) for kind in {each.kinds[0] for each in wanted}}
        request = {
            "service": service,
            "applicant": {
                **APPLICANT,
                "national_number": self.number,
                "contact": {"mobile": a_mobile(), "language": "ar"},
            },
            "answers": dict(answers),
            "papers": {each.code: [papers[each.kinds[0]]] for each in wanted},
            "governorate": "JO-AM",
        }
        return good(self.citizen.ask("POST", "/v1/applications", request), 201)

    def private(self) -> Answer:
        """A draft for a nursery that pays a fee."""
        return self.drafted(answers=PRIVATE_NURSERY)

    def billed(self) -> dict[str, Any]:
        """The bill of a nursery that waits for its fee to be paid."""
        return self._bill(self.complete(self.submit(self.private())))

    def society(self) -> Answer:
        """A draft for a society, which is registered when nobody decides."""
        return self.drafted(SOCIETY, society("ordinary", 7))

    def submit(self, seen: Answer) -> Answer:
        return step(self.citizen, seen, "submission")

    def complete(self, seen: Answer) -> Answer:
        return step(self.clerk, seen, "steps/completeness/completeness")

    def pay(self, seen: Answer) -> Answer:
        """At a bank; the application as it is when the money has arrived."""
        pay(self._bill(seen)["reference"])
        eventually(lambda: not _references(self.seen(seen), "payment"), "the fee is paid", 180)
        return self.seen(seen)

    def approve(self, seen: Answer) -> Answer:
        return step(self.supervisor, seen, "approval")

    def reject(self, seen: Answer) -> Answer:
        reason = {"reason_code": "premises_unsuitable", "text": {"ar": "مخرج الطوارئ مغلق."}}
        return step(self.supervisor, seen, "rejection", reason)

    def ready(self) -> Answer:
        """A home nursery of which everything but the decision is done."""
        seen = self.complete(self.submit(self.drafted()))
        for body in ("civil_defence", "health"):
            seen = step(self.clerk, seen, f"steps/{body}/answer", {"positive": True})
        (inspection_id,) = _references(seen, "inspection")
        self._inspect(f"/v1/inspections/{inspection_id}")
        return self.seen(seen)

    def seen(self, application: Answer) -> Answer:
        """As it stands now."""
        return good(self.clerk.ask("GET", f"/v1/applications/{application.json()['id']}"))

    def _bill(self, seen: Answer) -> dict[str, Any]:
        (bill_id,) = _references(seen, "payment")
        bill: dict[str, Any] = good(self.citizen.ask("GET", f"/v1/bills/{bill_id}")).json()
        return bill

    def _paper(self, kind: str) -> str:
        content = a_pdf()
        announced = announcing(content, kind=kind)
        made = good(self.citizen.ask("POST", "/v1/documents", announced), 201)
        path = f"/v1/documents/{made.json()['id']}"
        sent = good(self.citizen.ask("PUT", f"{path}/parts/0", content))
        good(self.citizen.ask("POST", f"{path}/completion", etag=sent.headers["ETag"]))

        def ready() -> bool:
            return bool(good(self.citizen.ask("GET", path)).json()["state"] == "ready")

        eventually(ready, "the paper is looked at", 120)
        return str(made.json()["id"])

    def _inspect(self, path: str) -> None:
        planned = good(self.supervisor.ask("GET", path))
        to = {"inspector": self.inspector.subject}
        given = good(
            self.supervisor.ask("POST", f"{path}/assignment", to, etag=planned.headers["ETag"])
        )
        report = a_report(given.json(), None)
        etag = given.headers["ETag"]
        etag = good(self.inspector.ask("POST", f"{path}/reports", report, etag=etag)).headers[
            "ETag"
        ]
        good(self.inspector.ask("POST", f"{path}/conclusion", etag=etag))


def step(who: Desk, seen: Answer, path: str, body: Any = None, within: float = 90.0) -> Answer:
    """Done on the version that was seen."""
    one = f"/v1/applications/{seen.json()['id']}/{path}"
    return good(who.ask("POST", one, body, etag=seen.headers["ETag"], within=within))


def _references(seen: Answer, kind: str) -> list[str]:
    """Bills or inspections of the open steps of this kind."""
    return [
        each["reference"]
        for each in seen.json()["steps"]
        if each["kind"] == kind and each["progress"] == "open"
    ]
