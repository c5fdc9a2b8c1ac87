"""Programmes, applications and enrolments as tests need them, in the words of the contract."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from chassis.clock import FixedClock
from chassis.context import Actor, Context, to_header
from chassis.documents.memory import MemoryDatabase
from chassis.rpc import dispatch
from contracts.rpc.registry import METHODS
from services.registry.adapters.privacy import rules as privacy
from services.registry.app.application import Registry
from services.registry.app.programmes.ports import Assessor
from services.registry.bootstrap import programmes, wire
from services.registry.bootstrap.house import House, MemoryHouse
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.programmes.refusals import RulesUnknown
from services.registry.domain.programmes.words import Reason
from services.registry.entrypoints.service import RegistryService
from services.registry.settings import RegistrySettings
from tests.support.falling_due import fire_due
from tests.support.registry import CLERK, register, settle

ADMINISTRATOR = Actor("administrator-1", frozenset({"administrator"}))
CASEWORKER = Actor("caseworker-4", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))
SUPERVISOR = Actor("supervisor-3", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
OTHER_SUPERVISOR = Actor("supervisor-5", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
SUPERVISOR_OF_IRBID = Actor("supervisor-9", frozenset({"supervisor"}), "irbid-1",
                            frozenset({"JO-IR"}))  # fmt: skip


@dataclass
class Assessed:
    """What the fake rules say."""

    eligible: bool = True
    score: float = 61.5
    amount_fils: int | None = 86_600
    reasons: tuple[Reason, ...] = (
        Reason("income_below_line", "دخل الفرد 42 دينارًا، دون خط الاستحقاق 60",
               "Income per head is JOD 42, below the line of 60"),
    )  # fmt: skip
    rules_version: str = "2026-01-01"
    stated_by: tuple[str, ...] = ()
    amount_code: str | None = None


@dataclass
class FakeAssessor:
    """Rules under one name; each household may have an assessment of its own."""

    answers: dict[str, Assessed] = field(default_factory=dict)
    otherwise: Assessed = field(default_factory=Assessed)

    def assess(self, rules_name: str, whom: Judged, day: date) -> Assessed:
        if rules_name != "monthly_aid":
            raise RulesUnknown(name=rules_name)
        return self.answers.get(whom.household_id, self.otherwise)

    def disregarded(self, rules_name: str, whom: Judged, day: date) -> list[Reason]:
        return []


@dataclass
class FakeProfiles:
    """What was recorded of households."""

    recorded: list[tuple[str, Mapping[str, Any], str]] = field(default_factory=list)

    def record(
        self, household_id: str, facts: Mapping[str, Any], *, body: str, check_id: str, on: date
    ) -> None:
        self.recorded.append((household_id, facts, body))

    def household_changed(self, household_id: str, came: bool, today: date) -> None:
        return None

    def outdated_since(self, household_id: str, changed_on: date | None) -> date | None:
        return None


class Refused(Exception):
    """A method refused, with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Office:
    """The registry's RPC methods, called as the gateway does."""

    def __init__(
        self, house: House, assessor: Assessor | None = None, memory: MemoryDatabase | None = None
    ) -> None:
        self.assessor, self.profiles = assessor or FakeAssessor(), FakeProfiles()
        self.memory, self.house = memory, house
        registry = wire(house)
        area = programmes.wire(
            house,
            registry.person_queries.own_id,
            self.assessor,
            self.profiles,
            household=registry.household_queries.known,
            knows_person=registry.person_queries.knows,
            is_child=self._is_child,
        )
        self.registry: Registry = replace(registry, programmes=area)
        self.service = RegistryService()
        self.service.application = self.registry

    def _is_child(self, born: BirthDate | None) -> bool:
        today = self.house.calendar.today()
        return (
            privacy.load(self.house.settings.rules / "privacy.yaml").on(today).is_child(born, today)
        )

    def do(
        self, method: str, actor: Actor, based_on: int | None = None, **request: Any
    ) -> dict[str, Any]:
        """The answer. Raises `Refused`; checks the answer against the contract."""
        context = Context(
            actor,
            deadline=time.time() + 20,
            command_key=str(uuid.uuid4()),
            expected_version=based_on,
        )
        body = json.dumps({"args": [], "kwargs": {"request": request}})
        call = dispatch.read(
            "registry",
            method,
            body,
            to_header(context),
            str(uuid.uuid4()),
            changes=METHODS[method].kind == "command",
        )
        reply: dict[str, Any] = json.loads(getattr(self.service, method)(call))
        if reply["error"] is not None:
            raise Refused(reply["error"]["value"])
        assert METHODS[method].answer().validate(reply["result"]) == {}
        answer: dict[str, Any] = reply["result"]
        return answer

    def household(self, **changes: Any) -> dict[str, Any]:
        """A household of a head and a child, in Amman."""
        head, child = register(self.registry, **changes)["id"], register(self.registry)["id"]
        home: dict[str, Any] = settle(self.registry, head, child)
        return home

    def programme(self, actor: Actor = ADMINISTRATOR, **terms: Any) -> dict[str, Any]:
        """A programme that is open."""
        return self.do("make_programme", actor, **programme(**terms))

    def applied(
        self, to: dict[str, Any], home: dict[str, Any] | None = None, actor: Actor = CLERK
    ) -> dict[str, Any]:
        """An application of a household; for a person's programme of its head."""
        home = home or self.household()
        person = home["head_id"] if to["beneficiary"] == "person" else None
        return self.do(
            "apply_for_programme",
            actor,
            programme_id=to["id"],
            household_id=home["id"],
            person_id=person,
        )

    def approved(self, to: dict[str, Any], home: dict[str, Any] | None = None) -> dict[str, Any]:
        """An application that went all its way."""
        asked = self.applied(to, home)["id"]
        if to["rules"] is not None:
            self.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
        return self.do("approve_enrolment", SUPERVISOR, enrolment_id=asked)

    def later(self, clock: FixedClock) -> None:
        """Fire what is due by this clock, in memory."""
        assert self.memory is not None
        service = self.service
        handlers: Mapping[str, Mapping[str, Any]] = {
            "programmes": {"dates": _method(service, "programme_date_has_come")},
            "programme_places": {"line": _method(service, "place_is_free")},
            "enrolments": {
                "reminder": _method(service, "review_is_near"),
                "review": _method(service, "enrolment_review_is_due"),
                "suspension": _method(service, "suspension_is_over"),
            },
            "profiles": {"disregard": _method(service, "disregard_is_over")},
            "grievances": {"answer": _method(service, "answer_is_overdue")},
        }
        for collection, of_collection in handlers.items():
            fire_due(self.memory, collection, clock, of_collection)


def _method(service: RegistryService, name: str) -> Any:
    return getattr(service, name)


def programme(**terms: Any) -> dict[str, Any]:
    """Monthly aid for households all over the kingdom, by rules, open since the 1st."""
    return {
        "name": {"ar": "برنامج كرامة للمعونة الشهرية", "en": "Karamah monthly aid"},
        "pillar": "karamah",
        "kind": "cash",
        "beneficiary": "household",
        "opens_on": "2026-11-01",
        "rules": "monthly_aid",
        "review_every_months": 12,
        **terms,
    }


def learning(quota: int = 2, **terms: Any) -> dict[str, Any]:
    """Online learning places for persons; who comes first is served first."""
    return programme(
        **{
            "name": {"ar": "قوِّ فرصتك للتعلم عن بعد", "en": "Qaw Forsatak online learning"},
            "pillar": "forsah",
            "kind": "learning",
            "beneficiary": "person",
            "rules": None,
            "review_every_months": None,
            "quota": quota,
            "admission": "first_come",
            **terms,
        }
    )


def in_memory(clock: FixedClock | None = None) -> tuple[Office, FixedClock]:
    """An office on stores in memory, and its clock: the morning of 22 November 2026."""
    clock = clock or FixedClock(datetime(2026, 11, 22, 7, 0, tzinfo=UTC))
    memory = MemoryDatabase()
    house = MemoryHouse(memory, clock, RegistrySettings())
    return Office(house, memory=memory), clock
