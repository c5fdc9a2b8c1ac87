"""A society in a union: joined, its dues paid, ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.licensing.domain.access import Actor
from services.licensing.domain.associations import events, parts, refusals
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.rules import AssociationRules

DISSOLVED = "dissolved"


@dataclass(frozen=True)
class Due:
    """The dues of a year, in fils: paid on a day, and good until the last day of that year."""

    year: int
    amount_fils: int
    paid_on: date
    until: date
    recorded_on: date
    by: str
    withdrawal: parts.Withdrawal | None = None

    def known_on(self, day: date) -> bool:
        """Whether they stood in the record at the end of this day."""
        return self.recorded_on <= day and (self.withdrawal is None or self.withdrawal.on > day)


@dataclass(frozen=True)
class Ending:
    """How a membership ended: the society left, was expelled, or one of the two was dissolved."""

    kind: str
    reason: str
    on: date
    by: str


@dataclass
class Membership:
    """The aggregate. This constructor restores; `join` makes a new one.

    `dues_told_on`: the day on which it is next told that dues are not paid.
    """

    id: str
    version: int
    union_id: str
    society_id: str
    governorates: tuple[str, ...]
    application_id: str | None
    joined_on: date
    recorded_on: date
    dues: tuple[Due, ...] = ()
    ending: Ending | None = None
    dues_told_on: date | None = None
    events: list[events.MembershipEvent] = field(default_factory=list)

    @classmethod
    def join(
        cls,
        membership_id: str,
        union: Association,
        society: Association,
        joined_on: date,
        today: date,
        rules: AssociationRules,
        application_id: str | None = None,
    ) -> Membership:
        """A society joins a union; that it does so once is the store's to see to."""
        if union.kind != parts.UNION:
            raise refusals.NotAUnion()
        if society.kind != parts.SOCIETY:
            raise refusals.NotASociety()
        if joined_on > today:
            raise refusals.DayAhead()
        union.must_be_active()
        society.must_be_active()
        if society.competent_ministry not in rules.joining_ministries:
            raise refusals.MinistryMayNotJoin()
        made = cls(
            id=membership_id,
            version=0,
            union_id=union.id,
            society_id=society.id,
            governorates=tuple(sorted({union.governorate, society.governorate})),
            application_id=application_id,
            joined_on=joined_on,
            recorded_on=today,
        )
        made._await_dues(rules, today)
        made.events.append(events.MembershipJoined(made.id, union.id, society.id, joined_on))
        return made

    @property
    def pair(self) -> str | None:
        """Which society is in which union; nothing once it has ended."""
        return None if self.ending else f"{self.union_id}/{self.society_id}"

    def holds_on(self, day: date) -> bool:
        """Whether the society was a member at the end of this day."""
        began = self.recorded_on <= day and self.joined_on <= day
        return began and (self.ending is None or self.ending.on > day)

    def paid_on(self, day: date) -> bool:
        """Whether the dues of its year stood in the record at the end of this day."""
        return any(each.year == day.year and each.known_on(day) for each in self.dues)

    def dues_of(self, year: int) -> Due | None:
        """Those that stand in the record."""
        stand = (each for each in self.dues if each.withdrawal is None)
        return next((each for each in stand if each.year == year), None)

    def record_dues(
        self,
        year: int,
        amount_fils: int,
        paid_on: date,
        by: Actor,
        today: date,
        rules: AssociationRules,
    ) -> None:
        """The dues of a year were paid."""
        self._must_go_on()
        if paid_on > today:
            raise refusals.DayAhead()
        if not self.joined_on.year <= year <= today.year + 1:
            raise refusals.DuesYear(first=self.joined_on.year, last=today.year + 1)
        if paid_on.year < self.joined_on.year:
            raise refusals.DuesYear(first=self.joined_on.year, last=today.year + 1)
        if self.dues_of(year) is not None:
            raise refusals.DuesPaid(year=year)
        if not rules.dues_fils.holds(amount_fils):
            most = rules.dues_fils.most or amount_fils
            raise refusals.DuesOutOfBounds(least_fils=rules.dues_fils.least, most_fils=most)
        until = date(year, 12, 31)
        paid = Due(year, amount_fils, paid_on, until, today, by.subject)
        self.dues = (*self.dues, paid)
        self._await_dues(rules, today)
        self.events.append(
            events.DuesRecorded(self.id, self.union_id, self.society_id, year, until)
        )

    def withdraw_dues(
        self, year: int, reason: str, by: Actor, today: date, rules: AssociationRules
    ) -> None:
        """They were recorded wrongly: not paid, or of another. They stay on record as withdrawn.

        Raises `DuesNotPaid`, also where they were withdrawn before.
        """
        self._must_go_on()
        wrong = self.dues_of(year)
        if wrong is None:
            raise refusals.DuesNotPaid(year=year)
        withdrawn = replace(wrong, withdrawal=parts.Withdrawal(by.subject, today, reason))
        self.dues = tuple(withdrawn if each is wrong else each for each in self.dues)
        self._await_dues(rules, today)
        self.events.append(
            events.DuesWithdrawn(self.id, self.union_id, self.society_id, year, today)
        )

    def tell_dues(self, rules: AssociationRules, today: date) -> None:
        """The dues of the year are not paid: told once a year."""
        due = self.dues_told_on
        if self.ending is not None or due is None or today < due:
            return
        self._await_dues(rules, today)
        self.events.append(events.DuesDue(self.id, self.union_id, self.society_id, due.year))

    def follow(self, union: Association, society: Association) -> None:
        """One of the two moved: the staff of where they are now look after it."""
        now = tuple(sorted({union.governorate, society.governorate}))
        if self.ending is None and now != self.governorates:
            self.governorates = now
            self.events.append(events.MembershipMoved(self.id, self.union_id, self.society_id))

    def end(self, kind: str, reason: str, by: Actor, today: date) -> None:
        """The society leaves, is expelled, or one of the two is dissolved."""
        self._must_go_on()
        self.ending = Ending(kind, reason, today, by.subject)
        self.events.append(
            events.MembershipEnded(self.id, self.union_id, self.society_id, kind, today)
        )

    def _await_dues(self, rules: AssociationRules, today: date) -> None:
        """The first day of telling that lies ahead, of a year that is not paid."""
        paid = {each.year for each in self.dues if each.withdrawal is None}
        year = today.year
        while rules.dues_told_on(year) <= today or year in paid:
            year += 1
        self.dues_told_on = rules.dues_told_on(year)

    def _must_go_on(self) -> None:
        if self.ending is not None:
            raise refusals.MembershipEnded()
