"""Consent is explicit, documented, bound to a purpose and a time, and can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.registry import consents as contract
from services.registry.app.application import Registry
from services.registry.app.files.commands import AskExport
from services.registry.app.privacy.consenting import FindConsents
from tests.support.falling_due import fire_due
from tests.support.privacy import SUPERVISOR, consent, granted, lift, sensitive, withdraw, work
from tests.support.registry import (
    AUDITOR,
    CLERK,
    CLERK_OF_IRBID,
    amend,
    citizen,
    command_of,
    national_number,
    protect,
    refused,
    register,
)

CHILD = {"birth_date": "2015-04-02", "identity": {"kind": "none", "number": None}}


def test_a_consent_says_for_what_to_whom_how_and_until_when(registry: Registry) -> None:
    person = register(registry)
    given = consent(registry, person["id"], way="signed_paper", paper="C-2026/1")
    assert contract.Consent().validate(given) == {}
    assert given["recipients"] == ["health"]
    assert "disabilities" in given["categories"]
    assert (given["recorded_by"], given["given_on"]) == (CLERK.subject, "2026-11-22")
    assert (given["until"], given["rules_of"]) == ("2027-11-22", "2024-03-17")


def test_what_rests_on_consent_is_refused_without_and_after_it(registry: Registry) -> None:
    person = register(registry)["id"]
    with refused("consent_missing"):
        sensitive(registry, person, "health_referral")
    given = consent(registry, person)
    assert sensitive(registry, person, "health_referral")["id"] == person
    with refused("consent_missing"):
        sensitive(registry, person, "education_support")
    ended = withdraw(registry, given["id"])
    assert (ended["status"], ended["ended_by"]) == ("withdrawn", CLERK.subject)
    with refused("consent_missing"):
        sensitive(registry, person, "health_referral")
    with refused("consent_over"):
        withdraw(registry, given["id"])


def test_a_purpose_is_one_of_the_rules_and_for_its_use(registry: Registry) -> None:
    person = register(registry)["id"]
    for purpose in ("curiosity", "job_matching"):
        with refused("purpose_not_found"):
            sensitive(registry, person, purpose)
    with refused("purpose_not_found"), command_of(SUPERVISOR):
        registry.files.exports.ask(AskExport("persons", "csv", "en", "eligibility"), SUPERVISOR)
    with refused("consent_persons_only"), command_of(SUPERVISOR):
        registry.files.exports.ask(AskExport("households", "csv", "en", "job_matching"), SUPERVISOR)


def test_no_consent_is_asked_where_the_law_decides(registry: Registry) -> None:
    person = register(registry)["id"]
    with refused("consent_not_needed"):
        consent(registry, person, purpose="eligibility")
    for until in ("2026-11-21", "2027-11-23"):
        with refused("consent_too_long"):
            consent(registry, person, until=until)
    with refused("consent_paper_missing"):
        consent(registry, person, way="signed_paper")


def test_one_consent_to_a_purpose_is_in_force_at_a_time(registry: Registry) -> None:
    person = register(registry)["id"]
    first = consent(registry, person)
    with refused("consent_in_force_already"):
        consent(registry, person)
    withdraw(registry, first["id"])
    second = consent(registry, person)
    page = registry.privacy.consenting.find(FindConsents(person), AUDITOR)
    assert {each["id"]: each["status"] for each in page["items"]} == {
        first["id"]: "withdrawn",
        second["id"]: "active",
    }


def test_a_consent_expires_once_and_holds_no_day_longer(
    registry: Registry, database: MemoryDatabase, clock: FixedClock
) -> None:
    person = register(registry)["id"]
    given = consent(registry, person, until="2026-11-30")
    clock.advance(timedelta(days=8))
    assert sensitive(registry, person, "health_referral")
    clock.advance(timedelta(days=1))
    with refused("consent_missing"):  # though nobody has noted it yet
        sensitive(registry, person, "health_referral")
    desk = registry.privacy.consenting
    for _ in range(2):
        fire_due(database, "consents", clock, {"expire": lambda it, _: desk.expire(it)})
    assert desk.one(given["id"], CLERK)["status"] == "expired"
    told = [each["type"] for each in database.collections["consents"][given["id"]]["pending"]]
    assert told == ["kanaf.registry.consent.given.v1", "kanaf.registry.consent.ended.v1"]


def test_a_child_consents_through_the_guardian_on_record(registry: Registry) -> None:
    number = national_number()
    mother = register(registry, number=number)["id"]
    child = register(registry, **CHILD)["id"]
    with refused("consent_by_guardian"):
        consent(registry, child)
    with refused("consent_by_guardian"):  # nobody is on record
        consent(registry, child, guardian_id=mother)
    amend(registry, child, guardian={"person_id": mother, "relation": "parent"})
    given = consent(registry, child, guardian_id=mother)
    assert given["guardian_id"] == mother
    withdraw(registry, given["id"], citizen(number))
    online = consent(registry, child, citizen(number), way="online")
    assert online["guardian_id"] == mother


def test_an_adult_consents_alone_unless_a_court_appointed_a_guardian(registry: Registry) -> None:
    brother = register(registry)["id"]
    grown_up = register(registry, birth_date="2008-11-22")["id"]
    with refused("consent_by_person"):
        consent(registry, grown_up, guardian_id=brother)
    consent(registry, grown_up)
    not_yet = register(registry, birth_date="2008")["id"]  # may be born in December
    with refused("consent_by_guardian"):
        consent(registry, not_yet)
    named = {"person_id": brother, "relation": "sibling"}
    consent(registry, register(registry, guardian=named)["id"])
    ruling = {"number": "412/2026", "issued_on": "2026-03-01"}
    guarded = register(registry, guardian={**named, "court_decision": ruling})["id"]
    with refused("consent_by_guardian"):
        consent(registry, guarded)


def test_people_consent_online_and_staff_record_what_they_saw(registry: Registry) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    with refused("consent_way_unfit"):
        consent(registry, person, way="online")
    with refused("consent_way_unfit"):
        consent(registry, person, citizen(number), way="counter")
    assert consent(registry, person, citizen(number), way="online")["way"] == "online"


def test_only_those_who_act_for_a_person_give_see_or_take_back(registry: Registry) -> None:
    person = register(registry)["id"]
    given = consent(registry, person)["id"]
    stranger = citizen(national_number())
    for other in (CLERK_OF_IRBID, stranger, Actor("inspector-1", frozenset({"inspector"}))):
        with refused("person_not_yours"):
            withdraw(registry, given, other)
        with refused("person_not_yours"):
            registry.privacy.consenting.find(FindConsents(person), other)
    with refused("person_not_yours"):
        withdraw(registry, given, AUDITOR)


def test_a_protected_persons_consents_do_not_exist_for_others(registry: Registry) -> None:
    person = register(registry)["id"]
    given = consent(registry, person)["id"]
    with command_of(SUPERVISOR):
        protect(registry, person, SUPERVISOR)
    with refused("consent_not_found"):
        registry.privacy.consenting.one(given, CLERK)
    with refused("person_not_found"):
        registry.privacy.consenting.find(FindConsents(person), CLERK)
    with refused("person_not_found"):
        consent(registry, person, purpose="job_matching")
    with command_of(SUPERVISOR):
        assert registry.privacy.consenting.one(given, SUPERVISOR)["id"] == given


def exported(registry: Registry, purpose: str) -> tuple[str, str]:
    """The id and the text of a file that is written for a purpose."""
    exports = registry.files.exports
    with command_of(SUPERVISOR):
        asked = AskExport("persons", "csv", "en", purpose)
        export_id = str(exports.ask(asked, SUPERVISOR)["id"])
    work(registry, "export.write", export_id)
    return export_id, text_of(registry, export_id)


def text_of(registry: Registry, export_id: str) -> str:
    with command_of(SUPERVISOR):
        file = registry.files.exports.file(export_id, SUPERVISOR, 0)
    return b"".join(registry.files.store.read(file.id)).decode("utf-8-sig")


def test_a_file_for_a_purpose_has_those_who_consented_and_what_it_covers(
    registry: Registry, clock: FixedClock
) -> None:
    willing, other = register(registry)["id"], register(registry)["id"]
    given = consent(registry, willing, purpose="job_matching")["id"]
    export_id, text = exported(registry, "job_matching")
    assert willing in text
    assert other not in text
    clock.advance(timedelta(minutes=1))
    withdraw(registry, given)
    with refused("export_consent_withdrawn"):
        text_of(registry, export_id)
    clock.advance(timedelta(minutes=1))
    assert willing not in exported(registry, "job_matching")[1]


@pytest.mark.parametrize(("purpose", "named"), [("statistics", False), ("service_planning", True)])
def test_a_file_has_only_what_its_purpose_covers(
    registry: Registry, purpose: str, named: bool
) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    _, text = exported(registry, purpose)
    assert (person in text) is named
    assert (number in text) is named
    assert ("0791234567" in text) is named
    assert "1985-03-17" in text


def test_who_objected_is_in_no_file_for_that_purpose_until_it_is_lifted(
    registry: Registry,
) -> None:
    person = register(registry)["id"]
    request = granted(registry, person, "objection", purpose="data_quality")
    assert request["in_force"]
    assert person not in exported(registry, "data_quality")[1]
    assert person in exported(registry, "service_planning")[1]
    lift(registry, request["id"])
    assert person in exported(registry, "data_quality")[1]
