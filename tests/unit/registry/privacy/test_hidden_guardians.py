"""Who does not know a child's guardian neither changes her nor learns that she is there."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.errors import AlreadyDone
from contracts.rpc.registry import privacy_requests as contract
from services.registry.app.application import Registry
from services.registry.app.privacy.consenting import FindConsents
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.domain.refusals import Refusal
from services.registry.entrypoints.reading import persons as reading
from tests.support.privacy import (
    CASEWORKER,
    SUPERVISOR,
    ask_for,
    consent,
    copied,
    decide,
    dossier,
    lift,
    withdraw,
)
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    amend,
    citizen,
    command_of,
    national_number,
    protect,
    refused,
    register,
)
from tests.support.reviewing import a_pair, merge
from tests.support.reviewing import decide as decide_pair


class Children:
    """A child whose guardian is hidden, and one who never had any."""

    def __init__(self, registry: Registry, clock: FixedClock) -> None:
        self.registry = registry
        number = national_number()
        self.herself = citizen(number)
        self.mother = register(registry, number=number)["id"]
        self.named = {"person_id": self.mother, "relation": "parent"}
        self.hers = register(registry, birth_date="2016-02-02", guardian=self.named)["id"]
        self.nobodys = register(registry, birth_date="2016-02-02")["id"]
        number = national_number()
        self.him = citizen(number)
        self.grandfather = register(registry, number=number, sex="male", birth_date="1950")["id"]
        clock.at += timedelta(days=1)
        protect(registry, self.mother, HELPER)

    def both(self) -> tuple[str, str]:
        return self.hers, self.nobodys

    def wished(self, guardian: Any, child: str) -> Any:
        """Status or refusal, version, what is shown, and the history."""
        try:
            view = amend(self.registry, child, guardian=guardian)
            answer: Any = (view["version"], view["guardian"], "further_guardians" in view)
        except Refusal as refusal:
            answer = refusal.code
        read = self.registry.person_queries.person(child, CLERK)
        history = self.registry.person_queries.history(child, CLERK)["items"]
        told = [(each["version"], each["changed"]) for each in history]
        return answer, read["version"], read["guardian"], told

    def of(self, child: str, actor: Any = HELPER) -> list[str]:
        view = self.registry.person_queries.person(child, actor)
        further = view.get("further_guardians", ())
        return [each["person_id"] for each in (view["guardian"], *further) if each]


@pytest.fixture
def children(registry: Registry, clock: FixedClock) -> Children:
    return Children(registry, clock)


def test_nothing_answers_otherwise_than_of_a_child_without_guardian(children: Children) -> None:
    grandfather = {"person_id": children.grandfather, "relation": "grandparent"}
    for wish in (None, children.named, grandfather, grandfather, None, None):
        hers, nobodys = (children.wished(wish, each) for each in children.both())
        assert hers == nobodys
    assert children.of(children.hers) == [children.mother]
    assert children.of(children.nobodys) == []


def test_who_knows_both_sees_both_and_names_the_right_one(children: Children) -> None:
    grandfather = {"person_id": children.grandfather, "relation": "grandparent"}
    amend(children.registry, children.hers, guardian=grandfather)
    assert children.of(children.hers) == [children.mother, children.grandfather]
    assert children.of(children.hers, CLERK) == [children.grandfather]
    before = children.registry.person_queries.history(children.hers, CLERK)
    amend(children.registry, children.hers, HELPER, guardian=children.named)
    assert children.of(children.hers) == [children.mother]
    assert children.of(children.hers, CLERK) == []
    after = children.registry.person_queries.history(children.hers, CLERK)["items"]
    assert after[:-1] == before["items"]
    assert after[-1]["changed"] == ["guardian"]


def test_what_who_knows_her_does_about_her_is_in_no_history_of_others(children: Children) -> None:
    before = children.registry.person_queries.history(children.hers, CLERK)
    amend(children.registry, children.hers, HELPER, guardian=None)
    assert children.registry.person_queries.history(children.hers, CLERK) == before
    known = children.registry.person_queries.history(children.hers, HELPER)["items"]
    assert known[-1]["changed"] == ["guardian"]


def test_a_correction_leaves_her_as_well(children: Children) -> None:
    for child in children.both():
        changes = {"guardian": None}
        asked = ask_for(children.registry, child, "correction", changes=changes)["id"]
        decide(children.registry, asked)
        with refused("guardian_not_registered"):
            ask_for(children.registry, child, "correction", changes={"guardian": children.named})
    assert children.of(children.hers) == [children.mother]


def test_both_act_until_it_is_settled(children: Children) -> None:
    grandfather = {"person_id": children.grandfather, "relation": "grandparent"}
    amend(children.registry, children.hers, guardian=grandfather)
    for who in (children.him, children.herself):
        assert copied(children.registry, children.hers, who)


def test_nobody_consents_through_her_at_a_counter_that_does_not_know_her(
    children: Children,
) -> None:
    for child in children.both():
        with refused("consent_by_guardian"):
            consent(children.registry, child, guardian_id=children.mother)
    given = consent(children.registry, children.hers, HELPER, guardian_id=children.mother)
    assert given["guardian_id"] == children.mother


def test_her_id_is_in_no_consent_request_or_copy_for_others(children: Children) -> None:
    registry, child = children.registry, children.hers
    given = consent(registry, child, children.herself, way="online")["id"]
    asked = ask_for(registry, child, "correction", HELPER, changes={"guardian": children.named})
    consents = registry.privacy.consenting
    told = [
        consents.one(given, CLERK),
        consents.find(FindConsents(child), CLERK),
        registry.privacy.requests.one(asked["id"], SUPERVISOR),
        dossier(registry, child, CASEWORKER),
    ]
    assert children.mother not in json.dumps(told)
    assert consents.one(given, HELPER)["guardian_id"] == children.mother
    assert registry.privacy.requests.one(asked["id"], HELPER)["changes"]["guardian"]


def test_a_consent_names_whoever_is_guardian_on_the_record_as_it_is_seen(
    children: Children,
) -> None:
    grandfather = {"person_id": children.grandfather, "relation": "grandparent"}
    amend(children.registry, children.nobodys, guardian=grandfather)
    about = {"guardian_id": children.grandfather}
    given = consent(children.registry, children.nobodys, **about)["id"]
    consents = children.registry.privacy.consenting
    assert consents.one(given, CLERK)["guardian_id"] == children.grandfather
    amend(children.registry, children.nobodys, guardian=None)
    assert consents.one(given, CLERK)["guardian_id"] is None


@pytest.mark.parametrize("stays", [0, 1])
def test_a_merge_of_her_ward_keeps_her_and_so_does_its_undoing(
    children: Children, stays: int
) -> None:
    registry = children.registry
    pair = [each["id"] for each in a_pair(registry)]
    amend(registry, pair[1], HELPER, guardian=children.named)
    survivor = pair[stays]
    offered = registry.duplicates.review.pair(pair_id(*pair), SUPERVISOR)["proposal"]
    assert offered["choices"]["guardian"] == "survivor"
    merge(registry, pair_id(*pair), survivor, guardian="survivor" if stays else "merged")
    assert children.of(survivor) == [children.mother]
    assert children.of(survivor, CLERK) == []
    decide_pair(registry, "undo", pair_id(*pair))
    assert [children.of(each) for each in pair] == [[], [children.mother]]


@pytest.mark.parametrize("by", [SUPERVISOR, HELPER])
def test_who_knows_her_undoes_the_same_as_who_does_not(children: Children, by: Actor) -> None:
    registry, (one, two) = children.registry, [each["id"] for each in a_pair(children.registry)]
    aunt = register(registry, number=national_number())["id"]
    amend(registry, one, HELPER, guardian=children.named)
    amend(registry, one, guardian={"person_id": children.grandfather, "relation": "grandparent"})
    amend(registry, two, guardian={"person_id": aunt, "relation": "other_relative"})
    merge(registry, pair_id(one, two), one, guardian="merged")
    assert children.of(one) == [children.mother, aunt]
    decide_pair(registry, "undo", pair_id(one, two), actor=by)
    assert children.of(one) == [children.mother, children.grandfather]
    assert children.of(two) == [aunt]


def test_a_merge_and_its_undoing_have_the_same_versions_with_her_and_without(
    children: Children,
) -> None:
    def versions(*hidden: Any) -> list[int]:
        registry, (one, two) = children.registry, [e["id"] for e in a_pair(children.registry)]
        for each in hidden:
            amend(registry, two, HELPER, guardian=each)
        done = [registry.person_queries.person(one, CLERK)["version"]]
        merge(registry, pair_id(one, two), one, name_latin="survivor")
        done.append(registry.person_queries.person(one, CLERK)["version"])
        decide_pair(registry, "undo", pair_id(one, two))
        return [*done, registry.person_queries.person(one, CLERK)["version"]]

    assert versions(children.named) == versions()


def test_a_repeated_command_tells_no_more_than_it_did(children: Children) -> None:
    registry, child = children.registry, children.hers
    given = consent(registry, child, children.herself, way="online")["id"]
    moved = {"person_id": child, "address": {"governorate": "JO-AM", "district": None}}
    command = reading.amend_person({**moved, "address": {**moved["address"], "details": None}})
    for _ in range(2):
        with command_of(CLERK, moved, "moved"):
            view = once(lambda: registry.persons.amend(command, CLERK))
        assert (view["guardian"], view["address"]["district"]) == (None, None)
        with command_of(CLERK, key="withdrawn"):
            view = once(lambda: registry.privacy.consenting.withdraw(given, CLERK))
        assert (view["guardian_id"], view["status"]) == (None, "withdrawn")


def by_whom(view: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(view[each] for each in ("guardian_id", "recorded_by", "centre", "ended_by"))


def test_no_account_tells_who_acted_from_home_but_to_themselves(children: Children) -> None:
    registry, child = children.registry, children.hers
    consents, herself = registry.privacy.consenting, children.herself
    given = consent(registry, child, herself, way="online")["id"]
    withdraw(registry, given, herself)
    grandfather = {"person_id": children.grandfather, "relation": "grandparent"}
    amend(registry, child, guardian=grandfather)
    for stranger in (CLERK, CASEWORKER, SUPERVISOR, AUDITOR, children.him):
        assert by_whom(consents.one(given, stranger)) == (None, None, None, None)
        (listed,) = consents.find(FindConsents(child), stranger)["items"]
        assert by_whom(listed) == (None, None, None, None)
    mine = (children.mother, herself.subject, None, herself.subject)
    assert by_whom(consents.one(given, herself)) == mine
    assert by_whom(consents.one(given, HELPER)) == (children.mother, None, None, None)


def test_a_guardian_whom_everybody_sees_is_told_by_no_account_either(children: Children) -> None:
    """So the field that is empty for her is empty for everybody who acts from home."""
    registry, child = children.registry, children.nobodys
    amend(registry, child, guardian={"person_id": children.grandfather, "relation": "grandparent"})
    given = consent(registry, child, children.him, way="online")["id"]
    told = by_whom(registry.privacy.consenting.one(given, CLERK))
    assert told == (children.grandfather, None, None, None)
    withdraw(registry, given)
    assert registry.privacy.consenting.one(given, AUDITOR)["ended_by"] == CLERK.subject


def test_a_counter_where_she_acts_is_not_told_to_who_does_not_know_her(children: Children) -> None:
    registry, child = children.registry, children.hers
    given = consent(registry, child, HELPER, guardian_id=children.mother)["id"]
    consents = registry.privacy.consenting
    known = (children.mother, HELPER.subject, HELPER.centre, None)
    assert by_whom(consents.one(given, HELPER)) == known
    assert by_whom(consents.one(given, CLERK)) == (None, None, None, None)
    (copied,) = dossier(registry, child, CASEWORKER)["consents"]
    assert (copied["guardian_id"], copied["centre"]) == (None, None)
    withdraw(registry, given, HELPER)
    assert by_whom(consents.one(given, AUDITOR)) == (None, None, None, None)


def test_no_account_tells_who_asked_for_the_child_or_took_it_back(children: Children) -> None:
    registry, child, herself = children.registry, children.hers, children.herself
    asked = ask_for(registry, child, "restriction", herself)["id"]
    decide(registry, asked)
    lift(registry, asked, herself)
    desk = registry.privacy.requests
    for stranger in (CLERK, SUPERVISOR, AUDITOR, HELPER):
        told = desk.one(asked, stranger)
        assert (told["filed_by"], told["lifted_by"]) == (None, None)
        assert told["decision"]["by"] == SUPERVISOR.subject
        assert contract.PrivacyRequest().validate(told) == {}
    own = desk.one(asked, herself)
    assert (own["filed_by"], own["lifted_by"]) == (herself.subject, herself.subject)


def test_who_asks_and_lifts_at_a_counter_is_told(children: Children) -> None:
    registry, child = children.registry, children.hers
    asked = ask_for(registry, child, "restriction")["id"]
    decide(registry, asked)
    lift(registry, asked)
    told = registry.privacy.requests.one(asked, AUDITOR)
    assert (told["filed_by"], told["lifted_by"]) == (CLERK.subject, SUPERVISOR.subject)


def once(act: Any) -> Any:
    """The answer, as the RPC server gives it also of a command that was done before."""
    try:
        return act()
    except AlreadyDone as done:
        return done.answer
