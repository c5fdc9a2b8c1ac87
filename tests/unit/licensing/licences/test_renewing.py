"""While a renewal that was handed in in time is decided, a licence does not lapse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.licensing.adapters.licensed.licences import show
from services.licensing.adapters.licensed.stored import from_state, to_state
from services.licensing.domain.licences import events, refusals, renewing
from services.licensing.domain.licences.checking import (
    Verified,
    awaits_renewal,
    state_on,
    verified,
)
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Meanwhile
from tests.support.licences import MENDED, UNSAFE, YEARLY, a_grant

ISSUED = date(2026, 11, 22)
END, LAPSE = date(2027, 11, 22), date(2027, 12, 22)
IN_TIME = date(2027, 11, 1)
LATE = date(2028, 3, 1)
DAY = timedelta(days=1)


def issued(**grant: Any) -> Licence:
    return Licence.issue("l", "NUR-2026-000001", a_grant(**grant), "code-1", ISSUED)


def handed_in(day: date = IN_TIME, meanwhile: Meanwhile = Meanwhile.IN_FORCE) -> Licence:
    licence = issued()
    renewing.begin(licence, "renewal", meanwhile, day)
    return licence


def told(licence: Licence, *kinds: type) -> list[Any]:
    return [each for each in licence.events if isinstance(each, kinds)]


def ends(licence: Licence) -> list[tuple[str, date]]:
    return [(each.what, each.on) for each in licence.course if each.what in ("expired", "lapsed")]


def test_handed_in_before_its_end_it_stays_in_force_until_it_is_decided() -> None:
    licence = handed_in()
    licence.fall_due(LATE)
    assert licence.state is state_on(licence, LATE) is LicenceState.VALID
    assert verified(licence, "code-1", LATE) is Verified.VALID
    assert (awaits_renewal(licence, END - DAY), awaits_renewal(licence, END)) == (False, True)
    assert licence.dues() == []
    assert told(licence, events.LicenceExpired, events.LicenceLapsed) == []


def test_where_its_service_says_so_it_ends_on_its_day_and_only_the_lapse_waits() -> None:
    licence = handed_in(meanwhile=Meanwhile.EXPIRED)
    licence.fall_due(LATE)
    assert licence.state is state_on(licence, LATE) is LicenceState.EXPIRED
    assert verified(licence, "code-1", LATE) is Verified.EXPIRED
    assert not awaits_renewal(licence, LATE)
    assert ends(licence) == [("expired", END)]


def test_who_comes_after_the_end_revives_nothing_and_still_does_not_lapse() -> None:
    licence = handed_in(LAPSE - DAY)
    licence.fall_due(LATE)
    assert state_on(licence, LATE) is LicenceState.EXPIRED
    assert ends(licence) == [("expired", END)]


def test_on_the_day_of_the_lapse_it_is_too_late_whether_or_not_a_timer_has_fired() -> None:
    with pytest.raises(refusals.LicenceEnded):
        handed_in(LAPSE)
    with pytest.raises(refusals.RenewalNotOpen):
        handed_in(date(2027, 5, 1))


def test_nobody_is_reminded_of_what_they_have_done() -> None:
    licence = handed_in(date(2027, 10, 1))
    licence.fall_due(END + DAY)
    assert [each.notice_days for each in told(licence, events.RenewalDue)] == [60]


def test_reminders_go_on_where_it_was_withdrawn_but_are_not_made_up_for() -> None:
    licence = handed_in(date(2027, 10, 1))
    renewing.end(licence, "renewal", date(2027, 11, 1))
    licence.fall_due(END)
    assert [each.notice_days for each in told(licence, events.RenewalDue)] == [60, 7]
    assert ends(licence) == [("expired", END)]


def test_granted_it_goes_on_from_its_end_without_a_gap() -> None:
    licence = handed_in()
    licence.renew("renewal", YEARLY, "code-2", LATE, IN_TIME)
    assert (licence.term.valid_from, licence.term.expires_on) == (ISSUED, date(2028, 11, 22))
    assert licence.renewals == ()
    assert ends(licence) == []
    assert [due.name for due in licence.dues()][-2:] == ["expiry", "lapse"]


def test_decided_after_years_it_goes_on_from_today() -> None:
    licence = handed_in()
    today = date(2029, 1, 1)
    licence.renew("renewal", YEARLY, "code-2", today, IN_TIME)
    assert licence.term.expires_on == date(2030, 1, 1)


def test_rejected_for_good_after_its_day_it_ends_and_lapses_at_once_and_once() -> None:
    licence = handed_in()
    renewing.end(licence, "renewal", LATE)
    renewing.end(licence, "renewal", LATE)
    licence.fall_due(LATE + DAY)
    assert ends(licence) == [("expired", LATE), ("lapsed", LATE)]
    assert [each.lapsed_on for each in told(licence, events.LicenceLapsed)] == [LATE]
    assert licence.dues() == []


def test_rejected_for_good_before_its_day_it_lapses_on_that_day() -> None:
    licence = handed_in()
    renewing.end(licence, "renewal", END - DAY)
    licence.fall_due(LATE)
    assert ends(licence) == [("expired", END), ("lapsed", LAPSE)]


def test_a_rejection_ends_what_was_kept_in_force_and_the_lapse_waits_for_the_appeal() -> None:
    licence = handed_in()
    until = LATE + 30 * DAY
    renewing.refuse(licence, "renewal", until, LATE)
    assert ends(licence) == [("expired", LATE)]
    assert [(each.name, each.on) for each in licence.dues()] == [("lapse", until + DAY)]
    assert state_on(licence, until) is LicenceState.EXPIRED
    licence.fall_due(until + DAY)
    assert ends(licence)[1:] == [("lapsed", until + DAY)]


def test_while_it_is_contested_nothing_lapses_and_upheld_it_lapses_at_once() -> None:
    licence = handed_in()
    renewing.refuse(licence, "renewal", LATE + 30 * DAY, LATE)
    renewing.contest(licence, "renewal", LATE + 10 * DAY)
    assert licence.dues() == []
    renewing.end(licence, "renewal", LATE + 50 * DAY)
    assert ends(licence) == [("expired", LATE), ("lapsed", LATE + 50 * DAY)]


def test_overturned_it_goes_on_from_that_day_for_it_was_out_of_force() -> None:
    licence = handed_in()
    renewing.refuse(licence, "renewal", LATE + 30 * DAY, LATE)
    renewing.contest(licence, "renewal", LATE)
    today = LATE + 5 * DAY
    licence.renew("renewal", YEARLY, "code-2", today, IN_TIME)
    assert (licence.state, licence.term.valid_from) == (LicenceState.VALID, today)


def test_led_on_after_an_appeal_and_rejected_anew_it_waits_to_be_contested_anew() -> None:
    licence = handed_in()
    renewing.refuse(licence, "renewal", LATE + 30 * DAY, LATE)
    renewing.contest(licence, "renewal", LATE)
    until = LATE + 100 * DAY
    renewing.refuse(licence, "renewal", until, LATE + 70 * DAY)
    assert [(each.name, each.on) for each in licence.dues()] == [("lapse", until + DAY)]
    assert ends(licence) == [("expired", LATE)]


def test_two_are_not_decided_at_once_but_who_was_rejected_may_ask_anew() -> None:
    licence = handed_in()
    with pytest.raises(refusals.RenewalUnderWay):
        renewing.begin(licence, "second", Meanwhile.IN_FORCE, IN_TIME)
    renewing.refuse(licence, "renewal", IN_TIME + 30 * DAY, IN_TIME)
    renewing.begin(licence, "second", Meanwhile.IN_FORCE, IN_TIME + DAY)
    renewing.end(licence, "second", LATE)
    assert ends(licence) == [("expired", LATE), ("lapsed", LATE)]


def test_what_the_licence_does_not_know_changes_nothing() -> None:
    licence = issued()
    before = len(licence.events)
    renewing.end(licence, "another", ISSUED)
    renewing.refuse(licence, "another", LATE, ISSUED)
    renewing.contest(licence, "another", ISSUED)
    assert licence.events[before:] == []


def test_a_closure_that_is_lifted_finds_the_renewal_where_it_was() -> None:
    licence = handed_in()
    licence.revoke(UNSAFE, "supervisor-1", END)
    licence.reopen(MENDED, "supervisor-1", LATE)
    assert licence.state is LicenceState.VALID


def test_it_is_read_back_as_it_was_stored_and_older_ones_know_of_none() -> None:
    licence = handed_in()
    renewing.refuse(licence, "renewal", LATE, IN_TIME)
    state = to_state(licence)
    assert from_state("l", 0, state).renewals == licence.renewals
    for each in ("renewals", "surrender"):
        del state[each]
    former = from_state("l", 0, state)
    assert (former.renewals, former.surrender) == ((), None)


@pytest.mark.parametrize(
    ("day", "meanwhile", "ar", "en"),
    [
        (IN_TIME, Meanwhile.IN_FORCE, "تبقى الرخصة سارية", "stays in force until then"),
        (IN_TIME, Meanwhile.EXPIRED, "لا تُعدّ سارية", "not in force after its end"),
        (END + DAY, Meanwhile.IN_FORCE, "لا تُعدّ سارية", "not in force after its end"),
    ],
)
def test_its_holder_reads_where_it_stands_in_both_languages(
    day: date, meanwhile: Meanwhile, ar: str, en: str
) -> None:
    licence = handed_in(day, meanwhile)
    shown = show(licence)["renewal"]
    assert (shown["stage"], shown["since"]) == ("under_way", day.isoformat())
    assert ar in shown["words"]["ar"]
    assert en in shown["words"]["en"]
    renewing.refuse(licence, "renewal", LATE, day)
    assert LATE.isoformat() in show(licence)["renewal"]["words"]["en"]
    renewing.contest(licence, "renewal", day)
    assert "contested" in show(licence)["renewal"]["words"]["en"]
    renewing.end(licence, "renewal", day)
    assert show(licence)["renewal"] is None
