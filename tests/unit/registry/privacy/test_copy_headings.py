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
from contracts.rpc.registry import METHODS
from services.registry.adapters.privacy import copy_writer
from services.registry.adapters.privacy.copy_writer import FileCopies
from services.registry.domain.eligibility.facts import Told
from tests.support.privacy import consent, dossier, granted
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Office,
    in_memory,
)
from tests.support.registry import CLERK, amend, command_of, register
from tests.unit.registry.privacy.test_copied_facts import Family

HEADINGS: dict[str, dict[str, str]] = yaml.safe_load(copy_writer.FILE.read_text("utf-8"))
SAID = {"ar", "en"}

PAID_AND_VISITED = {
    *("month", "programme_id", "amount_fils", "status", "settled_on", "reason"),
    *("round_id", "started_at", "outcome", "answers", "question", "answer"),
}
"""Of payments and survey visits."""

TOLD = ("get_person", "get_enrolment", "get_grievance", "get_consent", "get_privacy_request")
"""Whose answers a copy has."""
NEVER_TOLD = {
    *("protection", "knowers", "warnings", "registered_by", "recorded_by", "visited_by", "by"),
    *("requested_by", "handler", "filed_by", "ended_by", "lifted_by", "claimant_id"),
}


def names(value: Any) -> Iterator[str]:
    """Every name that is shown, but in what is said in both languages."""
    if isinstance(value, Mapping) and value.keys() - {"code"} != SAID:
        yield from value
    for each in value.values() if isinstance(value, Mapping) else value:
        if isinstance(each, Mapping | list):
            yield from names(each)


def fields_of(schema: Schema) -> Iterator[str]:
    for name, field in schema.fields.items():
        if name in NEVER_TOLD:
            continue
        yield name
        inner = field.inner if isinstance(field, shapes.List) else field
        if isinstance(inner, shapes.Nested) and inner.schema.fields.keys() - {"code"} != SAID:
            yield from fields_of(inner.schema)


@pytest.fixture(scope="module")
def full() -> dict[str, Any]:
    """The copy of somebody who used everything."""
    with use(Context(CLERK)):
        office, _ = in_memory()
        registry, family = office.registry, Family(office, alone=True)
        person = family.head
        papers = [{"kind": "service_card", "number": "SC-1"}]
        hearing = [{"kind": "hearing", "degree": None}]
        cousin = {"person_id": register(registry)["id"], "relation": "other_relative"}
        amend(registry, person, other_documents=papers, disabilities=hearing, guardian=cousin)
        benefits(office, family)
        withdraw_facts(office, family)
        paper = {"way": "signed_paper", "paper": "W-1"}
        consent(registry, person, **paper, guardian_id=cousin["person_id"])
        granted(registry, person, "correction", changes={"disabilities": hearing})
        granted(registry, person, "objection", purpose="statistics")
        granted(registry, person, "restriction")
        return dossier(registry, person)


def benefits(office: Office, family: Family) -> None:
    """One that is suspended, and one that is refused, objected to, and reopened."""
    running = {"enrolment_id": office.approved(office.programme(), family.home)["id"]}
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
    shown |= {name for each in TOLD for name in fields_of(METHODS[each].answer())}
    assert sorted(shown - HEADINGS.keys()) == []
    assert all(HEADINGS[each][language] for each in shown)


def test_no_part_of_a_full_copy_shows_a_heading_in_one_language_alone(full: dict[str, Any]) -> None:
    page = b"".join(FileCopies().as_document(full, "ar")).decode()
    assert re.findall(r"<dt>[^<]*</dt>", page) == []


def test_codes_of_the_law_and_of_facts_are_told_in_words(full: dict[str, Any]) -> None:
    page = b"".join(FileCopies().as_document(full, "ar")).decode()
    for code in ("health_referral", "statistics", "always", "declaration", "cross_check", "rented"):
        assert f"<bdi>{code}</bdi>" not in page
    left = re.findall(r"<bdi>(?:household|enrolment|grievance|profile)\.[a-z_]+</bdi>", page)
    assert left == []
