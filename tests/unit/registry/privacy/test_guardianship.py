"""A guardian acts for a child; for an adult by a court's decision alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.registry import persons as contract
from services.registry.app.application import Registry
from services.registry.app.persons import plain
from services.registry.app.privacy.consenting import FindConsents
from services.registry.app.privacy.requesting import FindRequests
from services.registry.bootstrap import in_memory
from services.registry.domain.persons.facts import Guardian
from tests.support.privacy import (
    SUPERVISOR,
    ask_for,
    consent,
    copied,
    decide,
    dossier,
    fetched,
    lift,
    withdraw,
)
from tests.support.registry import amend, citizen, command_of, national_number, refused, register

RULING = {"number": "412/2026", "issued_on": "2026-03-01"}


class Family:
    """A daughter, and the father who stands on her record as guardian."""

    def __init__(self, registry: Registry, born: str, ruling: dict[str, str] | None = None) -> None:
        self.registry = registry
        fathers, hers = national_number(), national_number()
        man = {"sex": "male", "birth_date": "1970-01-01"}
        self.father_id = register(registry, number=fathers, **man)["id"]
        guardian = {"person_id": self.father_id, "relation": "parent", "court_decision": ruling}
        self.her_id = register(registry, number=hers, birth_date=born, guardian=guardian)["id"]
        self.father, self.herself = citizen(fathers), citizen(hers)

    def requests(self, actor: Actor) -> list[Any]:
        query = FindRequests({"person": self.her_id})
        return list(self.registry.privacy.requests.find(query, actor)["items"])

    def withdraw_request(self, request_id: str, actor: Actor) -> Any:
        with command_of(actor):
            return self.registry.privacy.requests.withdraw(request_id, actor)


def test_who_was_the_guardian_of_a_child_has_no_say_over_the_adult(registry: Registry) -> None:
    family = Family(registry, "2000-05-05")
    request = ask_for(registry, family.her_id, "restriction", family.herself)["id"]
    decide(registry, request)
    copy_id = copied(registry, family.her_id, family.herself)
    given = consent(registry, family.her_id, family.herself, way="online")
    assert given["guardian_id"] is None
    consents = registry.privacy.consenting
    for act in (
        lambda: copied(registry, family.her_id, family.father),
        lambda: fetched(registry, copy_id, actor=family.father),
        lambda: registry.privacy.copying.one(copy_id, family.father),
        lambda: family.requests(family.father),
        lambda: registry.privacy.requests.one(request, family.father),
        lambda: ask_for(registry, family.her_id, "erasure", family.father),
        lambda: lift(registry, request, family.father),
        lambda: consent(
            registry, family.her_id, family.father, way="online", purpose="job_matching"
        ),
        lambda: withdraw(registry, given["id"], family.father),
        lambda: consents.find(FindConsents(family.her_id), family.father),
    ):
        with refused("person_not_yours"):
            act()
    with refused("consent_by_person"):
        about = {"purpose": "job_matching", "guardian_id": family.father_id}
        consent(registry, family.her_id, **about)
    assert lift(registry, request, family.herself)["status"] == "lifted"


def test_a_guardian_acts_until_the_child_is_of_age(database: MemoryDatabase) -> None:
    clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    registry = in_memory(database, clock)
    family = Family(registry, "2008-11-23")
    assert dossier(registry, family.her_id, family.father)["record"]["id"] == family.her_id
    request = ask_for(registry, family.her_id, "erasure", family.father)["id"]
    given = consent(registry, family.her_id, family.father, way="online")
    assert given["guardian_id"] == family.father_id
    with refused("consent_by_guardian"):
        consent(registry, family.her_id, family.herself, way="online", purpose="job_matching")
    clock.advance(timedelta(days=1))
    with refused("person_not_yours"):
        family.withdraw_request(request, family.father)
    with refused("person_not_yours"):
        withdraw(registry, given["id"], family.father)
    assert consent(registry, family.her_id, family.herself, way="online", purpose="job_matching")
    assert family.withdraw_request(request, family.herself)["status"] == "withdrawn"


def test_a_guardian_whom_a_court_appointed_acts_for_an_adult(registry: Registry) -> None:
    family = Family(registry, "2000-05-05", RULING)
    view = registry.person_queries.person(family.her_id, SUPERVISOR)
    assert view["guardian"]["court_decision"] == RULING
    assert contract.Person().validate(view) == {}
    assert dossier(registry, family.her_id, family.father)["record"]["id"] == family.her_id
    with refused("consent_by_guardian"):
        consent(registry, family.her_id, family.herself, way="online")
    given = consent(registry, family.her_id, guardian_id=family.father_id)
    assert given["guardian_id"] == family.father_id


def test_what_an_adult_asked_for_no_guardian_takes_back(registry: Registry) -> None:
    family = Family(registry, "2000-05-05", RULING)
    own = ask_for(registry, family.her_id, "restriction", family.herself)["id"]
    with refused("privacy_request_of_person"):
        family.withdraw_request(own, family.father)
    decide(registry, own)
    with refused("privacy_request_of_person"):
        lift(registry, own, family.father)
    his = ask_for(registry, family.her_id, "objection", family.father, purpose="research")["id"]
    decide(registry, his)
    assert lift(registry, his, family.father)["status"] == "lifted"
    assert lift(registry, own, family.herself)["status"] == "lifted"


@pytest.mark.parametrize("decided", ["2010-01-01", "2018-05-04"])
def test_a_decision_about_the_child_says_nothing_about_the_adult(
    registry: Registry, decided: str
) -> None:
    family = Family(registry, "2000-05-05", {**RULING, "issued_on": decided})
    with refused("person_not_yours"):
        copied(registry, family.her_id, family.father)


def test_no_court_has_decided_tomorrow(registry: Registry) -> None:
    with refused("court_decision_in_future"):
        Family(registry, "2000-05-05", {**RULING, "issued_on": "2026-11-23"})
    family = Family(registry, "2000-05-05")
    named = {"person_id": family.father_id, "relation": "parent"}
    with refused("court_decision_in_future"):
        tomorrow = {**RULING, "issued_on": "2026-11-23"}
        amend(registry, family.her_id, guardian={**named, "court_decision": tomorrow})
    amended = amend(registry, family.her_id, guardian={**named, "court_decision": RULING})
    assert amended["guardian"]["court_decision"] == RULING


def test_a_decision_stays_with_the_guardian_through_a_merge_and_in_storage() -> None:
    kept = {"person_id": "a", "relation": "sibling", "formerly": [], "court_decision": RULING}
    guardian = plain.guardian_from(kept)
    assert guardian is not None
    assert guardian.merged("b").parted() == guardian
    assert guardian.merged("b").court_decision == guardian.court_decision
    assert plain.guardian_to(guardian) == kept
    # As guardians were kept before anybody asked for a court's decision.
    assert plain.guardian_from({"person_id": "a", "relation": "parent"}) == Guardian("a", "parent")
