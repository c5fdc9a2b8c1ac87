"""A renewal of a licence: handed in, refused, contested, over. What is granted is `renew`.

While somebody has to decide on it, or it can still be contested, the licence does not lapse; once
nothing can come of it any more it lapses at once, if its day has passed. All of it follows from
what is stored: no process has to remember anything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.licensing.domain.licences import events, refusals
from services.licensing.domain.licences.course import Step
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Meanwhile, Renewal, Stage


def begin(licence: Licence, application_id: str, meanwhile: Meanwhile, today: date) -> None:
    """It was handed in.

    Raises `LicenceEnded` from the day of the lapse on, `NothingToRenew`, `RenewalNotOpen`,
    `GivenBack` where it closes before its end, and `RenewalUnderWay` while another one is decided.
    """
    licence.fall_due(today)
    licence.must_be_renewable(today)
    if licence.closes_before_its_end:
        raise refusals.GivenBack()
    if licence.is_being_renewed:
        raise refusals.RenewalUnderWay()
    renewal = Renewal(application_id, today, meanwhile)
    licence.renewals = (*licence.renewals, renewal)
    _tell(licence, renewal, "renewal_handed_in", today)


def refuse(licence: Licence, application_id: str, contest_until: date, today: date) -> None:
    """It was rejected; until that day it can be contested. So it may be once more where an appeal
    was won and it was led on."""
    _advance(
        licence,
        application_id,
        (Stage.UNDER_WAY, Stage.CONTESTED),
        lambda renewal: renewal.refused(contest_until, today),
        "renewal_refused",
        today,
    )


def contest(licence: Licence, application_id: str, today: date) -> None:
    """Its rejection was contested."""
    refused = (Stage.REFUSED,)
    _advance(licence, application_id, refused, Renewal.contested, "renewal_contested", today)


def end(licence: Licence, application_id: str, today: date) -> None:
    """Nothing comes of it: it was withdrawn, left, or rejected for good."""
    standing = (Stage.UNDER_WAY, Stage.REFUSED, Stage.CONTESTED)
    _advance(
        licence,
        application_id,
        standing,
        lambda renewal: renewal.over(today),
        "renewal_over",
        today,
    )


def _advance(
    licence: Licence,
    application_id: str,
    from_stages: tuple[Stage, ...],
    advanced: Callable[[Renewal], Renewal],
    step: str,
    today: date,
) -> None:
    """One that the licence does not know, or knows as far already, changes nothing."""
    licence.fall_due(today)
    for renewal in licence.renewals:
        if renewal.application_id == application_id and renewal.stage in from_stages:
            now = advanced(renewal)
            licence.renewals = tuple(now if each is renewal else each for each in licence.renewals)
            licence.forget_reminders(today)
            _tell(licence, now, step, today)
            licence.fall_due(today)


def _tell(licence: Licence, renewal: Renewal, step: str, today: date) -> None:
    until = renewal.contest_until if renewal.stage is Stage.REFUSED else None
    told = events.RenewalAdvanced(
        licence.about, renewal.application_id, renewal.stage.value, today, until
    )
    licence.record(told, Step(step, today, application_id=renewal.application_id))
