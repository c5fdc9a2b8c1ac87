"""A licence of any service: issued with a number, suspended, renewed, amended, ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from services.licensing.domain.access import owner_marks
from services.licensing.domain.licences import events, refusals
from services.licensing.domain.licences.certificate import Certificate, Edition
from services.licensing.domain.licences.course import (
    ENDED,
    Due,
    LicenceState,
    Reason,
    Step,
    Surrender,
    Suspension,
)
from services.licensing.domain.licences.events import About, Event
from services.licensing.domain.licences.grant import Grant, Licensed
from services.licensing.domain.licences.renewal import Renewal, expiry_day, lapse_day
from services.licensing.domain.licences.term import Term, Terms


@dataclass
class Licence:
    """The aggregate.

    `grant` is what stands now: with the last renewal's terms, as last amended, by the latest
    application. `standing` is what it is but for a suspension. `renewals` are what was asked for
    since the last one was given. Every verb first lets happen what the calendar has brought until
    today, so that nothing comes out of its order after downtime. How a renewal is decided stands
    in `renewing`, how its holder parts with it in `parting`.
    """

    id: str
    version: int
    number: str
    grant: Grant
    issued_on: date
    term: Term
    standing: LicenceState
    suspension: Suspension | None
    certificates: list[Certificate]
    course: list[Step]
    renewals: tuple[Renewal, ...] = ()
    surrender: Surrender | None = None
    events: list[Event] = field(default_factory=list)

    @classmethod
    def issue(cls, licence_id: str, number: str, grant: Grant, code: str, today: date) -> Licence:
        """What the application gives, valid from today for the years of its terms."""
        licence = cls(
            id=licence_id,
            version=0,
            number=number,
            grant=grant,
            issued_on=today,
            term=grant.terms.first(today),
            standing=LicenceState.VALID,
            suspension=None,
            certificates=[Certificate(1, code, today, Edition.FIRST)],
            course=[],
        )
        told = events.LicenceIssued(licence.about, today, licence.term.expires_on)
        licence.record(told, Step("issued", today, application_id=grant.application_id))
        return licence

    @property
    def about(self) -> About:
        grant, named = self.grant, self.grant.holder.represented
        since = None if named is None or named.application_id != grant.application_id else named
        return About(
            licence_id=self.id,
            number=self.number,
            application_id=grant.application_id,
            service=grant.service,
            kind=grant.kind,
            variant=grant.variant,
            place=grant.licensed.place,
            taken_over=grant.holder.taken_over_by == grant.application_id,
            association_id=None if since is None else since.association_id,
        )

    @property
    def governorate(self) -> str:
        return self.grant.licensed.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        holder = self.grant.holder
        marks = owner_marks(None, holder.national_number)
        return marks.union(
            *(owner_marks(login, None) for login in holder.logins),
            *(owner_marks(None, number) for number in holder.national_numbers),
        )

    @property
    def certificate(self) -> Certificate:
        """The latest edition."""
        return self.certificates[-1]

    @property
    def state(self) -> LicenceState:
        if self.standing is LicenceState.VALID and self.suspension is not None:
            return LicenceState.SUSPENDED
        return self.standing

    @property
    def expires_on(self) -> date | None:
        """When it is no longer in force, as things stand: while its renewal is decided, nobody
        can say."""
        return expiry_day(self.term.expires_on, self.renewals)

    @property
    def lapses_on(self) -> date | None:
        """When it lapses, as things stand."""
        return lapse_day(self.term.lapses_on, self.renewals)

    @property
    def gives_back_on(self) -> date | None:
        """When it ends at its holder's own wish."""
        return None if self.surrender is None else self.surrender.ends_on

    @property
    def closes_before_its_end(self) -> bool:
        """Whether its holder gives it back, and there is nothing left to renew until then."""
        end, leaves = self.term.expires_on, self.gives_back_on
        return leaves is not None and end is not None and leaves <= end

    @property
    def is_being_renewed(self) -> bool:
        """Whether somebody has to decide on a renewal."""
        return any(each.is_open for each in self.renewals)

    def must_be_renewable(self, day: date) -> None:
        """Raises `LicenceEnded`, `NothingToRenew` or `RenewalNotOpen`."""
        self.must_not_have_ended()
        self.term.must_be_open_for_renewal(day)

    def renew(
        self,
        application_id: str,
        terms: Terms,
        code: str,
        today: date,
        asked_on: date | None = None,
    ) -> None:
        """Go on from the old end, or from today where it was out of force. A suspension stays.

        What counts is the day on which it was asked for: who asked in time is renewed also where
        the licence has lapsed over the deciding, before it knew of that. The certificate before
        this one stays good until the end that is printed on it.
        """
        self.fall_due(today)
        if self.standing is not LicenceState.LAPSED:
            self.must_not_have_ended()
        self.term.must_be_open_for_renewal(today if asked_on is None else asked_on)
        printed_end = max(today, self.term.expires_on or today)
        in_force = self.standing is LicenceState.VALID
        self.term = terms.after(self.term, today, in_force=in_force)
        self.standing, self.renewals = LicenceState.VALID, ()
        self.grant = replace(self.grant, application_id=application_id, terms=terms)
        self.certify(Edition.RENEWED, code, today, ends_former=printed_end)
        term = self.term
        told = events.LicenceRenewed(self.about, term.valid_from, term.expires_on, today)
        self.record(told, Step("renewed", today, application_id=application_id))

    def replace_certificate(self, application_id: str, code: str, today: date) -> None:
        """A certificate was lost: it is good no more, and a new one bears the same number."""
        self.fall_due(today)
        self.must_be_valid()
        self.grant = replace(self.grant, application_id=application_id)
        self.certify(Edition.REPLACED, code, today, ends_former=today)
        told = events.CertificateReplaced(self.about, self.certificate.edition, today)
        self.record(told, Step("certificate_replaced", today, application_id=application_id))

    def amend(
        self,
        application_id: str,
        code: str,
        today: date,
        *,
        licensed: Licensed,
    ) -> None:
        """Its name, place or facts are others now; a new certificate says so.

        A body that holds its own registration is called there as it is.
        """
        self.fall_due(today)
        self.must_be_valid()
        if licensed == self.grant.licensed:
            raise refusals.NothingAmended()
        holder = self.grant.holder
        if holder.registration_number == self.number:
            holder = replace(holder, name=licensed.name_ar)
        self.grant = replace(
            self.grant, licensed=licensed, holder=holder, application_id=application_id
        )
        self.certify(Edition.AMENDED, code, today, ends_former=today)
        told = events.LicenceAmended(self.about, self.certificate.edition, today)
        self.record(told, Step("amended", today, application_id=application_id))

    def suspend(self, reason: Reason, by: str, today: date, until: date | None = None) -> None:
        """It may not be used, until that day or until it is reinstated."""
        self.fall_due(today)
        self.must_not_have_ended()
        if self.suspension is not None:
            raise refusals.AlreadySuspended()
        if until is not None and until <= today:
            raise refusals.SuspensionEndsTooSoon(pointer="/until")
        self.suspension = Suspension(reason, by, today, until)
        told = events.LicenceSuspended(self.about, reason.code, today, until)
        self.record(told, Step("suspended", today, by, reason))

    def keep_suspended(self, reason: Reason, by: str, today: date) -> None:
        """Suspended until a day, it goes on by itself no more: somebody has to reinstate it."""
        self.fall_due(today)
        if self.suspension is None:
            raise refusals.NotSuspended()
        self.suspension = replace(self.suspension, until=None)
        told = events.LicenceSuspended(self.about, self.suspension.reason.code, today, None)
        self.record(told, Step("kept_suspended", today, by, reason))

    def reinstate(self, reason: Reason, by: str, today: date) -> None:
        """The suspension ends before its time, or because somebody says so."""
        self.fall_due(today)
        self.must_not_have_ended()
        if self.suspension is None:
            raise refusals.NotSuspended()
        self._resume(Step("reinstated", today, by, reason))

    def revoke(self, reason: Reason, by: str, today: date) -> None:
        """It ends for good."""
        self.fall_due(today)
        self.must_not_have_ended()
        self._end(LicenceState.REVOKED)
        told = events.LicenceRevoked(self.about, reason.code, today)
        self.record(told, Step("revoked", today, by, reason))

    def reopen(self, reason: Reason, by: str, today: date) -> None:
        """It was closed, and that is undone: its time went on meanwhile."""
        if self.standing is not LicenceState.REVOKED:
            raise refusals.NotSuspended()
        self.standing = LicenceState.VALID
        self.fall_due(today)
        step = Step("reopened", today, by, reason)
        self.record(events.LicenceReinstated(self.about, self.state, today, reason.code), step)

    def dues(self) -> list[Due]:
        """What the calendar will do to it, in the order in which it will happen."""
        found = self._reminders()
        end, lapses_on, suspension = self.expires_on, self.lapses_on, self.suspension
        if end is not None and self.standing is LicenceState.VALID:
            found.append(Due(end, "expiry", partial(self._expire, end)))
        if suspension is not None and suspension.until is not None:
            outlast = partial(self._outlast, suspension.until)
            found.append(Due(suspension.until, "suspension_over", outlast))
        if lapses_on is not None and self.standing not in ENDED:
            found.append(Due(lapses_on, "lapse", partial(self._lapse, lapses_on)))
        if self.gives_back_on is not None and self.standing not in ENDED:
            part = partial(self._part, self.gives_back_on)
            found.append(Due(self.gives_back_on, "surrender", part))
        return sorted(found, key=lambda due: due.on)

    def fall_due(self, today: date) -> None:
        """Let happen, once each and in order, what the calendar has brought until today."""
        while (due := next(iter(self.dues()), None)) is not None and due.on <= today:
            due.happens(today)

    def _reminders(self) -> list[Due]:
        """Of a renewal that nobody has asked for; who gives it back needs none."""
        end, valid = self.term.expires_on, self.standing is LicenceState.VALID
        if end is None or not valid or self.closes_before_its_end or self.is_being_renewed:
            return []
        return [
            Due(end - timedelta(days=days), f"reminder_{days}", partial(self._remind, end, days))
            for days in self.term.reminders
        ]

    def forget_reminders(self, today: date) -> None:
        """Those that were not sent while there was nothing to remind of."""
        end = self.term.expires_on
        if end is not None:
            left = (days for days in self.term.reminders if end - timedelta(days=days) > today)
            self.term = replace(self.term, reminders=tuple(left))

    def _remind(self, end: date, notice_days: int, today: date) -> None:
        """A reminder that is late, after downtime, tells the days that are really left."""
        left = tuple(days for days in self.term.reminders if days != notice_days)
        self.term = replace(self.term, reminders=left)
        days_left = max(0, (end - today).days)
        self.events.append(events.RenewalDue(self.about, end, days_left, notice_days))

    def _expire(self, end: date, _: date) -> None:
        self.standing = LicenceState.EXPIRED
        self.record(events.LicenceExpired(self.about, end), Step("expired", end))

    def _lapse(self, day: date, _: date) -> None:
        self._end(LicenceState.LAPSED)
        self.record(events.LicenceLapsed(self.about, day), Step("lapsed", day))

    def _part(self, day: date, _: date) -> None:
        self._end(LicenceState.SURRENDERED)
        self.record(events.LicenceSurrendered(self.about, day), Step("surrendered", day))

    def _outlast(self, until: date, _: date) -> None:
        """The suspension was for a time, which is over."""
        self._resume(Step("suspension_over", until))

    def _resume(self, step: Step) -> None:
        self.suspension = None
        why = None if step.reason is None else step.reason.code
        self.record(events.LicenceReinstated(self.about, self.state, step.on, why), step)

    def _end(self, standing: LicenceState) -> None:
        self.standing, self.suspension = standing, None

    def certify(self, because: Edition, code: str, today: date, *, ends_former: date) -> None:
        """A new certificate; those before it are good no longer than until that day."""
        former = [
            each.ended(min(ends_former, each.ended_on or ends_former)) for each in self.certificates
        ]
        edition = self.certificate.edition + 1
        self.certificates = [*former, Certificate(edition, code, today, because)]

    def record(self, event: Event, step: Step) -> None:
        self.course.append(step)
        self.events.append(event)

    def must_not_have_ended(self) -> None:
        if self.standing in ENDED:
            raise refusals.LicenceEnded()

    def must_be_valid(self) -> None:
        self.must_not_have_ended()
        if self.standing is not LicenceState.VALID:
            raise refusals.NotValid()
