"""Calls, proposals and grants, for tests; with a register of societies kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import build_in_memory, grants
from services.licensing.bootstrap.house import House, MemoryHouse
from services.licensing.domain.grants.terms import Society, Standing
from services.licensing.domain.words import Words
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.calling import Caller, somebody
from tests.support.falling_due import fire_due

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINISTRY = somebody("administrator-1", "administrator", governorates=())
SUPERVISOR = somebody("supervisor-1", "supervisor")
SECOND = somebody("supervisor-2", "supervisor")
CLERK = somebody("clerk-1", "clerk")
AUDITOR = somebody("auditor-1", "auditor", governorates=())
DISSOLVED = Words("حُلّت الجمعية", "The association was dissolved")


def society_id(number: int = 1) -> str:
    return f"0197f3a2-5c1e-5b7a-9c55-{number:012d}"


def speaker(number: int = 1) -> Any:
    """The person who speaks for that society."""
    return somebody(f"speaker-{number}", "citizen", governorates=())


def reviewer(number: int) -> Any:
    return somebody(f"reviewer-{number}", "reviewer", governorates=())


@dataclass
class Societies:
    """A register in which every society asked for is a good one in Amman, unless told otherwise."""

    lost: set[str] = field(default_factory=set)
    different: dict[str, Society] = field(default_factory=dict)

    def of(self, association_id: str, day: date) -> Standing:
        lost = association_id in self.lost
        return Standing(not lost, (DISSOLVED,) if lost else ())

    def society(self, association_id: str) -> Society:
        usual = Society("JO-AM", "older_people", date(2015, 3, 1))
        return self.different.get(association_id, usual)

    def represents(self, actor: Any, association_id: str) -> bool:
        return bool(actor.subject == f"speaker-{int(association_id[-12:])}")

    def unknown(self, association_ids: Sequence[str]) -> Sequence[str]:
        return [each for each in association_ids if not each[-12:].isdecimal()]

    def represented_by(self, login: str) -> Sequence[str]:
        name, _, number = login.partition("-")
        return [society_id(int(number))] if name == "speaker" else []


@dataclass
class Shelf:
    """Documents of which these alone are missing."""

    missing: set[str] = field(default_factory=set)

    def unknown(self, document_ids: Sequence[str], association_id: str) -> Sequence[str]:
        return [each for each in document_ids if each in self.missing]


def on(house: House, societies: Societies, shelf: Shelf, whole: Licensing) -> Licensing:
    """All of licensing, with these societies and documents for its grants."""
    return Licensing(**{**vars(whole), "grants": grants.wire(house, societies, shelf)})


@dataclass
class Office:
    """A ministry that gives grants: its methods by name, its clock, its societies."""

    call: Caller
    clock: FixedClock
    societies: Societies
    shelf: Shelf
    memory: MemoryDatabase | None = None

    def fall_due(self) -> None:
        """Everything that is due in memory is fired, until nothing is."""
        assert self.memory is not None
        service = self.call.service
        due = {
            "grant_calls": {"opens": service.grant_call_opens, "closes": service.grant_call_closes},
            "grant_proposals": {"assign": service.grant_reviewers_due},
            "grants": {
                "report_due_": service.grant_report_due,
                "report_overdue_": service.grant_report_overdue,
            },
        }
        for collection, handlers in due.items():
            fire_due(self.memory, collection, self.clock, handlers)

    def pass_days(self, days: int) -> None:
        """So many days go by, with what falls due."""
        self.clock.advance(timedelta(days=days))
        self.fall_due()

    def events(self, collection: str, aggregate_id: str) -> list[dict[str, Any]]:
        assert self.memory is not None
        return list(self.memory.collections[collection][aggregate_id]["pending"])


def office(memory: MemoryDatabase) -> Office:
    """Everything in memory."""
    clock, societies, shelf = FixedClock(NOW), Societies(), Shelf()
    house = MemoryHouse(memory, clock, LicensingSettings.read())
    application = on(house, societies, shelf, build_in_memory(memory, clock))
    return Office(Caller(LicensingService, application, METHODS), clock, societies, shelf, memory)


def words(ar: str, en: str) -> dict[str, str]:
    return {"ar": ar, "en": en}


def terms(**different: Any) -> dict[str, Any]:
    """A call for the whole country that opens tomorrow for ten days; grants of 10 to 40 JD."""
    return {
        "title": words("منح لرعاية كبار السن", "Grants for the care of the old"),
        "text": words("تُقبل مقترحات الجمعيات.", "Proposals of associations are taken."),
        "goals": [words("رعاية نهارية", "Day care")],
        "budget_fils": 100_000,
        "least_fils": 10_000,
        "most_fils": 40_000,
        "opens_at": "2026-11-23T06:00:00.000Z",
        "closes_at": "2026-12-03T21:00:00.000Z",
        "eligibility": {"governorates": [], "sectors": [], "least_years": 2},
        "criteria": [
            {"code": "impact", "words": words("الأثر", "Impact"), "weight": 60},
            {"code": "means", "words": words("القدرة", "Means"), "weight": 40},
        ],
        "scale": 10,
        "reviewers_each": 2,
        "threshold": 60,
        "keeps_distance": True,
        "instalments": [
            {"percent": 50, "report_days": 30, "after_report": False},
            {"percent": 50, "report_days": 30, "after_report": True},
        ],
        **different,
    }


def panel(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"reviewer": f"reviewer-{each}", "governorates": [], "associations": []} for each in numbers
    ]


def a_request(asked: int = 30_000, **different: Any) -> dict[str, Any]:
    return {
        "title": "رعاية نهارية لكبار السن",
        "asked_fils": asked,
        "lines": [
            {"code": "staff", "what": "أجور المرافقات", "fils": asked - 5_000},
            {"code": "rent", "what": "إيجار المركز", "fils": 5_000},
        ],
        "plan": "ستة أشهر، في مركزين.",
        "documents": [],
        **different,
    }


def a_call(office: Office, *members: int, actor: Any = MINISTRY, **different: Any) -> str:
    """The id of a published call whose panel is named."""
    call = office.call
    call_id: str = call(actor, "draft_grant_call", {"terms": terms(**different)})["id"]
    named = {"call_id": call_id, "members": panel(*(members or (1, 2, 3)))}
    call(actor, "name_grant_panel", named)
    call(actor, "publish_grant_call", {"call_id": call_id})
    return call_id


def an_open_call(office: Office, *members: int, **different: Any) -> str:
    call_id = a_call(office, *members, **different)
    office.pass_days(1)
    return call_id


def drafted(office: Office, call_id: str, society: int = 1, asked: int = 30_000) -> str:
    request = {
        "call_id": call_id,
        "association_id": society_id(society),
        "request": a_request(asked),
    }
    answer: str = office.call(speaker(society), "draft_grant_proposal", request)["id"]
    return answer


def submitted(office: Office, call_id: str, society: int = 1, asked: int = 30_000) -> str:
    proposal_id = drafted(office, call_id, society, asked)
    office.call(speaker(society), "submit_grant_proposal", {"proposal_id": proposal_id})
    return proposal_id


def reviews_of(office: Office, number: int, state: str = "assigned") -> list[dict[str, Any]]:
    request = {"state": state, "limit": 100}
    found: list[dict[str, Any]] = office.call(reviewer(number), "find_grant_reviews", request)[
        "items"
    ]
    return found


def scores(points: int, means: int | None = None) -> list[dict[str, Any]]:
    return [
        {"criterion": "impact", "points": points, "reason": "أثر واضح."},
        {
            "criterion": "means",
            "points": points if means is None else means,
            "reason": "فريق مجرّب.",
        },
    ]


def hand_in(office: Office, number: int, review_id: str, points: int) -> dict[str, Any]:
    """A reviewer declares to have no interest, and scores."""
    who, named = reviewer(number), {"review_id": review_id}
    office.call(who, "declare_grant_interest", {**named, "conflict": None})
    return office.call(who, "score_grant_proposal", {**named, "scores": scores(points)})


def review_all(office: Office, marks: dict[str, int], members: Sequence[int] = (1, 2, 3)) -> None:
    """Every reviewer hands in what they have, with the points for each proposal (else 8)."""
    for number in members:
        for review in reviews_of(office, number):
            hand_in(office, number, review["id"], marks.get(review["proposal_id"], 8))


def reviewed(office: Office, *asked: int, points: Sequence[int] = (), **call: Any) -> list[str]:
    """Proposals of societies 1, 2, 3 … in a call of which all are reviewed; the call's id first."""
    call_id = an_open_call(office, **call)
    made = [submitted(office, call_id, n, each) for n, each in enumerate(asked, start=1)]
    office.pass_days(12)
    review_all(office, dict(zip(made, points, strict=False)))
    office.call(MINISTRY, "complete_grant_review", {"call_id": call_id})
    return [call_id, *made]


def decide(
    office: Office, proposal_id: str, outcome: str = "award", **different: Any
) -> dict[str, Any]:
    """A clerk prepares it and a supervisor approves it."""
    request = {"proposal_id": proposal_id, "outcome": outcome, **different}
    office.call(CLERK, "prepare_grant_decision", request)
    return office.call(SUPERVISOR, "approve_grant_decision", {"proposal_id": proposal_id})


def grant_of(office: Office, proposal_id: str) -> dict[str, Any]:
    """The newest grant of a proposal."""
    found = office.call(AUDITOR, "find_grants", {"limit": 100})["items"]
    grant: dict[str, Any] = next(each for each in found if each["proposal_id"] == proposal_id)
    return grant


def signed(office: Office, asked: int = 30_000) -> str:
    """The id of a grant whose agreement is signed."""
    _, proposal_id = reviewed(office, asked)
    decide(office, proposal_id)
    grant_id: str = grant_of(office, proposal_id)["id"]
    today = office.clock.now().date().isoformat()
    office.call(SUPERVISOR, "sign_grant", {"grant_id": grant_id, "signed_on": today})
    return grant_id


def pay(office: Office, grant_id: str, number: int = 1, reference: str = "TR-1") -> dict[str, Any]:
    request = {"grant_id": grant_id, "number": number, "reference": reference}
    return office.call(MINISTRY, "pay_grant_instalment", request)


def report(office: Office, grant_id: str, number: int = 1, fils: int = 10_000) -> dict[str, Any]:
    request = {
        "grant_id": grant_id,
        "number": number,
        "text": "افتتح المركز في موعده.",
        "expenses": [{"line": "staff", "fils": fils}],
        "documents": [society_id(77)],
    }
    return office.call(speaker(), "report_on_grant", request)


def judge(
    office: Office, grant_id: str, number: int = 1, outcome: str = "accepted"
) -> dict[str, Any]:
    reason = None if outcome == "accepted" else "الفواتير ناقصة."
    request = {"grant_id": grant_id, "number": number, "outcome": outcome, "reason": reason}
    return office.call(CLERK, "judge_grant_report", request)
