"""Law changes from a day on: rule files of a running system, through the gateway.

Yesterday's decisions still explain themselves by yesterday's rules.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.faults.system import System, eventually
from tests.support import benefits
from tests.support.benefits import done, reached
from tests.support.registry import another_person
from tests.support.window import Visitor

pytestmark = [pytest.mark.long, pytest.mark.timeout(400)]

INCOME, LINE_BEFORE, LINE_AFTER = 80_000, 100_000, 70_000


@pytest.fixture
def rules() -> Path:
    """The folder of rules that this system, and no other, reads."""
    return Path(os.environ["KANAF_REGISTRY_RULES"]) / "eligibility" / "cash_support.yaml"


def today() -> date:
    """The day at the ministry, whose clock may have been moved."""
    registered = done(Visitor("clerk").post("/v1/persons", another_person()))["registered_on"]
    return date.fromisoformat(registered)


def change_the_law(system: System, file: Path, effective_from: date) -> None:
    """A lower line and a higher weight from this day on, as data; the service reads it anew."""
    versions = yaml.safe_load(file.read_text("utf-8"))
    changed: dict[str, Any] = {**versions[-1]["rules"]}
    line, head = changed["poverty_line_fils"], changed["need_of_head"]
    changed["poverty_line_fils"] = {**line, "parameter": LINE_AFTER}
    weight = "CASE WHEN female_head THEN 9 ELSE 0 END"
    changed["need_of_head"] = {**head, "weight": weight}
    added = [{"effective_from": effective_from, "rules": changed}]
    text = yaml.safe_dump(added, allow_unicode=True, sort_keys=False)
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    assert "✓ eligibility/cash_support.yaml" in system.kanaf(
        "rules", "check", str(file.parent.parent)
    )
    for program in ("registry", "work-registry"):
        system.kill(program)
    system.ready()
    eventually(_answers, "the registry answers", 60)


def _answers() -> bool:
    return Visitor("clerk").get("/v1/indicators").status_code == 200


def explanation(path: str) -> dict[str, Any]:
    return done(Visitor("supervisor").get(f"{path}/explanation"))


def but_reviews(told: dict[str, Any]) -> dict[str, Any]:
    kept = [each for each in told["paragraphs"] if not each["code"].startswith("review")]
    return {**told, "paragraphs": kept, "version": None}


def test_yesterdays_decision_explains_itself_by_yesterdays_rules(
    system: System, rules: Path
) -> None:
    first, second = Visitor("administrator"), Visitor("administrator")
    clerk, began = Visitor("clerk"), today()
    tomorrow = began + timedelta(days=1)
    versions = [each["effective_from"] for each in yaml.safe_load(rules.read_text("utf-8"))]
    before = f"cash_support/{versions[-1].isoformat()}"
    after = f"cash_support/{tomorrow.isoformat()}"
    change_the_law(system, rules, tomorrow)

    programme_id = benefits.aid(first)
    decided = benefits.enrolled(programme_id, benefits.family(clerk, earned_income_fils=20_000))
    path = f"/v1/enrolments/{decided['id']}"
    told = explanation(path)
    assert told["rules_version"] == before
    line = "100 دينار"
    assert any(line in each["ar"] for each in told["paragraphs"])
    poorer = benefits.family(clerk, earned_income_fils=INCOME)

    system.kanaf("clock", "advance", "1d")
    eventually(lambda: today() == tomorrow, "the next day comes", 30)
    assert explanation(path) == told
    asked = {"rules": "cash_support"}
    now = done(clerk.get(f"/v1/households/{poorer}/eligibility", **asked))
    then = done(clerk.get(f"/v1/households/{poorer}/eligibility", on=began.isoformat(), **asked))
    assert (now["rules_version"], then["rules_version"]) == (after, before)
    assert not now["eligible"]
    assert "JD 70" in now["reasons"][0]["en"]
    assert "JD 100" in then["reasons"][0]["en"]

    other = benefits.enrolled(programme_id, benefits.family(clerk, earned_income_fils=10_000))
    assert explanation(f"/v1/enrolments/{other['id']}")["rules_version"] == after
    in_force = done(clerk.get("/v1/eligibility-rules", on=began.isoformat()))["items"]
    assert before in {each["version"] for each in in_force}
    in_force = done(clerk.get("/v1/eligibility-rules"))["items"]
    assert after in {each["version"] for each in in_force}

    benefits.declare(clerk, decided["household_id"], other_income_fils=50_000)
    body = {"programme_id": programme_id, "governorates": ["JO-AM"], "note": "قانون جديد"}
    recomputed = f"/v1/recomputations/{done(first.post('/v1/recomputations', body))['id']}"
    preview = reached(first, recomputed, "previewed", 120)
    assert preview["rules_version"] == after
    listed = done(first.get(f"{recomputed}/households", outcome="loses", limit=100))["items"]
    assert [each["household_id"] for each in listed] == [decided["household_id"]]
    # What the family declared calls a review; of the decision nothing is told otherwise.
    assert but_reviews(explanation(path)) == but_reviews(told)
    etag = second.get(recomputed).headers["ETag"]
    done(second.post(f"{recomputed}/approval", based_on=etag))
    assert reached(first, recomputed, "applied", 120)["changed"] == 1
    now_told = explanation(path)
    assert (now_told["rules_version"], done(first.get(recomputed))["skipped"]) == (after, 0)
    (former,) = now_told["former"]
    assert (former["rules_version"], former["amount_fils"]) == (before, decided["amount_fils"])
    assert any(line in each["ar"] for each in former["paragraphs"])
    filed = {"enrolment_id": decided["id"], "text": "كنا مستحقين أمس."}
    assert done(clerk.post("/v1/grievances", filed))["about"]["step"] == "exited"
