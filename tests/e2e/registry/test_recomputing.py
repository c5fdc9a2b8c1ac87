"""A programme's benefits computed anew: who gains and loses is seen before anything changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.benefits import aid, done, reached, stepped
from tests.support.families import Family
from tests.support.ledger import Ledger
from tests.support.long import english
from tests.support.window import Visitor

PLACE = "JO-KA"
EARNED = {"earned_income_fils": 100_000}
WOULD = {"loses": 600_000, "lowered": 160_000, "raised": 0, "unchanged": 80_000}
"""The other income of each family in fils when it is computed anew; 80,000 before."""


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.close()


class Benefits:
    """A programme in one governorate, and a family for each outcome."""

    def __init__(self) -> None:
        self.first, self.second = Visitor("administrator"), Visitor("administrator")
        self.programme = aid(self.first)
        self.families = {
            each: Family(size=5, governorate=PLACE, other_income_fils=80_000, **EARNED)
            for each in (*WOULD, "left alone")
        }
        self.paths = {
            outcome: family.enrolled_in(self.programme) for outcome, family in self.families.items()
        }
        for outcome, income in WOULD.items():
            self.families[outcome].declares(other_income_fils=income)

    def preview(self) -> str:
        """Started by the first administrator, and seen; answers its address."""
        asked = {"programme_id": self.programme, "governorates": [PLACE], "note": "بعد المسح"}
        path = f"/v1/recomputations/{done(self.first.post('/v1/recomputations', asked))['id']}"
        reached(self.first, path, "previewed")
        return path

    def seen(self) -> dict[str, dict[str, Any]]:
        """Every enrolment as it is."""
        auditor = Visitor("auditor")
        return {outcome: done(auditor.get(path)) for outcome, path in self.paths.items()}


@pytest.fixture
def benefits() -> Benefits:
    return Benefits()


def test_a_preview_says_who_gains_and_loses_and_changes_nothing(benefits: Benefits) -> None:
    before = benefits.seen()
    path = benefits.preview()
    totals = {each["outcome"]: each for each in done(benefits.first.get(path))["totals"]}
    assert {outcome: totals[outcome]["households"] for outcome in WOULD} == {
        "loses": 1,
        "lowered": 1,
        "raised": 1,
        "unchanged": 2,
    }
    lowered = totals["lowered"]
    assert (lowered["before_fils"], lowered["after_fils"]) == (80_000, 60_000)
    for outcome in ("loses", "lowered", "raised"):
        page = done(benefits.first.get(f"{path}/households", outcome=outcome))["items"]
        assert [each["household_id"] for each in page] == [benefits.families[outcome].id]
    (example,) = [
        each for each in done(benefits.first.get(path))["examples"] if each["outcome"] == "loses"
    ]
    assert "700 دينار" in example["reasons"][0]["ar"]
    assert "JD 700 a month" in example["reasons"][0]["en"]
    assert benefits.seen() == before

    done(stepped(benefits.second, path, "cancellation"))
    late = stepped(benefits.second, path, "approval")
    assert (late.status_code, late.json()["code"]) == (409, "recomputation_not_ready")
    assert benefits.seen() == before


@pytest.mark.parametrize(
    ("language", "title"),
    [("ar", "يوافق شخص آخر"), english("en", "Another person approves")],
)
def test_who_started_it_does_not_approve_it(language: str, title: str) -> None:
    starter = Visitor("administrator", language=language)
    asked = {"programme_id": aid(starter), "governorates": [PLACE], "note": "تجربة"}
    path = f"/v1/recomputations/{done(starter.post('/v1/recomputations', asked))['id']}"
    reached(starter, path, "previewed")
    refused = stepped(starter, path, "approval")
    assert (refused.status_code, refused.json()["title"]) == (409, title)
    seen = starter.get(path).headers["ETag"]
    for other in (Visitor("auditor"), Visitor("caseworker", PLACE), Visitor("supervisor", "JO-IR")):
        assert other.post(f"{path}/approval", based_on=seen).status_code == 403
    assert done(stepped(Visitor("supervisor", PLACE), path, "approval"))["status"] == "approved"


@pytest.mark.parametrize(
    ("language", "title"),
    [("ar", "للاطلاع فقط"), english("en", "To be looked at alone")],
)
def test_what_would_be_on_another_day_is_seen_and_never_applied(language: str, title: str) -> None:
    starter, other = Visitor("administrator"), Visitor("administrator", language=language)
    asked = {
        "programme_id": aid(starter), "governorates": [PLACE], "note": "نظرة إلى الأمام",
        "on": "2099-01-01",
    }  # fmt: skip
    path = f"/v1/recomputations/{done(starter.post('/v1/recomputations', asked))['id']}"
    assert reached(starter, path, "previewed")["approvable_until"] is None
    refused = stepped(other, path, "approval")
    assert (refused.status_code, refused.json()["code"], refused.json()["title"]) == (
        409, "recomputation_of_another_day", title,
    )  # fmt: skip


def test_another_approves_and_only_what_changes_is_told(benefits: Benefits, ledger: Ledger) -> None:
    before = benefits.seen()
    ids = {outcome: view["id"] for outcome, view in before.items()}
    for each in ids.values():
        ledger.told_in_full("enrolments", [each])
    told = {outcome: ledger.told(each) for outcome, each in ids.items()}
    path = benefits.preview()
    # What is no longer as it was approved stays as it is, and is counted.
    benefits.families["raised"].declares(other_income_fils=40_000)
    approver = Visitor("supervisor", PLACE)
    done(stepped(approver, path, "approval"))
    applied = reached(benefits.first, path, "applied")
    assert (applied["changed"], applied["skipped"]) == (2, 1)
    assert applied["approved_by"] == approver.subject

    after = benefits.seen()
    for outcome in ("raised", "unchanged", "left alone"):
        assert after[outcome] == before[outcome], outcome
    assert (after["lowered"]["status"], after["lowered"]["amount_fils"]) == ("active", 60_000)
    assert after["loses"]["status"] == "exited"
    assert after["loses"]["course"][-1]["reason"]["code"] == "no_longer_entitled"
    ledger.told_in_full("enrolments", ids.values())
    more = {outcome: len(ledger.told(each)) - len(told[outcome]) for outcome, each in ids.items()}
    assert more == {"loses": 1, "lowered": 2, "raised": 0, "unchanged": 0, "left alone": 0}
    # The review that the family's own word had called is over with it.
    assert ledger.told(ids["lowered"], "amount_changed")
    assert ledger.told(ids["lowered"], "reviewed")
    benefits.families["lowered"].is_told("تغيّر مقدار المنفعة")
    benefits.families["loses"].is_told("انتهى انتسابكم")

    # Who approved it judges nothing that it changed.
    for outcome in ("lowered", "loses"):
        last = after[outcome]["course"][-1]
        assert last["revision"]["prepared_by"] == [benefits.first.subject, approver.subject]
        body = {"enrolment_id": ids[outcome], "text": "نرجو النظر في القرار."}
        filed = done(benefits.families[outcome].visitor.post("/v1/grievances", body))
        grievance = f"/v1/grievances/{filed['id']}"
        refused = stepped(approver, grievance, "take")
        assert (refused.status_code, refused.json()["code"]) == (403, "decider_handles")
        done(stepped(Visitor("supervisor", PLACE), grievance, "take"))
