"""Households of persons whose records are restricted are in no survey's target list."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from tests.support.privacy import granted, lift
from tests.support.surveys import Office


@pytest.fixture
def office(registry: Registry) -> Office:
    return Office(registry)


def targets(office: Office, *named: str) -> set[str]:
    """The households of a new round over all of Amman, or over those of these households."""
    round_id = office.plan(*named)
    office.ask("choose_survey_targets", {"round_id": round_id})
    office.work("choose_targets", round_id)
    return {each["household_id"] for each in office.visits(round_id)}


def test_a_restricted_persons_household_is_left_out_until_it_is_lifted(office: Office) -> None:
    one, other = office.family(), office.family()
    assert targets(office) == {one, other}
    head = office.ask("get_household", {"household_id": one})["head_id"]
    request = granted(office.registry, head, "restriction")
    assert targets(office) == {other}
    lift(office.registry, request["id"])
    assert targets(office) == {one, other}


def test_naming_a_restricted_persons_household_does_not_bring_it_in(office: Office) -> None:
    one, other = office.family(), office.family()
    head = office.ask("get_household", {"household_id": one})["head_id"]
    request = granted(office.registry, head, "restriction")
    assert targets(office, one, other) == {other}
    lift(office.registry, request["id"])
    assert targets(office, one, other) == {one, other}
