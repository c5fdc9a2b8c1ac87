"""Why grants say no about agreements, payments and reports; texts as for `refusals`."""

from __future__ import annotations

from typing import Any

from services.licensing.domain.refusals import Refusal


class GrantStateWrong(Refusal):
    """The grant is not in a state that allows this."""

    kind, code = "conflict", "grant_state_wrong"

    def __init__(self, state: str) -> None:
        super().__init__(state=state)


class DayOutOfOrder(Refusal):
    """The day lies ahead, or before what it follows."""

    kind, code = "conflict", "grant_day_out_of_order"


class UnknownInstalment(Refusal):
    """The plan has no such instalment, or no such report is due."""

    kind, code = "conflict", "grant_no_such_part"

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class InstalmentPaid(Refusal):
    """The instalment was paid under another reference."""

    kind, code = "conflict", "grant_instalment_paid"


class ReferenceTaken(Refusal):
    """Other money was recorded under this reference."""

    kind, code = "conflict", "grant_reference_taken"


class InstalmentNotDue(Refusal):
    """An earlier instalment is unpaid, or the report it waits for is not accepted."""

    kind, code = "conflict", "grant_instalment_not_due"


class PaymentsHeld(Refusal):
    """Payments are held until somebody lets them go on."""

    kind, code = "conflict", "grant_payments_held"

    def __init__(self, **because: Any) -> None:
        super().__init__(why=because)


class AboveLine(Refusal):
    """Expenses exceed what a line of the budget holds, or name a line that is not there."""

    kind, code = "conflict", "grant_above_line"

    def __init__(self, line: str, left_fils: int) -> None:
        super().__init__(name=line, left_fils=left_fils)


class ReportStateWrong(Refusal):
    """The report is not in a state that allows this."""

    kind, code = "conflict", "grant_report_state_wrong"


class NothingAsked(Refusal):
    """No change of the budget's lines is waiting for a decision."""

    kind, code = "conflict", "grant_no_change_asked"


class AboveDue(Refusal):
    """More would come back than is owed."""

    kind, code = "conflict", "grant_above_due"

    def __init__(self, left_fils: int) -> None:
        super().__init__(left_fils=left_fils)
