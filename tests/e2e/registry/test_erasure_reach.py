"""An erasure reaches every collection of every service: what is left is what the law names.

Every collection of every database is read, as administrator, for texts that nobody else has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pytest

from tests.support.everything import databases, everything, holding
from tests.support.registry import another_person
from tests.support.traced import Traced
from tests.support.waiting import eventually
from tests.support.window import Visitor

ERASED = {"contact", "latin_name", "address_details", "disabilities"}
PAID_BY = "files of payment_list"
"""The payment provider's file: an accounting record, with how its payees were reached."""
WORDS = "name_terms"
HELD_IN: Mapping[str, Collection[str]] = {
    "identity": {"persons", PAID_BY},
    "name": {"persons", WORDS, "journal", "privacy_requests", PAID_BY},
    "household": {"households"},
    "enrolments": {"enrolments"},
    "grievances": {"grievances"},
    "surveys": {"survey_visits"},
    "requests": {"privacy_requests"},
    "changes": {"persons"},
    "contact": {PAID_BY},
}
"""Where in the registry a category may be found afterwards; elsewhere nothing."""


@pytest.mark.timeout(400)
def test_what_was_erased_is_nowhere_and_what_is_left_is_what_the_law_names(
    later: Callable[[str], None],
) -> None:
    traced = Traced()
    asked = traced.marks.all
    assert holding(asked, everything()).keys() == asked, "each was kept somewhere"

    decision = traced.is_erased()

    assert {each["code"] for each in decision["erased"]} == ERASED
    kept = {each["code"] for each in decision["kept"]}
    assert traced.marks.of.keys() <= ERASED | kept
    eventually(lambda: _only_where_allowed(traced, {"latin_name": {WORDS}}), within=90, every=1)
    # A word may be believed in for some minutes, by who has just looked.
    later("1h")
    eventually(lambda: _somebody_comes() and _only_where_allowed(traced, {}), within=90, every=1)
    _nobody_is_reached(traced)


def _only_where_allowed(traced: Traced, still: Mapping[str, Collection[str]]) -> bool:
    allowed: dict[str, Collection[str]] = {**HELD_IN, **still}
    kept = everything()
    for category, marks in traced.marks.of.items():
        places = {f"kanaf_registry.{each}" for each in allowed.get(category, ())}
        for mark, where in holding(marks, kept).items():
            if not where <= places:
                raise AssertionError((category, mark, where - places))
    disabled = [place for place, text in kept if traced.id in text and "autism" in text]
    assert disabled == []
    return True


def _somebody_comes() -> bool:
    assert Visitor("clerk").post("/v1/persons", another_person()).status_code == 201
    return True


def _nobody_is_reached(traced: Traced) -> None:
    """That they were written to is known, and nothing of where."""
    with databases() as server:
        told = server["kanaf_notifications"]
        for record in (traced.id, traced.twin):
            party = f"registry.person/{record}"
            messages = list(told["messages"].find({"party": party}))
            assert {each["destination"] for each in messages} <= {None}
            contact = told["contacts"].find_one({"_id": party})
            assert contact is not None
            assert (contact["name"], contact["mobile"], contact["email"]) == ("", None, None)
        assert told["messages"].count_documents({"party": traced.party, "state": "sent"}) >= 2
