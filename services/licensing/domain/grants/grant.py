"""A grant: awarded → signed → ended → settled; or declined by the society, or cancelled, before
anything was paid. Reports and changes stand in `accounting`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from services.licensing.domain.grants.events import (
    Event,
    GrantAdvanced,
    GrantAwarded,
    InstalmentPaid,
)
from services.licensing.domain.grants.instalments import (
    Change,
    DecidedChange,
    Instalment,
    InstalmentState,
    Recovery,
    planned,
)
from services.licensing.domain.grants.money_refusals import (
    AboveDue,
    DayOutOfOrder,
    GrantStateWrong,
    InstalmentNotDue,
    PaymentsHeld,
    ReferenceTaken,
    ReportStateWrong,
    UnknownInstalment,
)
from services.licensing.domain.grants.money_refusals import InstalmentPaid as PaidBefore
from services.licensing.domain.grants.proposal_parts import BudgetLine, must_add_up
from services.licensing.domain.grants.reports import Report, ReportState, spent
from services.licensing.domain.grants.rules import GrantRules
from services.licensing.domain.grants.terms import DISSOLVED, PlannedInstalment, Standing


class GrantState(StrEnum):
    AWARDED = "awarded"
    SIGNED = "signed"
    ENDED = "ended"
    SETTLED = "settled"
    DECLINED = "declined"
    CANCELLED = "cancelled"


UNFINISHED = (GrantState.AWARDED, GrantState.SIGNED, GrantState.ENDED)


NextLine = Callable[[], int]
"""The next line of the cash book; taken only when money moves."""


@dataclass
class Grant:
    """The aggregate. The constructor restores a stored one; `award` makes a new one."""

    id: str
    version: int
    call_id: str
    proposal_id: str
    association_id: str
    governorate: str
    fils: int
    awarded_on: date
    state: GrantState
    lines: tuple[BudgetLine, ...]
    instalments: tuple[Instalment, ...]
    number: str | None = None
    signed_on: date | None = None
    reports: tuple[Report, ...] = ()
    change: Change | None = None
    recoveries: tuple[Recovery, ...] = ()
    reason: str | None = None
    decided_change: DecidedChange | None = None
    events: list[Event] = field(default_factory=list)

    def record(self, what: str) -> None:
        self.events.append(GrantAdvanced(self.id, what, self.association_id))

    def must_be(self, *states: GrantState) -> None:
        """Raises `GrantStateWrong`."""
        if self.state not in states:
            raise GrantStateWrong(self.state)

    @property
    def paid_fils(self) -> int:
        return sum(e.fils for e in self.instalments if e.state is InstalmentState.PAID)

    @property
    def due_fils(self) -> int:
        """What was paid, not spent, and has not come back; asked for once the grant has ended."""
        back = sum(each.fils for each in self.recoveries)
        return max(self.paid_fils - sum(spent(self.reports).values()) - back, 0)

    @property
    def told_overdue(self) -> bool:
        """Whether a report is still awaited that was told to be late."""
        return any(each.awaited and each.late_told for each in self.reports)

    @property
    def references(self) -> list[str]:
        """Of all money that moved."""
        paid = [each.reference for each in self.instalments if each.reference]
        return [*paid, *(each.reference for each in self.recoveries)]

    def sign(
        self, number: str, signed_on: date, lines: tuple[BudgetLine, ...], today: date
    ) -> None:
        """The agreement; its lines are together what was awarded."""
        self.must_be(GrantState.AWARDED)
        if not self.awarded_on <= signed_on <= today:
            raise DayOutOfOrder(pointer="/signed_on")
        must_add_up(lines, self.fils)
        self.number, self.signed_on, self.lines = number, signed_on, lines
        self.state = GrantState.SIGNED
        self.record("signed")

    def give_up(self, reason: str, *, by_society: bool) -> None:
        """Declined by the society, or cancelled; before anything was paid."""
        self.must_be(GrantState.AWARDED, GrantState.SIGNED)
        if self.paid_fils:
            raise GrantStateWrong(self.state)
        self.state = GrantState.DECLINED if by_society else GrantState.CANCELLED
        self.reason = reason
        self.record(self.state)

    def pay(
        self, number: int, reference: str, standing: Standing, rules: GrantRules, today: date,
        next_line: NextLine,
    ) -> None:  # fmt: skip
        """Recorded once: again under the same reference nothing happens.

        It is held, with the reason, while the society has lost its standing. Raises for what is
        not due yet, and while a report is overdue.
        """
        instalment = self._instalment(number)
        if instalment.state is InstalmentState.PAID:
            if instalment.reference != reference:
                raise PaidBefore()
            return
        self.must_be(GrantState.SIGNED)
        self._must_be_due(instalment, today)
        self._must_be_new(reference)
        if standing.good:
            self._pay(instalment, reference, rules, today, next_line())
        else:
            held = replace(instalment, state=InstalmentState.HELD, held_because=standing.because)
            self._put(held)
            self.record("payment_held")

    def end(self, reason: str) -> None:
        """No more is paid. What is unspent comes back; settled at once when nothing is."""
        self.must_be(GrantState.SIGNED)
        if any(each.state is ReportState.SUBMITTED for each in self.reports):
            raise ReportStateWrong()
        self.reason, self.change = reason, None
        self.state = GrantState.ENDED if self.due_fils else GrantState.SETTLED
        self.record(self.state)

    def dissolve(self, reason: str) -> None:
        """Its society was dissolved: no more is paid. A report that is in is judged first; until
        then what was not paid is held."""
        self.must_be(GrantState.AWARDED, GrantState.SIGNED)
        if not self.paid_fils:
            self.give_up(reason, by_society=False)
        elif any(each.state is ReportState.SUBMITTED for each in self.reports):
            self._hold_all()
        else:
            self.end(reason)

    def _hold_all(self) -> None:
        self.instalments = tuple(
            each
            if each.state is InstalmentState.PAID
            else replace(each, state=InstalmentState.HELD, held_because=DISSOLVED.because)
            for each in self.instalments
        )
        self.record("payment_held")

    def relocate(self, governorate: str) -> None:
        """Its society moved: the staff of where it is now look after it."""
        if self.governorate != governorate:
            self.governorate = governorate
            self.record("moved")

    def recover(self, fils: int, reference: str, today: date, next_line: NextLine) -> None:
        """Unspent money came back; recorded once under its reference."""
        if any((e.reference, e.fils) == (reference, fils) for e in self.recoveries):
            return
        self.must_be(GrantState.ENDED)
        self._must_be_new(reference)
        if fils > self.due_fils:
            raise AboveDue(self.due_fils)
        self.recoveries = (*self.recoveries, Recovery(fils, reference, today, next_line()))
        self.state = GrantState.ENDED if self.due_fils else GrantState.SETTLED
        self.record("recovered")

    def _pay(
        self, instalment: Instalment, reference: str, rules: GrantRules, today: date, line: int
    ) -> None:
        paid = replace(
            instalment,
            state=InstalmentState.PAID,
            held_because=(),
            reference=reference,
            paid_on=today,
            cash_line=line,
        )
        self._put(paid)
        due_on = today + timedelta(days=paid.report_days)
        remind_on = max(due_on - timedelta(days=rules.notice_days), today + timedelta(days=1))
        awaited = Report(paid.number, due_on, rules.overdue_days, remind_on=remind_on)
        self.reports = (*self.reports, awaited)
        self.events.append(
            InstalmentPaid(
                self.id,
                self.call_id,
                self.association_id,
                paid.number,
                paid.fils,
                due_on.isoformat(),
            )
        )

    def _must_be_new(self, reference: str) -> None:
        if reference in self.references:
            raise ReferenceTaken(pointer="/reference")

    def _must_be_due(self, instalment: Instalment, today: date) -> None:
        if any(each.is_overdue(today) for each in self.reports):
            raise PaymentsHeld(code="grant_report_overdue")
        before = [each for each in self.instalments if each.number < instalment.number]
        reported = all(each.state is ReportState.ACCEPTED for each in self.reports)
        if any(each.state is not InstalmentState.PAID for each in before) or (
            instalment.after_report and not reported
        ):
            raise InstalmentNotDue()

    def _instalment(self, number: int) -> Instalment:
        for each in self.instalments:
            if each.number == number:
                return each
        raise UnknownInstalment(number)

    def _put(self, changed: Instalment) -> None:
        self.instalments = tuple(
            changed if each.number == changed.number else each for each in self.instalments
        )


def award(
    grant_id: str, call_id: str, proposal_id: str, association_id: str, governorate: str, fils: int,
    lines: tuple[BudgetLine, ...], plan: tuple[PlannedInstalment, ...], today: date,
) -> Grant:  # fmt: skip
    """The grant of an approved award."""
    grant = Grant(
        grant_id, 0, call_id, proposal_id, association_id, governorate, fils, today,
        GrantState.AWARDED, lines, planned(fils, plan),
    )  # fmt: skip
    grant.events.append(GrantAwarded(grant_id, call_id, association_id, fils))
    return grant
