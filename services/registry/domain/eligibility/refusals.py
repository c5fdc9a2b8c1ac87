"""Why eligibility refuses. Texts in `contracts/refusals/registry_eligibility.yaml`."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class IndicatorUnknown(Refusal):
    """There is no indicator of this name."""

    kind = "conflict"
    code = "indicator_does_not_exist"


class IndicatorDerived(Refusal):
    """The indicator is worked out, so nobody can record it."""

    kind = "conflict"
    code = "indicator_derived"


class IndicatorTwice(Refusal):
    """The same indicator is told twice at once."""

    kind = "conflict"
    code = "indicator_told_twice_at_once"


class ValueUnfit(Refusal):
    """The value is none that the indicator can have."""

    kind = "conflict"
    code = "indicator_value_unfit"


class MoreThanThereAre(Refusal):
    """More members are counted than live in the household."""

    kind = "conflict"
    code = "indicator_counts_too_many"


class RulesJudgePersons(Refusal):
    """These rules judge one person: a household as a whole is not asked about."""

    kind = "conflict"
    code = "rules_judge_persons"


class RulesJudgeHouseholds(Refusal):
    """These rules judge a household as a whole: what they say is not one person's alone."""

    kind = "conflict"
    code = "rules_judge_households"


class ExpressionRefused(Refusal):
    """The expression is no condition or formula over indicators.

    `reason` is the first one against it, a code that has a sentence of its own with `values`.
    """

    kind = "conflict"
    code = "expression_refused"

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(why={"code": f"expression_{reason}", "params": values})
        self.reason = reason


class NoSuchRules(Refusal):
    """No rules of this name are in force on that day."""

    kind = "not_found"
    code = "eligibility_rules_not_found"


class FactsNotYours(Refusal):
    """The household's facts are outside the caller's role or governorates."""

    kind = "forbidden"
    code = "facts_not_yours"


class FactsUnknown(Refusal):
    """This source told nothing of the household, or not of this indicator or day."""

    kind = "not_found"
    code = "facts_not_found"


class FactsWithdrawnBefore(Refusal):
    """None of these facts stands any more."""

    kind = "conflict"
    code = "facts_withdrawn_already"


class OwnFacts(Refusal):
    """Who wrote facts down does not withdraw them."""

    kind = "conflict"
    code = "facts_are_your_own"


class RecomputationNotYours(Refusal):
    """Recomputing for these places is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "recomputation_not_yours"


class SameRecomputer(Refusal):
    """Who started a recomputation does not approve it."""

    kind = "conflict"
    code = "recomputation_same_person"


class RecomputationNotReady(Refusal):
    """The recomputation is not in a state that allows this."""

    kind = "conflict"
    code = "recomputation_not_ready"


class RecomputationOfAnotherDay(Refusal):
    """By the rules and facts of another day benefits are looked at, and never changed."""

    kind = "conflict"
    code = "recomputation_of_another_day"


class RecomputationOutdated(Refusal):
    """What was seen is too old, or by rules that are in force no more: it is previewed anew."""

    kind = "conflict"
    code = "recomputation_outdated"


class ProgrammeWithoutRules(Refusal):
    """The programme's benefits follow no rules that could be applied anew."""

    kind = "conflict"
    code = "programme_without_rules"
