"""The number of a protected person tells the counter nothing; in memory and on MongoDB."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.app.privacy.requesting import FindRequests
from services.registry.domain.duplicates.duplicate import pair_id
from tests.support.importing import SUPERVISOR as IMPORTER
from tests.support.privacy import decide, granted
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    HELPER,
    OF_THE_SHELTER,
    amend,
    citizen,
    found,
    national_number,
    protect,
    refused,
    register,
    settle,
)
from tests.support.reviewing import detect, merge

AMMAN = frozenset({"JO-AM"})
IRBID = {"governorate": "JO-IR", "district": None, "details": None}


@pytest.fixture
def number() -> str:
    return national_number()


@pytest.fixture
def her(registry: Registry, number: str) -> str:
    """A woman in a shelter."""
    person = str(register(registry, number=number)["id"])
    with use(Context(HELPER)):
        protect(registry, person, HELPER, centre="shelter-1")
    return person


def without_ids(view: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in view.items() if name not in ("id", "identity")}


def tasks(registry: Registry, actor: Actor) -> list[str]:
    with use(Context(actor)):
        page = registry.privacy.requests.find(FindRequests({"kind": "number_claim"}), actor)
    return [str(each["id"]) for each in page["items"]]


def test_the_counter_is_answered_as_if_nobody_had_the_number(
    registry: Registry, her: str, number: str
) -> None:
    claimed, ordinary = register(registry, number=number), register(registry)
    assert without_ids(claimed) == without_ids(ordinary)
    assert claimed["identity"] == {"kind": "national_number", "number": number}
    for asked in ({"national_number": number}, {"document": number}):
        assert found(registry, **asked) == [claimed["id"]]
    for clerk, address in ((CLERK, {}), (CLERK_OF_IRBID, {"address": IRBID})):
        with refused("national_number_taken"):
            register(registry, clerk, number=number, **address)
    changed = amend(registry, claimed["id"], sex="male")
    assert changed["identity"]["number"] == number
    (last,) = registry.person_queries.history(claimed["id"], CLERK)["items"][1:]
    assert last["changed"] == ["sex"]


def test_an_amendment_into_her_number_tells_nothing_either(
    registry: Registry, her: str, number: str
) -> None:
    foundling = register(registry, identity={"kind": "none", "number": None})["id"]
    document = {"kind": "national_number", "number": number}
    assert amend(registry, foundling, identity=document)["identity"] == document
    history = registry.person_queries.history(foundling, CLERK)["items"]
    assert history[-1]["changed"] == ["identity"]
    other = register(registry, identity={"kind": "none", "number": None})["id"]
    with refused("national_number_taken"):
        amend(registry, other, identity=document)


def test_the_number_stays_hers(registry: Registry, her: str, number: str) -> None:
    claimed = register(registry, number=number)["id"]
    with use(Context(citizen(number))):
        assert registry.person_queries.own_id(citizen(number)) == her
        assert found(registry, citizen(number), national_number=number) == [her]
    with use(Context(HELPER)):
        assert set(found(registry, HELPER, national_number=number)) == {her, claimed}
        with refused("national_number_taken"):
            register(registry, HELPER, number=number)


def test_who_knows_her_gets_a_task_and_decides(registry: Registry, her: str, number: str) -> None:
    claimed = register(registry, number=number)["id"]
    for _ in range(2):  # events come again
        with use(Context(Actor.system("registry.references"))):
            registry.privacy.claims.notice(claimed)
            assert registry.privacy.claims.notice(her) is False
    assert tasks(registry, CLERK) == tasks(registry, IMPORTER) == []
    (task,) = tasks(registry, OF_THE_SHELTER)
    with use(Context(OF_THE_SHELTER)):
        shown = registry.privacy.requests.one(task, OF_THE_SHELTER)
    assert (shown["person_id"], shown["claimant_id"]) == (her, claimed)
    with use(Context(CLERK)), refused("privacy_request_not_found"):
        registry.privacy.requests.one(task, CLERK)
    decide(registry, task, OF_THE_SHELTER)
    assert registry.person_queries.person(claimed, CLERK)["identity"]["kind"] == "none"
    assert found(registry, national_number=number) == []


@pytest.mark.parametrize("which", ["survivor", "merged"])
def test_it_is_decided_when_the_claimants_record_was_merged_meanwhile(
    registry: Registry, her: str, number: str, which: str
) -> None:
    claimed, other = register(registry, number=number)["id"], register(registry)["id"]
    with use(Context(Actor.system("registry.references"))):
        registry.privacy.claims.notice(claimed)
    detect(registry, other)
    merge(registry, pair_id(claimed, other), other, identity=which)
    assert found(registry, document=number) == [other]
    (task,) = tasks(registry, OF_THE_SHELTER)
    decide(registry, task, OF_THE_SHELTER)
    assert found(registry, document=number) == []
    assert number not in str(registry.person_queries.person(other, CLERK))
    assert found(registry, citizen(number), national_number=number) == [her]


def test_a_correction_into_her_number_tells_nothing_either(
    registry: Registry, her: str, number: str
) -> None:
    foundling = register(registry, identity={"kind": "none", "number": None})["id"]
    document = {"kind": "national_number", "number": number}
    request = granted(registry, foundling, "correction", changes={"identity": document})
    assert request["status"] == "granted"
    assert registry.person_queries.person(foundling, CLERK)["identity"] == document
    assert registry.person_queries.own_id(citizen(number)) == her


def test_a_corrected_number_ends_the_claim(registry: Registry, her: str, number: str) -> None:
    claimed, right = register(registry, number=number)["id"], national_number()
    amend(registry, claimed, identity={"kind": "national_number", "number": right})
    with refused("national_number_taken"):
        register(registry, number=right)
    assert found(registry, citizen(right), national_number=right) == [claimed]
    assert register(registry, number=number)["id"] != claimed


def test_nobody_is_paid_by_a_number_that_is_somebody_elses(
    registry: Registry, her: str, number: str
) -> None:
    claimed = register(registry, number=number)["id"]
    home = settle(registry, claimed)["id"]
    from services.registry.adapters.payments.sources import Heads
    from services.registry.domain.payments.facts import Claim

    payees = registry.payments.work["payment_list.prepare"].__self__._looking.payees  # type: ignore[attr-defined]
    assert isinstance(payees, Heads)
    payee = payees.of([Claim(home, home, None, 86_500)])[home]
    assert payee.document_number is None
    assert not payee.protected


def test_numbers_of_those_one_may_learn_of_are_refused_as_ever(
    registry: Registry, number: str
) -> None:
    elsewhere = register(registry, CLERK_OF_IRBID, number=number, address=IRBID)
    with refused("national_number_taken"):
        register(registry, number=number)
    assert found(registry, national_number=number) == []
    assert elsewhere["identity"]["number"] == number
