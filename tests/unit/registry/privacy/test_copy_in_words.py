"""A copy is read by people: codes are told in words of their language, what people wrote is not."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.rpc.registry import households, person_facts, privacy_requests
from contracts.rpc.registry.programmes import words
from services.registry.adapters.privacy.copy_writer import FileCopies

PARTS = (
    "record", "household", "facts", "enrolments", "payments", "grievances", "survey_visits",
    "consents", "requests", "accesses", "former_states", "rules",
)  # fmt: skip


def written(language: str, **parts: Any) -> str:
    dossier = {**dict.fromkeys(PARTS), **parts}
    return b"".join(FileCopies().as_document(dossier, language)).decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ar",
            ["أنثى", "العاصمة", "العربية", "نعم", "قرأ المعلومات الحساسة", "موظف الشباك", "رعاية"],
        ),
        ("en", ["Female", "Amman", "Arabic", "Yes", "Read sensitive facts", "Clerk", "Care"]),
    ],
)
def test_values_are_told_in_words(language: str, words: list[str]) -> None:
    record = {"sex": "female", "governorate": "JO-AM", "language": "ar", "in_force": True}
    purpose = {"ar": "رعاية", "en": "Care"}
    access = {"action": "person.sensitive_read.care", "roles": ["clerk"], "purpose": purpose}
    page = written(language, record=record, accesses=[access])
    for each in words:
        assert f"<bdi>{each}</bdi>" in page
    assert "<bdi>female</bdi>" not in page
    assert "<bdi>JO-AM</bdi>" not in page


def test_what_people_wrote_stays_as_it_is() -> None:
    page = written("ar", record={"name": {"first": "other"}, "text": "open", "details": "house"})
    for each in ("other", "open", "house"):
        assert f"<bdi>{each}</bdi>" in page


CODES = {
    *person_facts.SEXES,
    *person_facts.IDENTITY_KINDS,
    *person_facts.GUARDIAN_RELATIONS,
    *person_facts.DISABILITIES,
    *person_facts.DEGREES,
    *households.RELATIONS,
    *households.DWELLINGS,
    *households.TENURES,
    *households.LIFE_EVENTS,
    *privacy_requests.FILED,
    *privacy_requests.STANDING,
    *words.KINDS,
    *words.STATUSES,
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_no_code_is_left_without_words(code: str) -> None:
    for language in ("ar", "en"):
        assert f"<bdi>{code}</bdi>" not in written(language, record={"some": code})
