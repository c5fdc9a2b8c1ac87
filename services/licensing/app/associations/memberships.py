"""Handlers of memberships: brought in, their dues recorded, ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations import commands
from services.licensing.app.associations.ports import Associations, Audit, Memberships, Rules
from services.licensing.app.associations.register import AssociationRegister
from services.licensing.app.ports import Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.associations import access
from services.licensing.domain.associations.membership import Membership


@dataclass(frozen=True)
class MembershipDesk:
    """Keeps who is in which union. Answers are views."""

    register: AssociationRegister
    associations: Associations
    memberships: Memberships
    together: Together
    audit: Audit
    rules: Rules
    today: Callable[[], date]

    def record(self, command: commands.RecordMembership, actor: Actor) -> View:
        """One of the time before this system is brought in."""
        access.may_record(actor)
        with self.together():
            return self.register.join(command.union_id, command.society_id, None, command.joined_on)

    def record_dues(self, command: commands.RecordDues, actor: Actor) -> View:
        today, made = self.today(), self._get(command.membership_id, actor)
        made.record_dues(
            command.year, command.amount_fils, command.paid_on, actor, today, self.rules(today)
        )
        return self.memberships.save(made)

    def withdraw_dues(self, command: commands.WithdrawDues, actor: Actor) -> View:
        """They were not paid after all, or not for this year."""
        today, made = self.today(), self._get(command.membership_id, actor)
        made.withdraw_dues(command.year, command.reason, actor, today, self.rules(today))
        self.audit.record("membership.withdraw_dues", "membership", made.id)
        return self.memberships.save(made)

    def end(self, command: commands.EndMembership, actor: Actor) -> View:
        made = self._get(command.membership_id, actor)
        made.end(command.ending, command.reason, actor, self.today())
        return self.memberships.save(made)

    def tell_dues(self, membership_id: str) -> None:
        today, made = self.today(), self.memberships.get(membership_id)
        made.tell_dues(self.rules(today), today)
        self.memberships.save(made)

    def _get(self, membership_id: str, actor: Actor) -> Membership:
        def admit(made: Membership) -> None:
            access.may_keep_members(actor, self.associations.load(made.union_id))

        return self.memberships.get(membership_id, admit)
