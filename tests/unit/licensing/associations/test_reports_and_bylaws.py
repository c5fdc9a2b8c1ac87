"""Annual reports that come or do not, and bylaws that change."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Forbidden, NotFound
from services.licensing.domain.associations.bylaws import ADDED, REMOVED, SAME, pieces
from services.licensing.domain.associations.parts import Article
from services.licensing.domain.refusals import Refusal
from tests.support.associations import (
    ADMINISTRATOR,
    STRANGER,
    SUPERVISOR,
    accept_report,
    chair,
    licensing,
    society,
)
from tests.support.calling import Caller
from tests.support.falling_due import fire_due, timers_of

FIRST = (
    Article(1, "الاسم", "تسمى الجمعية جمعية السنابل."),
    Article(2, "المقر", "مقر الجمعية في عمان."),
    Article(3, "المالية", "السنة المالية تبدأ في أول كانون الثاني."),
)
SECOND = (
    FIRST[0],
    Article(2, "المقر", "مقر الجمعية في مدينة عمان."),
    Article(4, "الحل", "تحل الجمعية بقرار هيئتها العامة."),
)


def amend(call: Caller, association_id: str, articles: tuple[Article, ...]) -> None:
    with use(Context(SUPERVISOR)):
        licensing(call).associations.register.amend_bylaws(
            association_id, None, articles, None, date(2026, 11, 22)
        )


def pass_until(
    call: Caller, database: MemoryDatabase, clock: FixedClock, day: datetime
) -> dict[str, object]:
    clock.advance(day - clock.now())
    handlers = {
        "report_due_": call.service.report_due,
        "look_": call.service.association_looked_at,
    }
    fire_due(database, "associations", clock, handlers)
    (only,) = call(ADMINISTRATOR, "find_associations", {})["items"]
    return dict(only)


def test_a_missing_report_is_noted_once_a_year_also_after_downtime(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    society(call)
    view = pass_until(call, database, clock, datetime(2027, 3, 31, 20, tzinfo=UTC))
    assert view["overdue_years"] == []
    view = pass_until(call, database, clock, datetime(2029, 4, 1, 12, tzinfo=UTC))
    assert view["overdue_years"] == [2026, 2027, 2028]
    assert view["report_year"] == 2029


def test_a_report_in_time_is_awaited_no_longer(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    made = society(call)
    clock.advance(datetime(2027, 2, 1, 12, tzinfo=UTC) - clock.now())
    accept_report(call, made, 2026)
    awaited = {timer.name for timer, _ in timers_of(database, "associations")}
    assert "report_due_2027" in awaited
    assert "report_due_2026" not in awaited


def test_a_late_report_makes_good_what_was_noted(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    made = society(call)
    pass_until(call, database, clock, datetime(2027, 4, 1, 12, tzinfo=UTC))
    accept_report(call, made, 2026)
    view = call(ADMINISTRATOR, "get_association", {"association_id": made})
    assert view["overdue_years"] == []
    assert view["reports"][0]["foreign_funded"] is False


def test_money_from_abroad_is_flagged(call: Caller, clock: FixedClock) -> None:
    made = society(call)
    accept_report(call, made, 2025, foreign_donations_fils=1)
    view = call(ADMINISTRATOR, "get_association", {"association_id": made})
    assert view["reports"][0]["foreign_funded"] is True


def test_a_report_is_of_a_year_that_is_over_once_and_adds_up(call: Caller) -> None:
    made = society(call)
    for year in (2026, 2019):
        with pytest.raises(Refusal, match="association_report_year"):
            accept_report(call, made, year)
    with pytest.raises(Refusal, match="association_foreign_above_income"):
        accept_report(call, made, 2025, foreign_donations_fils=10**9)
    accept_report(call, made, 2025)
    with pytest.raises(Refusal, match="association_report_accepted"):
        accept_report(call, made, 2025)


def test_versions_are_compared_article_by_article_and_word_by_word(call: Caller) -> None:
    made = society(call)
    amend(call, made, FIRST)
    amend(call, made, SECOND)
    asked = {"association_id": made, "earlier": 1, "later": 2}
    compared = call(chair(1), "compare_bylaws", asked)
    assert compared["direction"] == "rtl"
    changes = {each["number"]: each for each in compared["articles"]}
    assert [changes[number]["change"] for number in (1, 2, 3, 4)] == [
        "same",
        "changed",
        "removed",
        "added",
    ]
    assert changes[2]["text"] == [
        {"kind": "same", "text": "مقر الجمعية في "},
        {"kind": "added", "text": "مدينة "},
        {"kind": "same", "text": "عمان."},
    ]
    assert changes[1]["text"] == []


def test_each_version_is_read_as_it_was(call: Caller) -> None:
    made = society(call)
    amend(call, made, FIRST)
    amend(call, made, SECOND)
    first = call(SUPERVISOR, "get_bylaws", {"association_id": made, "number": 1})
    assert [each["text"] for each in first["articles"]] == [each.text for each in FIRST]
    with pytest.raises(NotFound, match="bylaws_version_not_found"):
        call(SUPERVISOR, "get_bylaws", {"association_id": made, "number": 3})
    with pytest.raises(Forbidden):
        call(STRANGER, "get_bylaws", {"association_id": made, "number": 1})


def test_articles_are_numbered_upwards(call: Caller) -> None:
    made = society(call)
    for wrong in ((), (FIRST[1], FIRST[0]), (FIRST[0], FIRST[0])):
        with pytest.raises(Refusal, match="bylaws_numbering"):
            amend(call, made, wrong)


TEXTS = st.text(st.sampled_from("قالمادة ب ت َّ 1\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_what_stayed_and_was_added_is_the_later_text_word_by_word(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(each.text for each in found if each.kind in (SAME, ADDED)) == new
    kept = "".join(each.text for each in found if each.kind in (SAME, REMOVED))
    assert kept.split() == old.split()
