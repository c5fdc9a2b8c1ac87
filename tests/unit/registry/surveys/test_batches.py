"""A batch as a whole: one bad visit harms no other, and the same batch is answered the same."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Command, Context, use
from services.registry.entrypoints.reading.survey_batches import upload_survey_visits
from tests.support.surveys import RESEARCHER, Office, Refused, answered, became, brought

TWICE = [*answered(), {"question": "rooms", "value": 4}]


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"answers": TWICE}, "/answers", "answer_twice"),
        ({"started_at": "2026-11-21T12:00:00+03:00"}, "/started_at", "malformed_time"),
        ({"ended_at": "yesterday"}, "/ended_at", "malformed_time"),
        ({"note": "ن" * 2001}, "/note", "too_long"),
        ({"note": "a\0b"}, "/note", "malformed_text"),
        ({"battery": 40}, "/battery", "unknown_field"),
        ({"answers": [{"question": "rooms", "value": None}]}, "/answers/0/value", "required"),
        (
            {"answers": [{"question": "remarks", "value": "م" * 2001}]},
            "/answers/0/value",
            "not_an_answer",
        ),
        ({"visit_id": "seven"}, "/visit_id", "malformed_identifier"),
    ],
)
def test_one_visit_that_cannot_be_read_is_refused_and_the_others_are_kept(
    office: Office, changes: dict[str, Any], pointer: str, code: str
) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.open(*families)
    visits = [brought(round_id, each) for each in families]
    visits[1].update(changes)
    results = office.upload(*visits)
    assert became(results) == [
        ("accepted", None),
        ("refused", "invalid_request"),
        ("accepted", None),
    ]
    (error,) = results[1]["errors"]
    assert (error["pointer"], error["code"]) == (f"/visits/1{pointer}", code)
    readable = "visit_id" not in changes
    assert results[1]["visit_id"] == (visits[1]["visit_id"] if readable else None)
    assert [each["standing"] for each in office.visits(round_id)].count("done") == 2


@pytest.mark.parametrize("visit", [None, 7, [], "visit"])
def test_what_is_no_visit_at_all_is_refused_alone(
    field: tuple[Office, str, str], visit: Any
) -> None:
    office, round_id, family = field
    results = office.upload(visit, brought(round_id, family))
    assert became(results) == [("refused", "invalid_request"), ("accepted", None)]
    assert [each["pointer"] for each in results[0]["errors"]] == ["/visits/0"]


@pytest.mark.parametrize(("language", "words"), [("en", "more than once"), ("ar", "أكثر من مرة")])
def test_what_cannot_be_read_is_said_in_the_language_of_the_device(
    field: tuple[Office, str, str], language: str, words: str
) -> None:
    office, round_id, family = field
    (result,) = office.upload(brought(round_id, family, answers=TWICE), language=language)
    assert words in result["errors"][0]["detail"]
    assert result["title"] != "invalid_request"


@pytest.mark.parametrize("visits", [None, {}, []])
def test_what_is_no_list_of_visits_is_refused_as_a_whole(office: Office, visits: Any) -> None:
    office.researcher()
    with pytest.raises(Refused, match="invalid_request"):
        office.ask("upload_survey_visits", {"device_id": "t-1", "visits": visits}, RESEARCHER)


def test_the_same_batch_under_its_key_is_answered_the_same(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    visits = [brought(round_id, family), brought(round_id, family, location=None), 7]
    answers = [office.upload(*visits, key="k-1") for _ in range(3)]
    assert answers[1:] == answers[:1] * 2
    assert [each["became"] for each in answers[0]] == ["accepted", "conflict", "refused"]
    assert became(office.upload(visits[0], key="k-2")) == [("repeated", None)]


def test_another_batch_under_the_same_key_is_refused(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    office.upload(brought(round_id, family), key="k-1")
    with pytest.raises(Refused, match="idempotency_key_reused"):
        office.upload(brought(round_id, family), key="k-1")
    assert len(office.visit(round_id, family)["records"]) == 1


def test_what_was_put_off_is_looked_at_when_the_same_batch_comes_again(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    visits = [brought(round_id, each) for each in families]
    asked = upload_survey_visits({"device_id": "tablet-17", "visits": visits})
    receiving, time_for = office.registry.surveys.receiving, iter([True, False])
    with use(Context(RESEARCHER, command=Command("k-1", "f-1"))):
        first = receiving.receive(asked, RESEARCHER, lambda: next(time_for))
        second = receiving.receive(asked, RESEARCHER, lambda: True)
    assert [each.became for each in first] == ["accepted", "deferred"]
    assert [each.became for each in second] == ["accepted", "accepted"]


def test_a_batch_that_broke_off_between_two_visits_keeps_each_once(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    visits = [brought(round_id, each) for each in families]
    asked = upload_survey_visits({"device_id": "tablet-17", "visits": visits})
    receiving, dies_after = office.registry.surveys.receiving, iter([True])
    with use(Context(RESEARCHER, command=Command("k-1", "f-1"))):
        with pytest.raises(StopIteration):
            receiving.receive(asked, RESEARCHER, lambda: next(dies_after))
        again = receiving.receive(asked, RESEARCHER, lambda: True)
    assert [each.became for each in again] == ["repeated", "accepted"]
    assert [len(office.visit(round_id, each)["records"]) for each in families] == [1, 1]
    other = Context(RESEARCHER, command=Command("k-1", "f-2"))
    with use(other), pytest.raises(Exception, match="idempotency_key_reused"):
        receiving.receive(asked, RESEARCHER, lambda: True)
