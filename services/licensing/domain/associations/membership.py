"""A society in a union: joined, its dues paid, ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.licensing.domain.access import Actor
from services.licensing.domain.associations import events, parts, refusals
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.rules import AssociationRules

LEFT, EXPELLED = "left", "expelled"


@dataclass(frozen=True)
class Due:
    """The dues of a year, in fils: paid on a day, and good until the last day of that year."""

    year: int
    amount_fils: int
    paid_on: date
    until: date
    recorded_on: date
    by: str


@dataclass(frozen=True)
class Ending:
    """How a membership ended: the society left, or was expelled."""

    kind: str
    reason: str
    on: date
    by: str


@dataclass
class Membership:
    """The aggregate. This constructor restores; `join` makes a new one."""

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
        """Whether the dues of its year had been recorded by this day."""
        return any(each.year == day.year and each.recorded_on <= day for each in self.dues)

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
        if any(each.year == year for each in self.dues):
            raise refusals.DuesPaid(year=year)
        if not rules.dues_fils.holds(amount_fils):
            most = rules.dues_fils.most or amount_fils
            raise refusals.DuesOutOfBounds(least_fils=rules.dues_fils.least, most_fils=most)
        until = date(year, 12, 31)
        paid = Due(year, amount_fils, paid_on, until, today, by.subject)
        self.dues = (*self.dues, paid)
        self.events.append(
            events.DuesRecorded(self.id, self.union_id, self.society_id, year, until)
        )

    def end(self, kind: str, reason: str, by: Actor, today: date) -> None:
        """The society leaves, or is expelled."""
        self._must_go_on()
        self.ending = Ending(kind, reason, today, by.subject)
        self.events.append(
            events.MembershipEnded(self.id, self.union_id, self.society_id, kind, today)
        )

    def _must_go_on(self) -> None:
        if self.ending is not None:
            raise refusals.MembershipEnded()
