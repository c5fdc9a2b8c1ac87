"""The explanation that documents show is what the rules that come with the service really say."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from services.registry.bootstrap import wire
from tests.support.programmes import OTHER_SUPERVISOR, Office
from tests.support.registry import CLERK
from tests.unit.registry.programmes.conftest import Days
from tests.unit.registry.programmes.test_assessments import declared

GOLDEN = Path(__file__).parents[4] / "contracts" / "golden"
SAMPLE = GOLDEN / "rpc/registry/explain_enrolment.json"


def explained(days: Days) -> dict[str, Any]:
    """Of a mother and a child without income, of whom she has a pension since."""
    office: Office = days.office
    office.registry = office.service.application = wire(office.house)
    home = office.household()
    declared(office, home, earned_income_fils={"number": 0}, dwelling_tenure={"choice": "rented"})
    enrolled = office.approved(office.programme(rules="cash_support"), home)
    days.clock.advance(timedelta(days=100))
    declared(office, home, other_income_fils={"number": 32_000})
    office.do("reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=enrolled["id"])
    return office.do("explain_enrolment", CLERK, enrolment_id=enrolled["id"])


def test_the_sample_is_what_a_family_would_read(days: Days) -> None:
    kept = json.loads(SAMPLE.read_text("utf-8"))["answer"]
    assert {**explained(days), "id": kept["id"], "version": kept["version"]} == kept
