"""Handlers of grants: signed, paid against reports, changed, ended, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.grants.admission import Admission
from services.licensing.app.grants.awards import Awards
from services.licensing.app.grants.commands import (
    AskChange,
    DecideChange,
    GiveUpGrant,
    JudgeReport,
    PayInstalment,
    RecordRecovery,
    ReportOnGrant,
    SignAgreement,
    TellOverdue,
)
from services.licensing.app.grants.ports import Calls, Grants, Proposals, Rules
from services.licensing.app.numbers import Numbers
from services.licensing.app.ports import Calendar, Together, View
from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.grants import accounting, deciding
from services.licensing.domain.grants.access import ADMINISTRATOR, MANAGERS, STAFF, must_work_on
from services.licensing.domain.grants.grant import Grant


@dataclass(frozen=True)
class GrantDesk:
    """Answers are views."""

    calls: Calls
    grants: Grants
    proposals: Proposals
    awards: Awards
    admission: Admission
    numbers: Numbers
    rules: Rules
    together: Together
    calendar: Calendar

    def sign(self, command: SignAgreement, actor: Actor) -> View:
        today = self.calendar.today()
        with self.together():
            grant = self._of_staff(command.grant_id, actor, *MANAGERS)
            lines = grant.lines if command.lines is None else command.lines
            number = self.numbers.next(f"GRA-{today.year}")
            grant.sign(f"GRA-{today.year}-{number:06}", command.signed_on, lines, today)
            return self.grants.save(grant)

    def decline(self, command: GiveUpGrant, actor: Actor) -> View:
        """The society does not take it."""
        with self.together():
            grant = self._of_society(command.grant_id, actor)
            return self._give_up(grant, command.reason, by_society=True)

    def cancel(self, command: GiveUpGrant, actor: Actor) -> View:
        with self.together():
            grant = self._of_staff(command.grant_id, actor, *MANAGERS)
            return self._give_up(grant, command.reason, by_society=False)

    def pay(self, command: PayInstalment, actor: Actor) -> View:
        """The payment and its line in the cash book are recorded together, once."""
        today = self.calendar.today()
        with self.together():
            grant = self.grants.get(command.grant_id, partial(self._pays, actor))
            grant.pay(
                command.number,
                command.reference,
                self.admission.standings.of(grant.association_id, today),
                self.rules(today),
                today,
                self._next_line,
            )
            return self.grants.save(grant)

    def report(self, command: ReportOnGrant, actor: Actor) -> View:
        grant = self._of_society(command.grant_id, actor)
        self.admission.must_have_documents(command.documents, grant.association_id)
        accounting.report(grant, command.number, command.text, command.expenses, command.documents)
        return self.grants.save(grant)

    def judge(self, command: JudgeReport, actor: Actor) -> View:
        grant = self._of_staff(command.grant_id, actor, *STAFF)
        accounting.judge(grant, command.number, command.outcome, command.reason)
        return self.grants.save(grant)

    def tell_overdue(self, command: TellOverdue) -> None:
        grant = self.grants.get(command.grant_id)
        accounting.tell_overdue(grant, command.number, command.days, self.calendar.today())
        self.grants.save(grant)

    def tell_due(self, grant_id: str, number: int) -> None:
        grant = self.grants.get(grant_id)
        accounting.tell_due(grant, number, self.calendar.today())
        self.grants.save(grant)

    def ask_change(self, command: AskChange, actor: Actor) -> View:
        grant = self._of_society(command.grant_id, actor)
        accounting.ask_change(grant, command.lines, command.reason)
        return self.grants.save(grant)

    def decide_change(self, command: DecideChange, actor: Actor) -> View:
        grant = self._of_staff(command.grant_id, actor, *MANAGERS)
        today = self.calendar.today()
        accounting.decide_change(grant, command.reason, today, approved=command.approved)
        return self.grants.save(grant)

    def end(self, command: GiveUpGrant, actor: Actor) -> View:
        """What was never paid is free for others."""
        with self.together():
            grant = self._of_staff(command.grant_id, actor, *MANAGERS)
            grant.end(command.reason)
            if grant.paid_fils < grant.fils:
                call = self.calls.load(grant.call_id)
                self.awards.free(call, grant.proposal_id, grant.paid_fils)
            return self.grants.save(grant)

    def recover(self, command: RecordRecovery, actor: Actor) -> View:
        with self.together():
            grant = self.grants.get(command.grant_id, partial(self._pays, actor))
            grant.recover(command.fils, command.reference, self.calendar.today(), self._next_line)
            return self.grants.save(grant)

    def _give_up(self, grant: Grant, reason: str, *, by_society: bool) -> View:
        grant.give_up(reason, by_society=by_society)
        proposal = self.proposals.get_companion(grant.proposal_id)
        deciding.give_up(proposal, by_society=by_society, today=self.calendar.today())
        self.proposals.save(proposal)
        self.awards.free(self.calls.load(grant.call_id), proposal.id, 0)
        return self.grants.save(grant)

    def _next_line(self) -> int:
        return self.numbers.next(f"grant-cash-{self.calendar.today().year}")

    def _pays(self, actor: Actor, grant: Grant) -> None:
        must_have_role(actor, ADMINISTRATOR)
        self.admission.must_stand_apart(actor, grant)

    def _of_society(self, grant_id: str, actor: Actor) -> Grant:
        return self.grants.get(grant_id, partial(self.admission.must_represent, actor))

    def _of_staff(self, grant_id: str, actor: Actor, *roles: str) -> Grant:
        def admit(grant: Grant) -> None:
            must_work_on(actor, grant.governorate, *roles)
            self.admission.must_stand_apart(actor, grant)

        return self.grants.get(grant_id, admit)
