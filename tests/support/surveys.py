"""Survey rounds as tests need them, in the words of the contract."""

from __future__ import annotations

import itertools
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.context import Actor, Context, to_header
from chassis.rpc import dispatch
from contracts.rpc.registry import METHODS
from services.registry.app.application import Registry
from services.registry.entrypoints.service import RegistryService
from tests.support.registry import CLERK, another_person, household

SUPERVISOR = Actor("supervisor-3", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
RESEARCHER = Actor("caseworker-7", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))
COLLEAGUE = Actor("caseworker-8", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))
AUDITOR = Actor("auditor-1", frozenset({"auditor"}))
TITLE = {"ar": "مسح الأسر ٢٠٢٦", "en": "Household survey 2026"}
AMMAN = {"governorate": "JO-AM", "district": None}
_serial = itertools.count()
MORNING, VISITS_A_DAY = datetime(2026, 11, 21, 5, tzinfo=UTC), 28
HALF_AN_HOUR = timedelta(minutes=30)


def words(english: str) -> dict[str, str]:
    """A text in both languages."""
    return {"ar": f"بالعربية: {english}", "en": english}


def question(code: str, kind: str, **rest: Any) -> dict[str, Any]:
    """A question of this type."""
    asked = {"code": code, "type": kind, "label": words(code), "required": True}
    return {**asked, **rest}


def choices(*codes: str) -> list[dict[str, Any]]:
    """Choices of these codes."""
    return [{"code": each, "label": words(each)} for each in codes]


QUESTIONS = [
    question("rooms", "whole", least=1, most=30),
    question("water_source", "choice", choices=choices("network", "tank", "none")),
    question("income", "money", least=0),
    question("owns_home", "yes_no"),
    question(
        "rent",
        "money",
        least=0,
        when={
            "match": "all",
            "conditions": [{"question": "owns_home", "test": "is", "value": False}],
        },
    ),
    question("assets", "choices", required=False, choices=choices("car", "fridge", "solar")),
    question("last_meal_on", "date"),
    question("remarks", "text", required=False, most=200),
    question("elderly", "whole", least=0),
]
ANSWERS: Mapping[str, Any] = {
    "rooms": 3,
    "water_source": "network",
    "income": 310_000,
    "owns_home": True,
    "assets": ["fridge"],
    "last_meal_on": "2026-11-20",
    "remarks": "لا شيء",
    "elderly": 1,
}


@dataclass(frozen=True)
class Known:
    """An indicator as the registry knows it."""

    type: str
    unit: str | None = None
    choices: tuple[str, ...] = ()

    def fits(self, value: object) -> bool:
        if self.type == "choice":
            return value in self.choices
        return isinstance(value, bool) if self.type == "flag" else isinstance(value, int)


KNOWN = {
    "rooms": Known("whole"),
    "income_fils": Known("whole", "fils"),
    "tenure": Known("choice", None, ("owned", "rented")),
    "owns_car": Known("flag"),
}


class Refused(Exception):
    """The service said no; `wire` is the error as it travels."""

    def __init__(self, wire: dict[str, Any]) -> None:
        super().__init__(wire["code"])
        self.code, self.wire = wire["code"], wire


class IdleRun:
    """A run of background work that only remembers how far it came."""

    def __init__(self) -> None:
        self.checkpoint: dict[str, Any] = {}
        self.done: list[int] = []

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        self.done.append(done)


@dataclass
class Office:
    """Everybody who takes part in a survey, speaking to the service as the gateway does."""

    registry: Registry
    service: RegistryService = field(init=False)

    def __post_init__(self) -> None:
        self.service = RegistryService()
        self.service.application = self.registry

    def ask(
        self,
        method: str,
        request: Any,
        actor: Actor = SUPERVISOR,
        *,
        key: str | None = None,
        based_on: int | None = None,
        language: str = "en",
    ) -> dict[str, Any]:
        """What the method answers. Raises `Refused`."""
        context = Context(
            actor,
            deadline=time.time() + 60,
            command_key=key or str(uuid.uuid4()),
            expected_version=based_on,
            language=language,
        )
        call = dispatch.read(
            "registry",
            method,
            json.dumps({"args": [], "kwargs": {"request": request}}),
            to_header(context),
            "m-1",
            changes=METHODS[method].kind == "command",
        )
        reply = json.loads(getattr(self.service, method)(call))
        if reply["error"] is not None:
            raise Refused(reply["error"]["exc_args"][0])
        result: dict[str, Any] = reply["result"]
        return result

    def family(self, by: Actor = CLERK, **changes: Any) -> str:
        """A household in Amman."""
        head = self.ask("register_person", another_person(), by)["id"]
        return str(self.ask("register_household", household(head, **changes), by)["id"])

    def questionnaire(self, questions: Any = None) -> str:
        """A questionnaire whose first version is published."""
        made = self.ask(
            "draft_questionnaire", {"title": TITLE, "questions": questions or QUESTIONS}
        )
        self.ask("publish_questionnaire", {"questionnaire_id": made["id"]})
        return str(made["id"])

    def researcher(self, actor: Actor = RESEARCHER, *areas: Any, trained: bool = True) -> str:
        """Somebody on the list, trained unless said otherwise."""
        asked = {"subject": actor.subject, "name": "رنا الخطيب", "areas": list(areas) or [AMMAN]}
        made = self.ask("enlist_researcher", asked)["id"]
        if trained:
            course = {"course": "استبيان الأسر", "passed_on": "2026-11-01"}
            self.ask("train_researcher", {"researcher_id": made, **course})
        return str(made)

    def plan(self, *households: str, **changes: Any) -> str:
        """A round over these households (or all of Amman); its targets are not chosen yet."""
        asked = {
            "title": TITLE,
            "questionnaire_id": changes.pop("questionnaire_id", None) or self.questionnaire(),
            "questionnaire_version": 1,
            "targets": {"places": [AMMAN], "household_ids": list(households)},
            "starts_on": "2026-11-20",
            "ends_on": "2026-12-31",
            **changes,
        }
        return str(self.ask("plan_survey_round", asked)["id"])

    def work(self, name: str, round_id: str) -> IdleRun:
        """Do the background work that a round asks for, as the worker process does."""
        from chassis.context import use

        run = IdleRun()
        with use(Context(Actor.system("work"))):
            self.registry.work[f"survey_round.{name}"](round_id, run)
        return run

    def open(self, *households: str, **changes: Any) -> str:
        """An open round over these households, distributed to who is on the list."""
        round_id = self.plan(*households, **changes)
        self.ask("choose_survey_targets", {"round_id": round_id})
        self.work("choose_targets", round_id)
        self.ask("open_survey_round", {"round_id": round_id})
        return round_id

    def visits(self, round_id: str, actor: Actor = SUPERVISOR, **filters: Any) -> list[Any]:
        """The visits of a round that the actor finds."""
        items = self.ask("find_survey_visits", {"round_id": round_id, **filters}, actor)["items"]
        return list(items)

    def visit(self, round_id: str, household_id: str) -> dict[str, Any]:
        """The visit to a household, with its records."""
        (found,) = self.visits(round_id, household_id=household_id)
        return self.ask("get_survey_visit", {"survey_visit_id": found["id"]})

    def upload(self, *visits: Any, actor: Actor = RESEARCHER, **rest: Any) -> list[Any]:
        """Send a batch; what became of each visit."""
        device = rest.pop("device_id", "tablet-17")
        asked = {"device_id": device, "visits": list(visits)}
        return list(self.ask("upload_survey_visits", asked, actor, **rest)["results"])


def brought(round_id: str, household_id: str, **changes: Any) -> dict[str, Any]:
    """A completed visit as a device tells it: of ordinary length, in Amman, with own answers.

    Of 21 November, each when the one before was over: nobody is at two homes at once.
    """
    number = next(_serial)
    begins = MORNING + number % VISITS_A_DAY * HALF_AN_HOUR
    return {
        "visit_id": str(uuid.uuid4()),
        "round_id": round_id,
        "household_id": household_id,
        "questionnaire_version": 1,
        "outcome": "completed",
        "started_at": f"{begins:%Y-%m-%dT%H:%M}:00.000Z",
        "ended_at": f"{begins + HALF_AN_HOUR:%Y-%m-%dT%H:%M}:00.000Z",
        "location": {"latitude": 31.95, "longitude": 35.93, "accuracy_m": 12},
        "answers": answered(income=300_000 + number),
        "note": None,
        **changes,
    }


def answered(**changes: Any) -> list[dict[str, Any]]:
    """The usual answers with these changes; `None` leaves one out."""
    answers = {**ANSWERS, **changes}
    return [
        {"question": code, "value": value} for code, value in answers.items() if value is not None
    ]


def became(results: list[Any]) -> list[tuple[str, str | None]]:
    """What each visit of a batch became, and why."""
    return [(each["became"], each["code"]) for each in results]


def worths(visit: Any) -> list[str]:
    """What each record of a visit is worth."""
    return [each["worth"] for each in visit["records"]]


def decide(office: Office, visit: Any, number: int, accept: bool, actor: Any = SUPERVISOR) -> Any:
    """Decide on the record of this number."""
    asked = {
        "survey_visit_id": visit["id"],
        "record_id": visit["records"][number]["record_id"],
        "accept": accept,
        "note": "اتصلنا بالأسرة",
    }
    return office.ask("decide_survey_visit", asked, actor)
