"""Every heading of a copy for people is there in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from marshmallow import Schema
from marshmallow import fields as shapes

from chassis.context import Context, use
from contracts.rpc.fields import Day, Text
from contracts.rpc.registry import METHODS
from services.registry.adapters.privacy import copy_writer
from services.registry.adapters.privacy.copy_writer import FileCopies
from services.registry.adapters.privacy.staff import STAFF
from services.registry.domain.eligibility.facts import Told
from tests.support.privacy import consent, dossier, granted
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
    Office,
    in_memory,
)
from tests.support.registry import CLERK, amend, command_of, register
from tests.unit.registry.privacy.test_copied_facts import Family

HEADINGS: dict[str, dict[str, str]] = yaml.safe_load(copy_writer.FILE.read_text("utf-8"))
SAID = {"ar", "en"}
OFFICES = {"handler", "subject", "actor", "researcher", "supervisor", "caseworker", "clerk"}

PAID_AND_VISITED = {
    *("month", "programme_id", "amount_fils", "status", "settled_on", "reason"),
    *("owed_because", "offset_fils"),
    *("round_id", "started_at", "outcome", "answers", "question", "answer"),
}
"""Of payments and survey visits."""

TOLD = ("get_person", "get_enrolment", "get_grievance", "get_consent", "get_privacy_request")
"""Whose answers a copy has."""
NEVER_TOLD = {"protection", "warnings", "claimant_id"}


def names(value: Any) -> Iterator[str]:
    """Every name that is shown, but in what is said in both languages."""
    if isinstance(value, Mapping) and value.keys() - {"code"} != SAID:
        yield from value
    for each in value.values() if isinstance(value, Mapping) else value:
        if isinstance(each, Mapping | list):
            yield from names(each)


def fields_of(schema: Schema) -> Iterator[tuple[str, shapes.Field]]:
    """Every field that may be in a copy, with what it is or what a list of it has."""
    for name, field in schema.fields.items():
        if name in NEVER_TOLD:
            continue
        inner = field.inner if isinstance(field, shapes.List) else field
        yield name, inner
        if isinstance(inner, shapes.Nested) and inner.schema.fields.keys() - {"code"} != SAID:
            yield from fields_of(inner.schema)


def answered() -> Iterator[tuple[str, shapes.Field]]:
    for each in TOLD:
        yield from fields_of(METHODS[each].answer())


def names_staff(name: str, field: shapes.Field) -> bool:
    """Whether it says who did something; not the day by which, nor whether."""
    said = isinstance(field, Text) and not isinstance(field, Day)
    return said and (name.split("_")[-1] == "by" or name in OFFICES)


@pytest.fixture(scope="module")
def full() -> dict[str, Any]:
    """The copy of somebody who used everything."""
    with use(Context(CLERK)):
        office, _ = in_memory()
        registry, family = office.registry, Family(office, alone=True)
        person = family.head
        papers = [{"kind": "service_card", "number": "SC-1"}]
        hearing = [{"kind": "hearing", "degree": None}]
        cousin = {
            "person_id": register(registry)["id"],
            "relation": "other_relative",
            "court_decision": {"number": "412/2020", "issued_on": "2020-03-01"},
        }
        amend(registry, person, other_documents=papers, disabilities=hearing, guardian=cousin)
        benefits(office, family)
        withdraw_facts(office, family)
        paper = {"way": "signed_paper", "paper": "W-1"}
        consent(registry, person, **paper, guardian_id=cousin["person_id"])
        granted(registry, person, "correction", changes={"disabilities": hearing})
        granted(registry, person, "objection", purpose="statistics")
        granted(registry, person, "restriction")
        return dossier(registry, person, SUPERVISOR)


def benefits(office: Office, family: Family) -> None:
    """One that is reassessed and suspended, and one that is refused, objected to, and reopened."""
    running = {"enrolment_id": office.approved(office.programme(), family.home)["id"]}
    office.assessor.otherwise = Assessed(amount_fils=99_000, stated_by=(CLERK.subject,))
    office.do("reassess_enrolment", OTHER_SUPERVISOR, **running)
    office.do("suspend_enrolment", CASEWORKER, **running, reason_code="documents_expired")
    refused = {"enrolment_id": family.enrolment}
    office.do("reject_enrolment", SUPERVISOR, **refused, reason_code="documents_missing")
    filed = office.do("file_grievance", CLERK, **refused, text="الوثائق مكتملة.")
    answer = {"outcome": "upheld", "answer": "وُجدت الوثائق."}
    office.do("answer_grievance", OTHER_SUPERVISOR, grievance_id=filed["id"], **answer)


def withdraw_facts(office: Office, family: Family) -> None:
    """A supervisor found some of them wrong."""
    desk, home = office.registry.eligibility.desk, family.home["id"]
    said = office.registry.eligibility.profiles.of(home).facts["rent_fils"][0]
    with command_of(SUPERVISOR):
        desk.withdraw(home, Told(said.source.id), "رقم خاطئ", SUPERVISOR)


@pytest.mark.parametrize("language", sorted(SAID))
def test_every_heading_has_words(full: dict[str, Any], language: str) -> None:
    shown = {*names(full), *PAID_AND_VISITED}
    shown |= {name for name, _ in answered()} - STAFF
    assert sorted(shown - HEADINGS.keys()) == []
    assert all(HEADINGS[each][language] for each in shown)


def test_every_field_that_names_staff_is_known_and_in_no_copy(full: dict[str, Any]) -> None:
    naming = {name for name, field in answered() if names_staff(name, field)}
    assert {"by", "stated_by", "prepared_by", "handler"} <= naming
    assert sorted(naming - STAFF) == []
    assert any(step["revision"] for each in full["enrolments"] for step in each["course"])
    assert STAFF.isdisjoint(names(full))
    for who in (CLERK, CASEWORKER, SUPERVISOR, OTHER_SUPERVISOR):
        assert who.subject not in str(full)


def test_no_part_of_a_full_copy_shows_a_heading_in_one_language_alone(full: dict[str, Any]) -> None:
    page = b"".join(FileCopies().as_document(full, "ar")).decode()
    assert re.findall(r"<dt>[^<]*</dt>", page) == []


def test_codes_of_the_law_and_of_facts_are_told_in_words(full: dict[str, Any]) -> None:
    page = b"".join(FileCopies().as_document(full, "ar")).decode()
    for code in ("health_referral", "statistics", "always", "declaration", "cross_check", "rented"):
        assert f"<bdi>{code}</bdi>" not in page
    left = re.findall(r"<bdi>(?:household|enrolment|grievance|profile)\.[a-z_]+</bdi>", page)
    assert left == []
