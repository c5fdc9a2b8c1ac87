"""How a holder parts with a licence: gives it back, or passes it on to somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.licensing.domain.licences import events, refusals
from services.licensing.domain.licences.certificate import Edition
from services.licensing.domain.licences.course import Step, Surrender
from services.licensing.domain.licences.grant import Holder, Represented
from services.licensing.domain.licences.licence import Licence

PASSED_ON = "holder_changed"


def give_back(licence: Licence, application_id: str, ends_on: date, today: date) -> None:
    """It ends on that day, at once where the day has passed over the deciding.

    Also what is suspended or has expired is given back. Raises `LicenceEnded`, `GivenBack`.
    """
    licence.fall_due(today)
    licence.must_not_have_ended()
    if licence.surrender is not None:
        raise refusals.GivenBack()
    licence.surrender = Surrender(application_id, max(ends_on, today), today)
    licence.grant = replace(licence.grant, application_id=application_id)
    told = events.SurrenderAccepted(licence.about, licence.surrender.ends_on, today)
    licence.record(told, Step("surrender_accepted", today, application_id=application_id))
    licence.fall_due(today)


def pass_on(licence: Licence, application_id: str, holder: Holder, code: str, today: date) -> None:
    """It goes on under another holder: same number, same term, a new certificate.

    Raises `LicenceEnded`, `NotValid`, `GivenBack`, `RenewalUnderWay` (that one is the former
    holder's), `SameHolder`.
    """
    licence.fall_due(today)
    licence.must_be_valid()
    if licence.suspension is not None:
        raise refusals.NotValid()
    if licence.surrender is not None:
        raise refusals.GivenBack()
    if licence.is_being_renewed:
        raise refusals.RenewalUnderWay()
    former = licence.grant.holder
    if (holder.name, holder.national_number) == (former.name, former.national_number):
        raise refusals.SameHolder()
    passed_on = events.LicencePassedOn(licence.about, today)
    came = replace(holder, taken_over_by=application_id)
    licence.grant = replace(licence.grant, holder=came, application_id=application_id)
    licence.renewals = ()
    licence.certify(Edition.TRANSFERRED, code, today, ends_former=today)
    licence.events.append(passed_on)
    told = events.HolderChanged(licence.about, licence.certificate.edition, today)
    licence.record(told, Step(PASSED_ON, today, application_id=application_id))


def inherit(licence: Licence, application_id: str, heir: Holder, code: str, today: date) -> None:
    """Its holder has died, and it goes on as when it is passed on. That they wanted to close is the
    heirs' to want anew: somebody must answer for who is there until then.

    Raises what `pass_on` does, but `GivenBack`.
    """
    licence.fall_due(today)
    licence.surrender = None
    pass_on(licence, application_id, heir, code, today)


def be_acted_for(
    licence: Licence, association_id: str, holder: Holder, code: str, today: date, by: str
) -> bool:
    """Others act for the association that holds it; who did before has no right to it any more.

    Also where it is suspended: somebody must act for it then. A new certificate is made only
    where what is printed of the holder changes. Answers whether anything changed.
    """
    licence.fall_due(today)
    licence.must_not_have_ended()
    former = licence.grant.holder
    if holder == replace(former, represented=None):
        return False
    since = Represented(association_id, licence.grant.application_id)
    licence.grant = replace(licence.grant, holder=replace(holder, represented=since))
    printed = (holder.name, holder.registration_number)
    if printed != (former.name, former.registration_number):
        licence.certify(Edition.TRANSFERRED, code, today, ends_former=today)
    edition = licence.certificate.edition
    told = events.LicenceRepresented(licence.about, edition, today)
    licence.record(told, Step(PASSED_ON, today, by))
    return True


def has_passed_on(licence: Licence, since: date) -> bool:
    """Whether somebody has come to hold it since that day."""
    return any(each.what == PASSED_ON and each.on >= since for each in licence.course)
