"""A nursery's licence: issued with a number and a term, reminded of, expired."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.licensing.domain.access import owner_marks
from services.licensing.domain.application import NurseryApplication
from services.licensing.domain.events import Event, LicenceExpired, LicenceIssued, RenewalDue
from services.licensing.domain.nursery import Nursery, NurseryRules


class LicenceState(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Holder:
    """Whose licence it is: the applicant's name and number, and the login that applied."""

    name: str
    national_number: str | None
    submitted_by: str


@dataclass(frozen=True)
class LicenceSeries:
    """Licences are numbered by governorate and year, from 1, without a gap."""

    governorate: str
    year: int

    @property
    def code(self) -> str:
        """Like `NUR-AM-2026`: nursery, the governorate's letters of ISO 3166-2, year."""
        return f"NUR-{self.governorate.removeprefix('JO-')}-{self.year}"

    def number(self, running: int) -> str:
        """The number printed on the licence, like `NUR-AM-2026-000001`."""
        return f"{self.code}-{running:06}"


@dataclass
class Licence:
    """The aggregate. It is valid from `valid_from` until the day before `expires_on`.

    `reminders_left` are the days before expiry at which its holder is still to be reminded, the
    earliest first; the list is fixed at issue, by the rules of that day.
    """

    id: str
    version: int
    number: str
    application_id: str
    nursery: Nursery
    holder: Holder
    valid_from: date
    expires_on: date
    state: LicenceState
    reminders_left: list[int]
    events: list[Event] = field(default_factory=list)

    @classmethod
    def issue(
        cls, number: str, application: NurseryApplication, rules: NurseryRules, today: date
    ) -> Licence:
        """The licence that an approval names, valid from today for the term of the rules."""
        licence_id = application.must_be_approved()
        applicant, nursery = application.applicant, application.nursery
        licence = cls(
            id=licence_id,
            version=0,
            number=number,
            application_id=application.id,
            nursery=nursery,
            holder=Holder(applicant.name, applicant.national_number, application.submitted_by),
            valid_from=today,
            expires_on=rules.expiry(today),
            state=LicenceState.VALID,
            reminders_left=sorted(rules.reminder_days, reverse=True),
        )
        licence.events.append(
            LicenceIssued(
                licence_id,
                number,
                application.id,
                nursery.kind,
                nursery.place,
                licence.valid_from,
                licence.expires_on,
            )
        )
        return licence

    @property
    def governorate(self) -> str:
        return self.nursery.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        return owner_marks(self.holder.submitted_by, self.holder.national_number)

    def remind(self, notice_days: int, today: date) -> None:
        """Its holder is to be reminded. A reminder given before is not repeated.

        A reminder that fires late, after downtime, tells the days that are really left, not
        fewer than none.
        """
        if notice_days not in self.reminders_left:
            return
        self.reminders_left.remove(notice_days)
        days_left = max(0, (self.expires_on - today).days)
        self.events.append(
            RenewalDue(self.id, self.application_id, self.expires_on, days_left, notice_days)
        )

    def expire(self, today: date) -> None:
        """Its term is over. Reminders that were missed until now are given first, each once."""
        if self.state is LicenceState.EXPIRED or today < self.expires_on:
            return
        for notice_days in list(self.reminders_left):
            self.remind(notice_days, today)
        self.state = LicenceState.EXPIRED
        self.events.append(LicenceExpired(self.id, self.application_id, self.expires_on))
