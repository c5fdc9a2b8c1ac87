"""A licence's life: its term, its end, what stops it, and what the calendar does to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.licensing.domain.licences import events, refusals
from services.licensing.domain.licences.checking import Verified, state_on, verified
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.term import Terms, months_after
from tests.support.licences import (
    ENDLESS,
    MENDED,
    OWNER,
    UNSAFE,
    YEARLY,
    a_grant,
    a_nursery,
)

ISSUED = date(2026, 11, 22)
END = date(2027, 11, 22)
LAPSE = date(2027, 12, 22)


def issued(**grant: Any) -> Licence:
    return Licence.issue("l", "NUR-2026-000001", a_grant(**grant), "code-1", ISSUED)


def names(licence: Licence) -> list[str]:
    return [type(each).__name__ for each in licence.events]


def test_it_is_valid_for_the_years_of_its_terms() -> None:
    licence = issued()
    assert licence.state is LicenceState.VALID
    assert (licence.term.valid_from, licence.term.expires_on) == (ISSUED, END)
    assert names(licence) == ["LicenceIssued"]
    assert licence.owners == {"subject:citizen-1", f"national:{OWNER}"}


def test_what_is_given_without_end_neither_expires_nor_is_renewed() -> None:
    licence = issued(terms=ENDLESS)
    assert licence.dues() == []
    licence.fall_due(date(2099, 1, 1))
    assert licence.state is LicenceState.VALID
    with pytest.raises(refusals.NothingToRenew):
        licence.renew("a", ENDLESS, "code-2", END)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2028, 2, 29), 12, date(2029, 3, 1)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 3, 1)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 12, 31), 12, date(2028, 12, 31)),
    ],
)
def test_nobody_loses_a_day_to_a_short_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_the_calendar_reminds_ends_and_closes_it_in_order_however_late() -> None:
    licence = issued()
    licence.fall_due(date(2031, 1, 1))
    licence.fall_due(date(2031, 1, 1))
    assert names(licence) == [
        "LicenceIssued",
        "RenewalDue",
        "RenewalDue",
        "RenewalDue",
        "LicenceExpired",
        "LicenceLapsed",
    ]
    reminders = [each for each in licence.events if isinstance(each, events.RenewalDue)]
    assert [(each.notice_days, each.days_left) for each in reminders] == [(60, 0), (30, 0), (7, 0)]
    assert [(step.what, step.on) for step in licence.course[1:]] == [
        ("expired", END),
        ("lapsed", LAPSE),
    ]
    assert licence.dues() == []


def test_each_day_brings_what_is_due_on_it_and_no_more() -> None:
    licence = issued()
    told = {}
    for number in range(400):
        day = ISSUED + timedelta(days=number)
        before = len(licence.events)
        licence.fall_due(day)
        for event in licence.events[before:]:
            told[day] = type(event).__name__
    assert told == {
        END - timedelta(days=60): "RenewalDue",
        END - timedelta(days=30): "RenewalDue",
        END - timedelta(days=7): "RenewalDue",
        END: "LicenceExpired",
        LAPSE: "LicenceLapsed",
    }


def test_a_reminder_that_would_have_been_before_the_issue_is_none() -> None:
    short = Terms(1, 60, None, (400, 365, 364, 30))
    assert issued(terms=short).term.reminders == (364, 30)


def test_renewed_in_time_it_goes_on_from_its_old_end() -> None:
    licence = issued()
    licence.renew("renewal", YEARLY, "code-2", date(2027, 10, 1))
    assert (licence.term.valid_from, licence.term.expires_on) == (ISSUED, date(2028, 11, 22))
    assert licence.term.reminders == (60, 30, 7)
    assert licence.grant.application_id == "renewal"


def test_renewed_after_its_end_it_begins_anew() -> None:
    licence = issued()
    licence.renew("renewal", YEARLY, "code-2", date(2027, 12, 1))
    assert (licence.term.valid_from, licence.term.expires_on) == (
        date(2027, 12, 1),
        date(2028, 12, 1),
    )
    assert licence.state is LicenceState.VALID
    assert names(licence)[-2:] == ["LicenceExpired", "LicenceRenewed"]


def test_renewal_is_open_from_the_window_to_the_lapse() -> None:
    licence = issued()
    opens = END - timedelta(days=60)
    for day in (opens, LAPSE - timedelta(days=1)):
        licence.must_be_renewable(day)
    for day in (opens - timedelta(days=1), LAPSE):
        with pytest.raises((refusals.RenewalNotOpen, refusals.LicenceEnded)):
            licence.must_be_renewable(day)
    with pytest.raises(refusals.RenewalNotOpen):
        licence.renew("a", YEARLY, "code-2", opens - timedelta(days=1))
    with pytest.raises(refusals.LicenceEnded):
        licence.renew("a", YEARLY, "code-2", LAPSE)


def test_it_is_not_renewed_twice_for_one_year() -> None:
    licence = issued()
    licence.renew("a", YEARLY, "code-2", date(2027, 10, 1))
    with pytest.raises(refusals.RenewalNotOpen):
        licence.renew("b", YEARLY, "code-3", date(2027, 10, 1))


def test_a_suspension_ends_by_itself_when_its_time_is_over() -> None:
    licence = issued()
    licence.suspend(UNSAFE, "supervisor-1", date(2027, 1, 1), until=date(2027, 2, 1))
    assert licence.state is LicenceState.SUSPENDED
    licence.fall_due(date(2027, 1, 31))
    assert licence.state is LicenceState.SUSPENDED
    licence.fall_due(date(2027, 3, 1))
    assert licence.state is LicenceState.VALID
    assert licence.course[-1].on == date(2027, 2, 1)


def test_a_suspension_without_end_lasts_until_somebody_lifts_it() -> None:
    licence = issued()
    licence.suspend(UNSAFE, "supervisor-1", date(2027, 1, 1))
    with pytest.raises(refusals.AlreadySuspended):
        licence.suspend(UNSAFE, "supervisor-1", date(2027, 1, 2))
    licence.reinstate(MENDED, "supervisor-1", date(2027, 1, 3))
    assert licence.state is LicenceState.VALID
    with pytest.raises(refusals.NotSuspended):
        licence.reinstate(MENDED, "supervisor-1", date(2027, 1, 4))


def test_a_suspension_ends_on_a_day_to_come() -> None:
    with pytest.raises(refusals.SuspensionEndsTooSoon):
        issued().suspend(UNSAFE, "supervisor-1", ISSUED, until=ISSUED)


def test_a_renewal_does_not_lift_a_suspension() -> None:
    licence = issued()
    licence.suspend(UNSAFE, "supervisor-1", date(2027, 10, 1))
    licence.renew("a", YEARLY, "code-2", date(2027, 10, 1))
    assert licence.state is LicenceState.SUSPENDED


def test_a_suspended_licence_expires_all_the_same() -> None:
    licence = issued()
    licence.suspend(UNSAFE, "supervisor-1", date(2027, 10, 1))
    licence.fall_due(END)
    assert licence.state is LicenceState.EXPIRED


@pytest.mark.parametrize("day", [date(2027, 1, 1), LAPSE])
def test_nothing_changes_what_was_revoked_or_has_lapsed(day: date) -> None:
    licence = issued()
    if day < LAPSE:
        licence.revoke(UNSAFE, "supervisor-1", day)
    tries = [
        lambda: licence.suspend(UNSAFE, "s", day),
        lambda: licence.reinstate(MENDED, "s", day),
        lambda: licence.revoke(UNSAFE, "s", day),
        lambda: licence.renew("a", YEARLY, "c", day),
        lambda: licence.replace_certificate("a", "c", day),
        lambda: licence.amend("a", "c", day, licensed=a_nursery(name_ar="أخرى")),
    ]
    for attempt in tries:
        with pytest.raises(refusals.LicenceEnded):
            attempt()
    assert licence.dues() == []


def test_a_lost_certificate_is_good_no_more() -> None:
    licence = issued()
    licence.replace_certificate("lost", "code-2", date(2027, 1, 1))
    assert verified(licence, "code-1", date(2027, 1, 1)) is Verified.EXPIRED
    assert verified(licence, "code-2", date(2027, 1, 1)) is Verified.VALID
    assert (licence.number, licence.certificate.edition) == ("NUR-2026-000001", 2)


def test_an_amendment_is_printed_anew() -> None:
    licence = issued()
    with pytest.raises(refusals.NothingAmended):
        licence.amend("a", "code-2", date(2027, 1, 1), licensed=a_nursery())
    licence.amend("a", "code-2", date(2027, 1, 1), licensed=a_nursery(name_en=None))
    assert licence.grant.licensed.name_en is None
    assert verified(licence, "code-1", date(2027, 1, 1)) is Verified.EXPIRED


def test_what_hangs_on_the_wall_stays_good_until_the_end_printed_on_it() -> None:
    licence = issued()
    licence.renew("a", YEARLY, "code-2", date(2027, 10, 1))
    day = date(2027, 11, 21)
    assert {verified(licence, code, day) for code in ("code-1", "code-2")} == {Verified.VALID}
    assert verified(licence, "code-1", END) is Verified.EXPIRED
    assert verified(licence, "code-2", END) is Verified.VALID
    licence.replace_certificate("lost", "code-3", date(2027, 11, 1))
    assert verified(licence, "code-1", date(2027, 11, 1)) is Verified.EXPIRED


@pytest.mark.parametrize(
    ("day", "state", "told"),
    [
        (ISSUED, LicenceState.VALID, Verified.VALID),
        (END - timedelta(days=1), LicenceState.VALID, Verified.VALID),
        (END, LicenceState.EXPIRED, Verified.EXPIRED),
        (LAPSE, LicenceState.LAPSED, Verified.EXPIRED),
    ],
)
def test_who_checks_is_told_the_truth_while_a_timer_is_late(
    day: date, state: LicenceState, told: Verified
) -> None:
    licence = issued()
    assert state_on(licence, day) is state
    assert verified(licence, "code-1", day) is told
    assert verified(licence, "another", day) is Verified.UNKNOWN


def test_who_checks_is_not_told_of_a_revocation() -> None:
    licence = issued()
    licence.revoke(UNSAFE, "supervisor-1", date(2027, 1, 1))
    assert verified(licence, "code-1", date(2027, 1, 1)) is Verified.EXPIRED


def test_who_checks_is_told_of_a_suspension_while_it_lasts() -> None:
    licence = issued()
    licence.suspend(UNSAFE, "supervisor-1", date(2027, 1, 1), until=date(2027, 2, 1))
    assert verified(licence, "code-1", date(2027, 1, 31)) is Verified.SUSPENDED
    assert verified(licence, "code-1", date(2027, 2, 1)) is Verified.VALID


def test_a_closure_that_is_lifted_leaves_it_as_the_calendar_has_it() -> None:
    licence = issued()
    with pytest.raises(refusals.NotSuspended):
        licence.reopen(MENDED, "inspection/7", ISSUED)
    licence.revoke(UNSAFE, "inspection/7", date(2027, 1, 1))
    licence.reopen(MENDED, "inspection/8", date(2027, 1, 10))
    assert licence.state is LicenceState.VALID
    assert verified(licence, "code-1", date(2027, 1, 10)) is Verified.VALID
    licence.revoke(UNSAFE, "inspection/9", date(2027, 11, 1))
    licence.reopen(MENDED, "inspection/10", date(2027, 12, 1))
    assert licence.state is LicenceState.EXPIRED
    assert names(licence)[-2:] == ["LicenceExpired", "LicenceReinstated"]


def test_who_asked_in_time_is_renewed_although_the_deciding_took_longer() -> None:
    licence, decided = issued(), LAPSE + timedelta(days=9)
    licence.renew("renewal", YEARLY, "code-2", decided, asked_on=END)
    assert licence.state is LicenceState.VALID
    assert licence.term.expires_on == months_after(decided, 12)
