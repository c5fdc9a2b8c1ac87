"""A holder gives a licence back, or passes it on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.licensing.adapters.licensed.stored import from_state, to_state
from services.licensing.domain.licences import events, parting, refusals, renewing
from services.licensing.domain.licences.certificate import Edition
from services.licensing.domain.licences.checking import Verified, state_on, verified
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Meanwhile
from tests.support.licences import MENDED, UNSAFE, a_grant, a_holder

ISSUED, TODAY, CLOSES = date(2026, 11, 22), date(2027, 3, 1), date(2027, 6, 1)
IN_TIME = date(2027, 11, 1)
NEW = a_holder(name="رنا سليم حداد", national_number="9872012345", logins=frozenset())


def issued() -> Licence:
    return Licence.issue("l", "NUR-2026-000001", a_grant(), "code-1", ISSUED)


def kinds(licence: Licence) -> list[str]:
    return [type(each).__name__ for each in licence.events]


def test_it_is_valid_until_the_day_of_closing_and_ends_then_once() -> None:
    licence = issued()
    parting.give_back(licence, "closing", CLOSES, TODAY)
    assert licence.state is LicenceState.VALID
    assert verified(licence, "code-1", date(2027, 5, 31)) is Verified.VALID
    assert verified(licence, "code-1", CLOSES) is Verified.EXPIRED
    assert state_on(licence, CLOSES) is LicenceState.SURRENDERED
    for day in (CLOSES, date(2031, 1, 1)):
        licence.fall_due(day)
    assert licence.state is LicenceState.SURRENDERED
    assert kinds(licence) == ["LicenceIssued", "SurrenderAccepted", "LicenceSurrendered"]
    assert licence.dues() == []
    with pytest.raises(refusals.LicenceEnded):
        licence.suspend(UNSAFE, "supervisor-1", CLOSES)


def test_decided_after_the_day_it_ends_with_the_decision() -> None:
    licence = issued()
    parting.give_back(licence, "closing", date(2027, 2, 1), TODAY)
    assert [(each.what, each.on) for each in licence.course[1:]] == [
        ("surrender_accepted", TODAY),
        ("surrendered", TODAY),
    ]


def test_who_may_not_use_it_may_give_it_back_and_nobody_does_so_twice() -> None:
    licence = issued()
    licence.suspend(UNSAFE, "supervisor-1", TODAY)
    parting.give_back(licence, "closing", CLOSES, TODAY)
    with pytest.raises(refusals.GivenBack):
        parting.give_back(licence, "again", CLOSES, TODAY)


def test_nothing_is_renewed_that_closes_before_its_end() -> None:
    closing, later = issued(), issued()
    end = closing.term.expires_on
    assert end is not None
    parting.give_back(closing, "closing", end, TODAY)
    with pytest.raises(refusals.GivenBack):
        renewing.begin(closing, "renewal", Meanwhile.IN_FORCE, end - timedelta(days=10))
    parting.give_back(later, "closing", end + timedelta(days=1), TODAY)
    renewing.begin(later, "renewal", Meanwhile.IN_FORCE, end - timedelta(days=10))
    assert later.is_being_renewed, "it is to work until the day of its closing"


def test_a_later_closing_does_not_keep_it_beyond_its_end() -> None:
    licence = issued()
    parting.give_back(licence, "closing", date(2027, 12, 1), TODAY)
    licence.fall_due(date(2027, 12, 31))
    assert [each.what for each in licence.course[2:]] == ["expired", "surrendered"]


def test_it_goes_on_under_another_holder_with_its_number_and_term() -> None:
    licence = issued()
    term = licence.term
    former = licence.about.application_id
    parting.pass_on(licence, "sale", NEW, "code-2", TODAY)
    assert (licence.number, licence.term) == ("NUR-2026-000001", term)
    assert licence.owners == {"national:9872012345"}
    assert licence.certificate.because is Edition.TRANSFERRED
    assert verified(licence, "code-1", TODAY) is Verified.EXPIRED
    assert verified(licence, "code-2", TODAY) is Verified.VALID
    left, came = licence.events[-2:]
    assert isinstance(left, events.LicencePassedOn)
    assert isinstance(came, events.HolderChanged)
    assert (left.about.application_id, came.about.application_id) == (former, "sale")


def test_all_that_is_told_of_it_says_that_it_was_taken_over_until_its_holder_applies() -> None:
    licence = issued()
    parting.pass_on(licence, "sale", NEW, "code-2", TODAY)
    licence.suspend(UNSAFE, "supervisor-1", TODAY)
    licence.reinstate(MENDED, "supervisor-1", TODAY)
    renewing.begin(licence, "renewal", Meanwhile.IN_FORCE, IN_TIME)
    licence.renew("renewal", licence.grant.terms, "code-3", IN_TIME)
    licence.suspend(UNSAFE, "supervisor-1", IN_TIME)
    assert [(each.about.application_id, each.about.taken_over) for each in licence.events[2:]] == [
        *[("sale", True)] * (len(licence.events) - 4),
        *[("renewal", False)] * 2,
    ]


def test_who_took_it_over_passes_it_on() -> None:
    licence = issued()
    parting.pass_on(licence, "sale", NEW, "code-2", TODAY)
    parting.pass_on(licence, "gift", a_holder(), "code-3", TODAY)
    left, came = licence.events[-2:]
    assert (left.about.application_id, left.about.taken_over) == ("sale", True)
    assert (came.about.application_id, came.about.taken_over) == ("gift", True)


def test_who_took_it_over_before_that_was_kept_is_reached_as_until_then() -> None:
    licence = issued()
    parting.pass_on(licence, "sale", NEW, "code-2", TODAY)
    state = to_state(licence)
    assert from_state("l", 0, state).about.taken_over
    del state["grant"]["holder"]["taken_over_by"]
    assert not from_state("l", 0, state).about.taken_over


def test_what_is_suspended_or_given_back_is_not_passed_on() -> None:
    suspended, given_back = issued(), issued()
    suspended.suspend(UNSAFE, "supervisor-1", TODAY)
    with pytest.raises(refusals.NotValid):
        parting.pass_on(suspended, "sale", NEW, "code-2", TODAY)
    parting.give_back(given_back, "closing", CLOSES, TODAY)
    with pytest.raises(refusals.GivenBack):
        parting.pass_on(given_back, "sale", NEW, "code-2", TODAY)


def test_it_is_passed_on_neither_to_its_holder_nor_while_a_renewal_is_decided() -> None:
    licence = issued()
    with pytest.raises(refusals.SameHolder):
        parting.pass_on(licence, "sale", a_holder(), "code-2", TODAY)
    renewing.begin(licence, "renewal", Meanwhile.IN_FORCE, IN_TIME)
    with pytest.raises(refusals.RenewalUnderWay):
        parting.pass_on(licence, "sale", NEW, "code-2", date(2027, 11, 2))


def test_whoever_inherits_it_answers_for_the_place_though_it_was_to_close() -> None:
    licence = issued()
    parting.give_back(licence, "closing", CLOSES, TODAY)
    parting.inherit(licence, "death", NEW, "code-2", TODAY)
    assert (licence.surrender, licence.grant.holder.name) == (None, NEW.name)
    licence.fall_due(CLOSES)
    assert licence.state is LicenceState.VALID
