"""What decisions elsewhere do to licences, inside the transaction of who decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.app.licensed.ports import (
    Licences,
    NewCode,
    WhenMoved,
    WhenParted,
    WhenPassedOn,
)
from services.licensing.app.numbers import Numbers
from services.licensing.app.ports import Calendar
from services.licensing.domain.licences import parting, recording
from services.licensing.domain.licences.course import ENDED, LicenceState, Reason
from services.licensing.domain.licences.grant import Grant, Holder, Licensed, Series
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.term import Terms


@dataclass(frozen=True)
class Issuing:
    """For applications. Every method stores what it changes; the caller opens the transaction."""

    licences: Licences
    numbers: Numbers
    calendar: Calendar
    new_code: NewCode
    parted: WhenParted
    passed_on: WhenPassedOn
    moved: WhenMoved

    def issue(self, licence_id: str, grant: Grant) -> Licence:
        """The licence that an approval names, with the next number of its series."""
        if grant.under is not None:
            # Who is suspended at this very moment would have a permit that is in force.
            self.licences.hold(self.licences.get_companion(grant.under))
        today = self.calendar.today()
        series = Series(grant.series, today.year)
        number = series.number(self.numbers.next(series.code))
        licence = Licence.issue(licence_id, number, grant, self.new_code(), today)
        self.licences.add(licence)
        return licence

    def record(
        self, number: str, grant: Grant, association_id: str, issued_on: date, by: str
    ) -> Licence:
        """One that an association was given before there was this system; no series moves on."""
        code, today = self.new_code(), self.calendar.today()
        licence = recording.record(number, grant, association_id, code, issued_on, today, by)
        self.licences.add(licence)
        return licence

    def holders(self, licence_id: str) -> frozenset[str]:
        """Whose it is, and stays until the transaction at hand has ended."""
        licence = self.licences.get_companion(licence_id)
        self.licences.hold(licence)
        return licence.owners

    def renew(
        self, licence_id: str, application_id: str, terms: Terms, asked_on: date | None = None
    ) -> Licence:
        """`asked_on`: the day on which the application was handed in."""
        licence = self.licences.get_companion(licence_id)
        licence.renew(application_id, terms, self.new_code(), self.calendar.today(), asked_on)
        self.licences.save(licence)
        return licence

    def replace(self, licence_id: str, application_id: str) -> Licence:
        """A new certificate in place of one that was lost."""
        licence = self.licences.get_companion(licence_id)
        licence.replace_certificate(application_id, self.new_code(), self.calendar.today())
        self.licences.save(licence)
        return licence

    def amend(self, licence_id: str, application_id: str, *, licensed: Licensed) -> Licence:
        """Its name, place or facts are others; what is to be done there follows to its place."""
        licence = self.licences.get_companion(licence_id)
        code, today = self.new_code(), self.calendar.today()
        before = licence.grant.licensed.place
        licence.amend(application_id, code, today, licensed=licensed)
        if licensed.place != before:
            self.moved(licence)
        self.licences.save(licence)
        return licence

    def give_back(self, licence_id: str, application_id: str, ends_on: date) -> Licence:
        """Its holder gives it back, on that day."""
        licence = self.licences.get_companion(licence_id)
        parting.give_back(licence, application_id, ends_on, self.calendar.today())
        if licence.standing in ENDED:
            self.parted(licence)
        self.licences.save(licence)
        return licence

    def pass_on(
        self, licence_id: str, application_id: str, holder: Holder, *, inherited: bool = False
    ) -> Licence:
        """Somebody else holds it from now on; who held it has no right to it any more, or has died
        (`inherited`)."""
        licence = self.licences.get_companion(licence_id)
        code, today = self.new_code(), self.calendar.today()
        change = parting.inherit if inherited else parting.pass_on
        change(licence, application_id, holder, code, today)
        self.passed_on(licence)
        self.licences.save(licence)
        return licence

    def name_holder(self, licence_id: str, association_id: str, holder: Holder, by: str) -> None:
        """Others act for the association that holds it, by what its own record says."""
        licence = self.licences.get_companion(licence_id)
        code, today = self.new_code(), self.calendar.today()
        if parting.be_acted_for(licence, association_id, holder, code, today, by):
            self.passed_on(licence)
            self.licences.save(licence)


@dataclass(frozen=True)
class Oversight:
    """For inspections. `by` is the login, or the record, that decided."""

    licences: Licences
    calendar: Calendar

    def suspend(
        self, licence_id: str, reason: Reason, by: str, until: date | None = None
    ) -> Licence:
        licence = self.licences.get_companion(licence_id)
        licence.suspend(reason, by, self.calendar.today(), until)
        self.licences.save(licence)
        return licence

    def keep_suspended(self, licence_id: str, reason: Reason, by: str) -> Licence:
        """It was suspended until a day, and does not go on by itself any more."""
        licence = self.licences.get_companion(licence_id)
        licence.keep_suspended(reason, by, self.calendar.today())
        self.licences.save(licence)
        return licence

    def reinstate(self, licence_id: str, reason: Reason, by: str) -> Licence:
        """It may be used again, after a suspension or a closure that was lifted."""
        licence = self.licences.get_companion(licence_id)
        revoked = licence.standing is LicenceState.REVOKED
        restore = licence.reopen if revoked else licence.reinstate
        restore(reason, by, self.calendar.today())
        self.licences.save(licence)
        return licence

    def revoke(self, licence_id: str, reason: Reason, by: str) -> Licence:
        licence = self.licences.get_companion(licence_id)
        licence.revoke(reason, by, self.calendar.today())
        self.licences.save(licence)
        return licence
