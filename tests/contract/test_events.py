"""Every event type against its golden sample, as a producer and as a consumer see it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from contracts import envelope as envelopes
from contracts.catalogue import CATALOGUE, EventType, InvalidData, UnknownType, understand, validate
from contracts.envelope import PERSONAL, Envelope, decode, encode
from contracts.events.base import to_data
from contracts.upcasters import UPCASTERS, upcast

ROOT = Path(envelopes.__file__).parent
GOLDEN = ROOT / "golden"
CLOUDEVENTS = json.loads((ROOT / "public" / "cloudevents-1.0.schema.json").read_text("utf-8"))
REVEALING = {"name", "national_number", "mobile", "email", "birth_date", "details"}


def golden(type_: str) -> Envelope:
    return decode((GOLDEN / f"{type_}.json").read_bytes())


def names_in(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data) | {name for each in data.values() for name in names_in(each)}
    return {name for each in data for name in names_in(each)} if isinstance(data, list) else set()


def test_every_golden_sample_belongs_to_an_event_type() -> None:
    assert {path.name.removesuffix(".json") for path in GOLDEN.glob("*.json")} == set(CATALOGUE)


@pytest.mark.parametrize("type_", CATALOGUE)
def test_the_golden_sample_is_understood(type_: str) -> None:
    sample = golden(type_)
    assert sample.type == type_
    assert sample.source == f"/services/{CATALOGUE[type_].service}"
    _, event = understand(sample)
    assert event is not None


@pytest.mark.parametrize("type_", CATALOGUE)
def test_a_producer_writes_the_golden_sample_back(type_: str) -> None:
    sample = golden(type_)
    assert to_data(validate(sample)) == sample.data
    assert json.loads(encode(sample)) == json.loads((GOLDEN / f"{type_}.json").read_text("utf-8"))


@pytest.mark.parametrize("type_", CATALOGUE)
def test_the_encoded_event_is_a_cloudevent(type_: str) -> None:
    jsonschema.validate(
        json.loads(encode(golden(type_))),
        CLOUDEVENTS,
        format_checker=jsonschema.FormatChecker(),
    )


@pytest.mark.parametrize("type_", CATALOGUE)
def test_a_consumer_passes_over_fields_that_a_later_producer_adds(type_: str) -> None:
    sample = golden(type_)
    later = replace(sample, data={**sample.data, "added_later": {"by": "a newer producer"}})
    assert validate(later) == validate(sample)


@pytest.mark.parametrize("type_", CATALOGUE)
def test_an_event_that_lacks_its_facts_is_invalid(type_: str) -> None:
    with pytest.raises(InvalidData, match="required"):
        validate(replace(golden(type_), data={}))


@pytest.mark.parametrize("type_", CATALOGUE)
def test_an_event_under_another_classification_is_invalid(type_: str) -> None:
    sample = golden(type_)
    other = "protected" if sample.dataclassification != "protected" else "general"
    with pytest.raises(InvalidData, match="classified"):
        validate(replace(sample, dataclassification=other))


@pytest.mark.parametrize("type_", [t for t in CATALOGUE if CATALOGUE[t].classification != PERSONAL])
def test_an_event_for_everybody_names_nobody(type_: str) -> None:
    assert not names_in(dict(golden(type_).data)) & REVEALING


@pytest.mark.parametrize("type_", [t for t in CATALOGUE if CATALOGUE[t].classification == PERSONAL])
def test_personal_data_goes_to_the_restricted_exchange_only(type_: str) -> None:
    assert golden(type_).exchange() == "kanaf.restricted"


def test_an_unknown_type_is_said_to_be_unknown() -> None:
    sample = golden("kanaf.registry.person.amended.v1")
    with pytest.raises(UnknownType, match=r"amended\.v99"):
        understand(replace(sample, type="kanaf.registry.person.amended.v99"))


@pytest.mark.parametrize("type_", UPCASTERS)
def test_an_older_version_is_raised_to_one_in_the_catalogue(type_: str) -> None:
    newest, event = understand(golden(type_))
    assert newest.type in CATALOGUE
    assert newest.type not in UPCASTERS
    assert type(event) is CATALOGUE[newest.type].event


def test_a_person_registered_in_v1_reads_as_v2() -> None:
    newest = upcast(golden("kanaf.registry.person.registered.v1"))
    assert newest.type == "kanaf.registry.person.registered.v2"
    assert newest.data["place"] == {"governorate": "JO-AM", "district": None}
    assert newest.data["identity_kind"] == "unknown"
    assert newest.data["registered_on"] == "2026-11-22"
    assert newest.sequence == 1


NEWEST = [each for each in CATALOGUE.values() if each.name not in UPCASTERS]
OF_AID = {"payment", "payment_list", "payment_confirmations", "recovery", "places", "emergency"}
TELLING = {"household_id", "enrolment_id", "count", "total_fils", "lines", "paid", "households"}


@pytest.mark.parametrize(
    "kind", [each for each in NEWEST if each.event.AGGREGATE in OF_AID], ids=lambda each: each.name
)
def test_who_receives_aid_and_how_many_do_is_told_to_nobody_by_a_pattern(kind: EventType) -> None:
    telling = set(kind.schema.fields) & TELLING
    assert kind.classification == ("protected" if telling else "general")


def test_what_was_told_to_all_is_read_in_confidence() -> None:
    old = golden("kanaf.registry.payment.listed.v1")
    newest = upcast(old)
    assert newest == replace(
        old, type="kanaf.registry.payment.listed.v2", dataclassification="protected"
    )


def test_a_wrong_v1_is_refused_before_it_is_raised() -> None:
    sample = golden("kanaf.registry.person.registered.v1")
    with pytest.raises(InvalidData, match="birth_year"):
        understand(replace(sample, data={**sample.data, "birth_year": "1985"}))
