"""What comes before a decision: the home visit, and the place among those who apply."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.benefits import aid, done, stepped
from tests.support.families import Family
from tests.support.long import english
from tests.support.window import Visitor


@pytest.mark.parametrize(
    ("language", "first", "future"),
    [
        ("ar", "الزيارة أولًا", "تاريخ في المستقبل"),
        english("en", "The visit comes first", "Date in the future"),
    ],
)
def test_the_home_is_visited_before_the_rules_are_applied(
    language: str, first: str, future: str
) -> None:
    family = Family(earned_income_fils=20_000)
    path = family.applies(aid(Visitor("administrator"), visit_required=True))
    caseworker, other = Visitor("caseworker", language=language), Visitor("supervisor")
    today = date.fromisoformat(done(caseworker.get(path))["registered_on"])

    early = stepped(caseworker, path, "assess")
    assert (early.status_code, early.json()["title"]) == (409, first)
    visit = {"visited_on": today.isoformat(), "findings": "غرفتان وسقف من صفيح."}
    assert stepped(Visitor("clerk"), path, "visit", visit).status_code == 403
    tomorrow = {**visit, "visited_on": f"{today + timedelta(days=1)}"}
    refused = stepped(caseworker, path, "visit", tomorrow)
    assert (refused.status_code, refused.json()["title"]) == (409, future)

    visitor = Visitor("supervisor")
    found = done(stepped(visitor, path, "visit", visit))["visit"]
    assert (found["findings"], found["visited_by"]) == (visit["findings"], visitor.subject)
    assert done(stepped(caseworker, path, "assess"))["status"] == "assessed"
    same = stepped(visitor, path, "approve", {})
    assert (same.status_code, same.json()["code"]) == (403, "same_person_decides")
    again = done(stepped(visitor, path, "visit", {**visit, "findings": "ثلاث غرف."}))
    assert (again["status"], again["assessment"]) == ("applied", None)
    unseen = stepped(other, path, "approve", {})
    assert (unseen.status_code, unseen.json()["code"]) == (409, "not_assessed")
    done(stepped(caseworker, path, "assess"))
    assert done(stepped(other, path, "approve", {}))["status"] == "active"
    late = stepped(caseworker, path, "visit", visit)
    assert (late.status_code, late.json()["code"]) == (409, "step_not_possible")


def test_the_neediest_come_first_and_of_equal_need_who_applied_first() -> None:
    to = aid(Visitor("administrator"))
    incomes = {"equal": 50_000, "neediest": 0, "equal too": 50_000, "needy": 20_000}
    applied = {
        name: Family(earned_income_fils=income).applies(to) for name, income in incomes.items()
    }
    for path in reversed(applied.values()):
        done(stepped(Visitor("caseworker"), path, "assess"))

    def ranked(**query: Any) -> list[dict[str, Any]]:
        page = done(Visitor("clerk").get(f"/v1/programmes/{to}/ranking", **query))
        items: list[dict[str, Any]] = page["items"]
        return items

    def names(items: list[dict[str, Any]]) -> list[str]:
        called = {path.rpartition("/")[2]: name for name, path in applied.items()}
        return [called[each["id"]] for each in items]

    assert names(ranked()) == ["neediest", "needy", "equal", "equal too"]
    scores = [each["score"] for each in ranked()]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] > scores[2] == scores[3]

    page = done(Visitor("clerk").get(f"/v1/programmes/{to}/ranking", limit=3))
    assert names(ranked(limit=3, cursor=page["next"])) == ["equal too"]
    done(stepped(Visitor("supervisor"), applied["neediest"], "approve", {}))
    assert names(ranked()) == ["needy", "equal", "equal too"]
    elsewhere = Visitor("supervisor", "JO-IR").get(f"/v1/programmes/{to}/ranking")
    assert done(elsewhere)["items"] == []
    assert Visitor("citizen").get(f"/v1/programmes/{to}/ranking").status_code == 403
