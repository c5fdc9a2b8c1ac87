"""Why grants say no. The texts stand in `contracts/refusals/licensing_grants.yaml`."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class NotForYou(Refusal):
    """The call, proposal or grant lies outside of what the actor may see or change."""

    kind, code = "forbidden", "grant_not_yours"


class AnotherPersonDecides(Refusal):
    """Who prepared, reviewed or stands for the society does not decide."""

    kind, code = "forbidden", "grant_another_person_decides"


class AssociationWanted(Refusal):
    """Representatives list what is of one society, and say which."""

    kind, code = "conflict", "grant_association_wanted"


class CallDatesWrong(Refusal):
    """A call closes after it opens, and not in the past."""

    kind, code = "conflict", "grant_call_dates_wrong"


class AmountsWrong(Refusal):
    """Smallest grant ≤ largest grant ≤ budget."""

    kind, code = "conflict", "grant_call_amounts_wrong"


class CriteriaWrong(Refusal):
    """Every criterion has a code of its own."""

    kind, code = "conflict", "grant_criteria_wrong"


class InstalmentsWrong(Refusal):
    """The instalments of a plan are the whole grant, and the first waits for no report."""

    kind, code = "conflict", "grant_instalments_wrong"


class CallStateWrong(Refusal):
    """The call is not in a state that allows this."""

    kind, code = "conflict", "grant_call_state_wrong"

    def __init__(self, state: str) -> None:
        super().__init__(state=state)


class NotOpen(Refusal):
    """By the clock, the call takes no proposals at this moment."""

    kind, code = "conflict", "grant_call_not_open"


class StillWaiting(Refusal):
    """Something of the call is not finished yet: `number` proposals, appeals or grants."""

    kind, code = "conflict", "grant_call_still_waiting"

    def __init__(self, what: str, number: int) -> None:
        super().__init__(waiting=what, number=number)


class MoneyAwarded(Refusal):
    """A call that has awarded money is not cancelled."""

    kind, code = "conflict", "grant_call_money_awarded"


class BudgetNotRaised(Refusal):
    """A published budget is only ever raised."""

    kind, code = "conflict", "grant_budget_not_raised"


class BudgetClosed(Refusal):
    """The call was cancelled: nothing is awarded of it."""

    kind, code = "conflict", "grant_budget_closed"


class AboveBudget(Refusal):
    """The amount is more than what is left of the budget."""

    kind, code = "conflict", "grant_above_budget"

    def __init__(self, left_fils: int) -> None:
        super().__init__(left_fils=left_fils)


class AlreadyAwarded(Refusal):
    """The proposal, or its society, has an award of this call already."""

    kind, code = "conflict", "grant_already_awarded"


class ReviewerAtWork(Refusal):
    """A member with reviews that are not handed in stays on the panel."""

    kind, code = "conflict", "grant_reviewer_at_work"


class MemberTwice(Refusal):
    """A reviewer stands on a panel once."""

    kind, code = "conflict", "grant_member_twice"


class PanelAssociationUnknown(Refusal):
    """A society that is to be near to a reviewer is not in the register."""

    kind, code = "conflict", "grant_panel_association_unknown"


class ReviewerProposes(Refusal):
    """Who speaks for a society that proposes in the call does not judge in it."""

    kind, code = "conflict", "grant_reviewer_proposes"


class AmountOutOfRange(Refusal):
    """The amount lies outside of what the call gives, or of what was asked."""

    kind, code = "conflict", "grant_amount_out_of_range"

    def __init__(self, least_fils: int, most_fils: int) -> None:
        super().__init__(least_fils=least_fils, most_fils=most_fils)


class LinesDoNotAddUp(Refusal):
    """The lines of the budget are together what is asked, each under a code of its own."""

    kind, code = "conflict", "grant_lines_do_not_add_up"

    def __init__(self, told_fils: int, wanted_fils: int) -> None:
        super().__init__(told_fils=told_fils, wanted_fils=wanted_fils)


class DocumentsUnknown(Refusal):
    """Documents were named that are not stored, or are not the society's."""

    kind, code = "conflict", "grant_documents_unknown"


class ProposalStateWrong(Refusal):
    """The proposal is not in a state that allows this."""

    kind, code = "conflict", "grant_proposal_state_wrong"

    def __init__(self, state: str) -> None:
        super().__init__(state=state)


class NotEligible(Refusal):
    """What the call asks of a society is not met on the day of the award."""

    kind, code = "conflict", "grant_not_eligible"

    def __init__(self, criterion: str) -> None:
        super().__init__(criterion=criterion)


class BelowThreshold(Refusal):
    """The mean of the scores does not reach what the call asks."""

    kind, code = "conflict", "grant_below_threshold"


class ReasonWanted(Refusal):
    """Less than asked, out of the order of the ranking, or not at all: each wants a reason."""

    kind, code = "conflict", "grant_reason_wanted"


class NotPrepared(Refusal):
    """Nothing has been prepared that could be approved."""

    kind, code = "conflict", "grant_decision_not_prepared"


class InterestNotDeclared(Refusal):
    """A proposal is seen and scored by who has declared to have no interest in it."""

    kind, code = "forbidden", "grant_interest_not_declared"


class ReviewFinished(Refusal):
    """What was declared or handed in stays as it is."""

    kind, code = "conflict", "grant_review_finished"


class ScoresWrong(Refusal):
    """Every criterion has one score, within the scale."""

    kind, code = "conflict", "grant_scores_wrong"

    def __init__(self, scale: int) -> None:
        super().__init__(most=scale)


class NoAppeal(Refusal):
    """Nothing to appeal, or an appeal that stands already, or none to decide."""

    kind, code = "conflict", "grant_no_appeal"


class AppealTooLate(Refusal):
    """The days within which a decision may be appealed are over."""

    kind, code = "conflict", "grant_appeal_too_late"

    def __init__(self, last: str) -> None:
        super().__init__(last=last)
