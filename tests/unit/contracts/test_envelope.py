"""Every event survives the wire, and nothing else is taken for one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import envelope as envelopes
from contracts.envelope import Envelope, Undecodable, decode, encode, to_dict

CLOUDEVENTS = json.loads(
    (Path(envelopes.__file__).parent / "public" / "cloudevents-1.0.schema.json").read_text("utf-8")
)
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=256)
WORD = st.from_regex(re.compile("[a-z]{1,8}(_[a-z]{1,8})?"), fullmatch=True)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=5,
)
ENVELOPES = st.builds(
    Envelope,
    id=TEXT,
    type=st.builds("kanaf.{}.{}.{}.v{}".format, WORD, WORD, WORD, st.integers(1, 99)),
    source=WORD.map("/services/{}".format),
    subject=TEXT,
    time=st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
        lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000)
    ),
    sequence=st.integers(1, 10**18 - 1),
    correlationid=TEXT,
    causationid=st.none() | TEXT,
    traceparent=st.just("") | TEXT,
    dataclassification=st.sampled_from(["general", "protected", "personal"]),
    actor=TEXT,
    data=st.dictionaries(st.text(st.characters(codec="utf-8")), JSON, max_size=4),
)
EVENT = Envelope(
    id="019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6001",
    type="kanaf.registry.person.amended.v1",
    source="/services/registry",
    subject="p-1",
    time=datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
    sequence=3,
    correlationid="c-1",
    causationid=None,
    traceparent="",
    dataclassification="general",
    actor="clerk-17",
    data={},
)


@given(ENVELOPES)
def test_an_event_comes_back_as_it_went(event: Envelope) -> None:
    assert decode(encode(event)) == event


@given(ENVELOPES)
def test_every_event_is_a_cloudevent(event: Envelope) -> None:
    jsonschema.validate(json.loads(encode(event)), CLOUDEVENTS)


@given(st.binary(max_size=64) | TEXT | JSON.map(json.dumps))
def test_whatever_else_comes_is_undecodable(body: bytes | str) -> None:
    with pytest.raises(Undecodable):
        decode(body)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("specversion", "0.3"),
        ("id", ""),
        ("id", 7),
        ("type", "kanaf.registry.person.amended"),
        ("type", "other.registry.person.amended.v1"),
        ("type", "kanaf.registry.person.amended.v1\n"),
        ("time", "yesterday"),
        ("time", "2026-13-01T00:00:00Z"),
        ("time", "2026-11-22"),
        ("sequence", 3),
        ("sequence", "0"),
        ("sequence", "٣"),
        ("dataclassification", "secret"),
        ("datacontenttype", "text/xml"),
        ("causationid", 7),
        ("data", []),
        ("data", None),
    ],
)
def test_a_wrong_attribute_makes_it_undecodable(name: str, value: Any) -> None:
    with pytest.raises(Undecodable):
        decode(json.dumps({**to_dict(EVENT), name: value}))


@pytest.mark.parametrize("name", ["id", "type", "source", "subject", "time", "sequence", "actor"])
def test_a_missing_attribute_makes_it_undecodable(name: str) -> None:
    values = to_dict(EVENT)
    del values[name]
    with pytest.raises(Undecodable, match=name):
        decode(json.dumps(values))


def test_extensions_of_others_are_passed_over() -> None:
    assert decode(json.dumps({**to_dict(EVENT), "partnerextension": "x"})) == EVENT


def test_another_time_zone_is_the_same_time() -> None:
    amman = timezone(timedelta(hours=3))
    there = replace(EVENT, time=EVENT.time.astimezone(amman))
    assert to_dict(there)["time"] == "2026-11-22T08:30:00.000Z"


def test_the_routing_key_is_the_type_without_its_prefix() -> None:
    assert EVENT.routing_key() == "registry.person.amended.v1"


@pytest.mark.parametrize(
    ("classification", "exchange"),
    [("general", "kanaf.events"), ("protected", "kanaf.events"), ("personal", "kanaf.restricted")],
)
def test_personal_events_go_to_an_exchange_of_their_own(classification: str, exchange: str) -> None:
    assert replace(EVENT, dataclassification=classification).exchange() == exchange
