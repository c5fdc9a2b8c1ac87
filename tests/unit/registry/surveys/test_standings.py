"""How a visit stands is read off all its records, whatever the order in which they came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from services.registry.domain.surveys.record import Decision, Outcome, Record, Report
from services.registry.domain.surveys.researcher import Area
from services.registry.domain.surveys.visit import Visit

FIRST_DAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
MOST = 3


def planned() -> Visit:
    return Visit.plan("visit-1", "round-1", "household-1", Area("JO-AM"), "researcher-1")


def attempt(
    visit_id: str, outcome: str, day: int = 0, note: str = "", who: str = "researcher-1"
) -> Record:
    begun = FIRST_DAY + timedelta(days=day)
    ended = begun + timedelta(minutes=30)
    report = Report(visit_id, "device-1", 1, Outcome(outcome), begun, ended, None, {}, note)
    return Record(report, report.fingerprint, who, ended, "2026-11-01")


def bring(visit: Visit, *records: Record) -> None:
    for each in records:
        visit.receive(each, (), round_open=True, attempts=MOST)


def word(visit: Visit, record: Record, accept: bool) -> None:
    decision = Decision(accept, "supervisor-1", FIRST_DAY + timedelta(days=9), None)
    visit.decide(record.fingerprint, decision, attempts=MOST)


def test_one_empty_home_that_the_device_changed_is_one_attempt() -> None:
    visit, changed = planned(), attempt("a", "nobody_home", note="الباب مغلق")
    bring(visit, attempt("a", "nobody_home"), changed)
    assert visit.standing == "conflict"
    word(visit, changed, accept=True)
    assert visit.standing == "attempted"
    bring(visit, attempt("b", "nobody_home", 1), attempt("c", "nobody_home", 2))
    assert visit.standing == "nobody_home"


def test_a_family_that_refused_is_not_visited_again_for_a_note_that_is_rejected() -> None:
    visit, changed = planned(), attempt("a", "refused", note="x")
    bring(visit, attempt("a", "refused"), changed)
    word(visit, changed, accept=False)
    assert visit.standing == "refused"


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_last_attempt_settles_it_not_the_last_upload(order: tuple[int, ...]) -> None:
    visit = planned()
    made = [
        attempt("a", "nobody_home"),
        attempt("b", "nobody_home", 1),
        attempt("c", "moved_away", 2),
    ]
    bring(visit, *(made[each] for each in order))
    assert visit.standing == "moved_away"


def test_what_waits_is_not_hidden_by_a_visit_that_was_made() -> None:
    visit, changed = planned(), attempt("a", "refused", note="x")
    bring(visit, attempt("a", "nobody_home"), changed, attempt("b", "completed", 1))
    assert visit.standing == "conflict"
    word(visit, changed, accept=False)
    assert visit.standing == "done"


def test_given_to_somebody_it_is_open_whatever_was_found_before() -> None:
    visit, changed = planned(), attempt("b", "nobody_home", 1, note="x")
    bring(visit, attempt("a", "refused"))
    visit.assign("researcher-1")
    assert visit.standing == "assigned"
    bring(visit, attempt("b", "nobody_home", 1), changed)
    word(visit, changed, accept=False)
    assert visit.standing == "attempted"
    visit.assign("researcher-2")
    bring(visit, attempt("c", "moved_away", 2))
    assert visit.standing == "assigned", "she is another one's now"
