"""What operators see of applications: how clocks stand, how they ended, and nobody's case."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from prometheus_client import Gauge

from chassis import metrics
from chassis.documents.memory import MemoryDatabase
from services.licensing.adapters.applications.gauges import Gauges
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.applications.overseeing import Figures
from services.licensing.app.licensing import Licensing
from services.licensing.domain.applications.clocks import Clock, Pace
from services.licensing.domain.catalogue.steps import Term
from tests.support.applying import (
    ADMINISTRATOR,
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    SUPERVISOR,
    a_nursery,
    ready,
    rejected,
    submitted,
)
from tests.support.calling import Caller
from tests.support.services import Told, Window, every_service, telling

Advance = Callable[[int], None]
FIRST = "nursery.first_licence"
SOCIETY = "society.registration"
HOME = a_nursery(HOME_NURSERY)


@pytest.fixture
def figures(licensing: Licensing) -> Callable[[], Figures]:
    return licensing.applications.overseeing.figures


@pytest.fixture
def window(call: Caller, licensing: Licensing, advance: Advance) -> Window:
    return Window(call, telling(licensing, Told()), advance)


def paces(figures: Figures, step: str, service: str = FIRST) -> tuple[int, int, int]:
    """How many are open, due and late."""
    open_, due, late = (figures.steps[service, step, each] for each in ("open", "due", "late"))
    return open_, due, late


def counted(numbers: Any) -> dict[tuple[str, ...], int]:
    return {labels: number for labels, number in numbers.items() if number}


def test_a_step_is_open_then_due_within_its_last_warning_then_late(
    call: Caller, advance: Advance, figures: Callable[[], Figures]
) -> None:
    submitted(call)  # on a Sunday; completeness within five working days, warned one before
    assert paces(figures(), "completeness") == (1, 0, 0)
    advance(3)
    assert paces(figures(), "completeness") == (1, 0, 0)
    advance(1)  # Thursday: one working day is left, the next Sunday
    assert paces(figures(), "completeness") == (0, 1, 0)
    advance(3)
    assert paces(figures(), "completeness") == (0, 1, 0)
    advance(1)
    assert paces(figures(), "completeness") == (0, 0, 1)
    assert paces(figures(), "whole") == (1, 0, 0)


def test_a_step_is_late_also_when_no_timer_has_fired(
    call: Caller, clock: Any, figures: Callable[[], Figures]
) -> None:
    submitted(call)
    clock.at = clock.at.replace(month=12)  # what fell due meanwhile waits for the service
    assert paces(figures(), "completeness") == (0, 0, 1)


def test_a_step_without_warnings_is_due_on_its_last_day(licensing: Licensing) -> None:
    moment, unwarned = licensing.applications.drafting.now(), Term(10, working=True)
    tomorrow = Clock("fee", moment.today + timedelta(days=1), missed=False)
    assert tomorrow.pace(unwarned, moment.today, moment.office) is Pace.OPEN
    today = replace(tomorrow, due_on=moment.today)
    assert today.pace(unwarned, moment.today, moment.office) is Pace.DUE


def test_what_came_back_to_the_applicant_hurries_nobody(
    call: Caller, advance: Advance, figures: Callable[[], Figures]
) -> None:
    application_id = submitted(call)
    asks = [{"pointer": "/papers/plan", "text": {"ar": "المخطط غير واضح."}}]
    request = {"application_id": application_id, "step": "completeness", "asks": asks}
    call(CLERK, "return_application", request)
    advance(30)
    assert counted(figures().steps) == {(FIRST, "whole", "open"): 1}


def test_a_draft_is_no_case_yet_and_none_when_it_is_left(
    call: Caller, advance: Advance, figures: Callable[[], Figures]
) -> None:
    call(CITIZEN, "draft_application", a_nursery())
    assert not counted(figures().steps)
    advance(400)
    assert not counted(figures().ended)


def test_a_decision_is_counted_for_a_week_with_the_days_it_took(
    call: Caller, licensing: Licensing, advance: Advance, figures: Callable[[], Figures]
) -> None:
    first, second = ready(call, licensing, HOME), ready(call, licensing, HOME)
    call(SUPERVISOR, "approve_application", {"application_id": first})
    advance(7)
    rejected(call, second)
    now = figures()
    assert counted(now.ended) == {(FIRST, "rejected", "no"): 1}
    assert now.days == {(FIRST, "0.5"): 5.0, (FIRST, "0.9"): 5.0}
    advance(-1)
    now = figures()
    assert now.ended[FIRST, "approved", "no"] == 1
    assert now.days == {(FIRST, "0.5"): 0.0, (FIRST, "0.9"): 5.0}
    assert not counted(now.steps)


def test_ends_tell_how_and_whether_they_came_late(
    call: Caller, licensing: Licensing, advance: Advance, figures: Callable[[], Figures]
) -> None:
    late = ready(call, licensing, HOME)
    advance(60)
    rejected(call, late)
    call(CITIZEN, "withdraw_application", {"application_id": submitted(call)})
    now = figures()
    assert counted(now.ended) == {
        (FIRST, "rejected", "yes"): 1,
        (FIRST, "withdrawn", "no"): 1,
    }
    assert now.days.keys() == {(FIRST, "0.5"), (FIRST, "0.9")}
    unpaid = submitted(call)
    call(CLERK, "find_complete", {"application_id": unpaid, "step": "completeness"})
    advance(20)
    assert counted(figures().ended) == {(FIRST, "abandoned", "no"): 1}


def test_an_appeal_waits_for_its_answer_and_counts_once(
    call: Caller, licensing: Licensing, advance: Advance, figures: Callable[[], Figures]
) -> None:
    application_id = ready(call, licensing, HOME)
    rejected(call, application_id)
    asked = {"application_id": application_id}
    call(CITIZEN, "appeal_decision", {**asked, "text": "المخرج مفتوح."})
    assert counted(figures().steps) == {(FIRST, "appeal", "open"): 1}
    advance(40)
    assert counted(figures().steps) == {(FIRST, "appeal", "late"): 1}
    answer = {**asked, "overturned": True, "text": {"ar": "المخرج مفتوح فعلاً."}}
    call(ADMINISTRATOR, "answer_appeal", answer)
    assert counted(figures().ended) == {(FIRST, "approved", "no"): 1}


def test_silence_is_near_from_the_first_warning_of_a_service_where_it_decides(
    window: Window, figures: Callable[[], Figures]
) -> None:
    window.filed(SOCIETY, window.answers(SOCIETY))
    window.filed("society.foreign_branch", window.answers("society.foreign_branch"))
    term = every_service()[SOCIETY].term
    assert term is not None
    first_warning, last_warning = max(term.warn), min(term.warn)
    early, last = (SOCIETY, "approval", "early"), (SOCIETY, "approval", "last")
    window.advance(59 - first_warning)
    assert figures().silences == {early: 0, last: 0}
    window.advance(1)
    assert figures().silences == {early: 1, last: 0}
    window.advance(first_warning - last_warning)
    assert figures().silences == {early: 0, last: 1}
    window.advance(last_warning + 1)
    now = figures()
    assert now.silences == {early: 0, last: 0}
    assert counted(now.ended) == {(SOCIETY, "silent_approval", "yes"): 1}
    assert paces(now, "whole", "society.foreign_branch") == (0, 0, 1)


def test_labels_are_of_the_catalogue_also_of_versions_it_does_not_have(
    call: Caller, licensing: Licensing, database: MemoryDatabase, figures: Callable[[], Figures]
) -> None:
    known = figures().steps.keys()
    steps = sum(len(each.steps) for each in every_service().values())
    assert len(known) <= 3 * (steps + 2 * len(every_service()))
    submitted(call)
    now = figures()
    assert now.steps.keys() == known
    for document in database.collections[APPLICATIONS.collection].values():
        document["state"]["service_version"] = "of a file that was lost"
    assert counted(figures().steps) == {("unknown", "unknown", "open"): 2}


def test_the_keys_hold_codes_and_days_alone(
    call: Caller, licensing: Licensing, database: MemoryDatabase
) -> None:
    rejected(call, ready(call, licensing, HOME))
    submitted(call)
    texts = [
        text
        for document in database.collections[APPLICATIONS.collection].values()
        for name in ("clocks", "ended")
        if (text := document["keys"].get(name))
    ]
    running, ended = sorted(texts, reverse=True)
    assert re.fullmatch(
        r"nursery\.first_licence\|[0-9a-f]{64}\|whole:2027-01-03,completeness:2026-11-29", running
    )
    assert ended == "2026-11-22|2026-11-22|nursery.first_licence|rejected|"


def test_a_series_that_is_over_is_nothing_and_does_not_vanish(licensing: Licensing) -> None:
    now = licensing.applications.overseeing.figures()
    old = ("of.old", "check", "late")
    told = [
        replace(now, steps={**now.steps, old: 3}, days={("of.old", "0.5"): 4.0}),
        now,
    ]
    gauges = Gauges(lambda: told.pop(0))
    gauges.measure()
    assert shown(metrics.LICENSING_STEPS, *old) == 3
    gauges.measure()
    assert shown(metrics.LICENSING_STEPS, *old) == 0
    assert math.isnan(shown(metrics.LICENSING_DECISION_DAYS, "of.old", "0.5"))


def shown(gauge: Gauge, *labels: str) -> float:
    value: float = gauge.labels(*labels)._value.get()
    return value
