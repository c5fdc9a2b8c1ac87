"""A load of nursery applications that are checked and decided, and its reckoning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.faults.desk import Answer, Crew, Desk
from tests.faults.journals import told_in_full
from tests.faults.system import System, eventually
from tests.support.nurseries import an_application

_CHECK = {"outcome": "passed", "findings": "المبنى مطابق، والمخارج سالكة."}
_REJECTION = {"reason_code": "premises_unsuitable", "text": {"ar": "مخرج الطوارئ مغلق."}}
_OFFICES = 4


@dataclass
class Decided:
    """One application whose decision was answered."""

    mobile: str
    answer: dict[str, Any]


@dataclass
class Offices:
    """Offices at work, and what each application was answered in the end."""

    system: System
    decided: list[Decided] = field(default_factory=list)

    def crew(self) -> Crew:
        return Crew([self._office(number) for number in range(_OFFICES)])

    def _office(self, number: int) -> Any:
        gateway = self.system.gateway
        clerk = Desk(gateway, "clerk", f"clerk-{number}")
        inspector = Desk(gateway, "inspector", f"inspector-{number}")
        supervisor = Desk(gateway, "supervisor", f"supervisor-{number}")

        def turn(number: int) -> None:
            request = an_application()
            mobile = f"+96279{number % 10**7:07d}"
            request["applicant"]["contact"] = {"mobile": mobile, "language": "ar"}
            submitted = good(clerk.ask("POST", "/v1/nursery-applications", request), 201)
            path = f"/v1/nursery-applications/{submitted.json()['id']}"
            if number % 5 == 4:
                step, body = "rejection", _REJECTION
                seen = submitted
            else:
                step, body = "approval", {}
                etag = submitted.headers["ETag"]
                seen = good(inspector.ask("POST", f"{path}/check", _CHECK, etag=etag), 200)
            etag = seen.headers["ETag"]
            answer = good(supervisor.ask("POST", f"{path}/{step}", body, etag=etag), 200)
            self.decided.append(Decided(mobile, answer.json()))

        return turn


def good(answer: Answer, status: int) -> Answer:
    """The answer, which must have this status."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    return answer


def reckon(offices: Offices) -> None:
    """Numbers without gap or twin, one licence per approval, each told once."""
    system = offices.system
    system.ready()
    assert offices.decided, "nothing was decided: the fault test proved nothing"
    eventually(system.outbox_is_empty, "every pending event is published", 60)
    _stored(offices)
    told_in_full(system, "licensing", ("applications", "licences"))
    _messaged(offices)


def _stored(offices: Offices) -> None:
    database = offices.system.mongo["kanaf_licensing"]
    licences = list(database["licences"].find({}, {"state": 1}))
    by_application = Counter(each["state"]["application_id"] for each in licences)
    assert set(by_application.values()) <= {1}, "two licences for one application"
    ids = {each["state"]["application_id"]: each["_id"] for each in licences}
    for decided in offices.decided:
        answer = decided.answer
        stored = database["applications"].find_one({"_id": answer["id"]})
        assert stored is not None, "answered 2xx, but lost"
        assert stored["version"] == answer["version"]
        assert ids.get(answer["id"]) == answer["decision"].get("licence_id")
    approved = {each["_id"] for each in database["applications"].find({"state.state": "approved"})}
    assert approved == set(ids), "an approval without a licence, or the other way round"
    series: dict[str, list[int]] = defaultdict(list)
    for each in licences:
        found = re.fullmatch(r"(.+)-(\d{6})", each["state"]["number"])
        assert found
        series[found[1]].append(int(found[2]))
    for name, numbers in series.items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"{name} has a gap or a twin"


def _messaged(offices: Offices) -> None:
    expected = {each.mobile: 2 for each in offices.decided}  # submitted; licence or rejection

    def received() -> Counter[str]:
        return Counter(each["to"] for each in offices.system.received() if each["to"] in expected)

    eventually(lambda: received() >= Counter(expected), "everybody is told of each step", 120)
    assert received() == expected, "told twice"
