"""What the registry is asked and answers about eligibility."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, Nothing, Record, Request, Strict
from contracts.rpc.problems import Problem
from contracts.rpc.registry.programmes import words

SOURCES = ("survey", "declaration", "cross_check")
HELD_BACK = ("waits", "superseded")
WITHDRAWN = ("set_aside", "recorded_wrongly")
JUDGED = ("household", "person")
REASONS = ("condition", "missing", "disregard", "weight", "cut_off", "amount")
WORD = r"^[a-z][a-z0-9_]*$"


class NameField(fields.Text):
    """The name of an indicator, scheme or entry of its rules."""

    longest = 60
    pattern = WORD
    sample = "cash_support"


class DeclaredFact(Strict):
    """What one indicator is: exactly one of `number`, `flag` and `choice`."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 2, "maxProperties": 2}

    indicator = NameField(required=True, metadata={"example": "rent_fils"})
    number = fields.Whole(least=0, most=10**12, metadata={"description": "Amounts are in fils."})
    flag = fields.Flag()
    choice = NameField(metadata={"example": "rented"})

    @validates_schema
    def _one_value(self, data: dict[str, Any], **_: Any) -> None:
        if len(data) != 2:
            raise ValidationError(Problem("one_value"))


class DeclareFacts(Request):
    """What a family declares of itself."""

    household_id = fields.Identifier(required=True)
    facts = fields.Several(fields.Nested(DeclaredFact), fewest=1, most=60, required=True)


class WithdrawFactsBody(Request):
    """Facts that were recorded wrongly: those of one source, and what is wrong with them.

    All that it told, or only of these indicators, or only what it said on that day.
    """

    source_id = fields.Identifier(required=True)
    indicators = fields.Several(
        NameField(metadata={"example": "earned_income_fils"}),
        most=60,
        distinct=True,
        load_default=list,
        metadata={"description": "Of these alone; of all when none is named."},
    )
    on = fields.Day(load_default=None, allow_none=True)
    note = fields.Paragraph(
        required=True,
        metadata={
            "description": "What was wrong: it stays with the facts.",
            "example": "أُدخل الدخل صفرًا سهوًا",
        },
    )


class WithdrawFacts(WithdrawFactsBody):
    """The same, saying of which household."""

    household_id = fields.Identifier(required=True)


class GetProfile(Request):
    """What is known of one household."""

    household_id = fields.Identifier(required=True)


class HeldBack(Answer):
    """Why a fact does not count, in words for the counter.

    `waits`: a checked source said otherwise, and its word goes before this one for a while.
    `superseded`: something newer took its place before it ever counted.
    """

    why = fields.Choice(HELD_BACK, required=True)
    ar = fields.Paragraph(required=True)
    en = fields.Paragraph(required=True)


class FactWithdrawn(Answer):
    """A fact does not stand any more: it counts as if it had never been said.

    `set_aside`: another record of the same visit was accepted instead. `recorded_wrongly`: a
    supervisor found so.
    """

    reason = fields.Choice(WITHDRAWN, required=True)
    by = fields.Text(required=True)
    on = fields.Day(required=True)
    note = fields.Paragraph(required=True, allow_none=True)


class HouseholdFact(Answer):
    """What an indicator was from a day on, who said so, and from which day the rules ask it."""

    indicator = NameField(required=True)
    number = fields.Whole(required=True, allow_none=True, least=0, most=10**12)
    flag = fields.Flag(required=True, allow_none=True)
    choice = NameField(required=True, allow_none=True)
    source = fields.Choice(SOURCES, required=True)
    source_id = fields.Identifier(required=True)
    on = fields.Day(required=True, metadata={"description": "The day on which it was said."})
    counts_from = fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The day from which the rules ask it: later than `on` when a checked "
            "source said otherwise before; `null` when it never counts, or was withdrawn."
        },
    )
    held_back = fields.Nested(
        HeldBack,
        required=True,
        allow_none=True,
        metadata={"description": "Why it does not count today; `null` when it does or did."},
    )
    withdrawn = fields.Nested(
        FactWithdrawn,
        required=True,
        allow_none=True,
        metadata={"description": "Who withdrew it, when and why; `null` while it stands."},
    )


class OtherHousehold(Answer):
    """What was said of the household that joined this one, or that this one came out of."""

    household_id = fields.Identifier(required=True)
    event = fields.Choice(("join", "split", "divorce"), required=True)
    on = fields.Day(required=True, metadata={"description": "The day on which that happened."})
    facts = fields.Several(
        fields.Nested(HouseholdFact),
        required=True,
        metadata={
            "description": "Of a household that goes on elsewhere, what was said until that day."
        },
    )


class HouseholdProfile(Record):
    """Every fact recorded of a household, of each indicator the newest first."""

    version = fields.Whole(
        required=True, least=0, most=2**53, metadata={"description": "0 before anything is known."}
    )
    household_changed_on = fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The day on which somebody came to live there or left, until what is "
            "known has been stated anew: before that no benefit is decided by it."
        },
    )
    unstated = fields.Several(
        NameField(),
        required=True,
        metadata={
            "description": "What they may have brought or taken along. A declaration that waits "
            "for a check does not state it."
        },
    )
    other_household = fields.Nested(
        OtherHousehold,
        required=True,
        allow_none=True,
        metadata={
            "description": "For who reads the whole profile, and may read that household, as long "
            "as its joining or parting is the last event of this one."
        },
    )
    facts = fields.Several(fields.Nested(HouseholdFact), required=True)


class AssessmentQuery(Request):
    """By which rules, and of which day; today unless said."""

    rules = NameField(required=True, metadata={"example": "cash_support"})
    person_id = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "For rules that judge one person of the household."},
    )
    on = fields.Day(load_default=None, allow_none=True)


class AssessHousehold(AssessmentQuery):
    """The same, saying of which household."""

    household_id = fields.Identifier(required=True)


class EligibilityReason(Answer):
    """One reason, as the family reads it."""

    code = NameField(required=True)
    kind = fields.Choice(REASONS, required=True)
    met = fields.Flag(required=True)
    ar = fields.Paragraph(required=True)
    en = fields.Paragraph(required=True)


class HouseholdAssessment(Answer):
    """What the rules say of a household, or one person of it, and why. The higher the score, the
    greater the need. Of who has a benefit by these rules it is reckoned as that benefit is."""

    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(required=True, allow_none=True)
    rules = NameField(required=True)
    rules_version = fields.Text(required=True, metadata={"example": "cash_support/2025-05-10"})
    eligible = fields.Flag(required=True)
    score = words.Score(required=True, metadata={"example": 66.5})
    amount_fils = fields.Whole(required=True, allow_none=True, least=0, most=10**12)
    reasons = fields.Several(fields.Nested(EligibilityReason), required=True)


class ChoiceOffered(Answer):
    """One of the values an indicator can have."""

    code = NameField(required=True)
    ar = fields.Text(required=True)
    en = fields.Text(required=True)


class Indicator(Answer):
    """What the rules can ask of a household, or of each person in it."""

    name = NameField(required=True)
    type = fields.Choice(("whole", "flag", "choice"), required=True)
    unit = fields.Choice(("fils",), required=True, allow_none=True)
    origin = fields.Choice(("derived", "lowest", "surveyed", "declared"), required=True)
    about = fields.Choice(JUDGED, required=True)
    sensitive = fields.Flag(required=True)
    ar = fields.Text(required=True)
    en = fields.Text(required=True)
    choices = fields.Several(fields.Nested(ChoiceOffered), required=True)


class IndicatorList(Answer):
    """Every indicator."""

    items = fields.Several(fields.Nested(Indicator), required=True)


class RulesOnDay(Request):
    """The rules as they are in force on a day; today when it is absent."""

    on = fields.Day(load_default=None, allow_none=True)


class RuleEntry(Answer):
    """A parameter, term, condition, weight or amount of a scheme, and where it stands."""

    name = NameField(required=True)
    kind = fields.Choice(("parameter", "term", "condition", "weight", "amount"), required=True)
    says = fields.Paragraph(required=True, longest=20_000)
    ar = fields.Paragraph(required=True)
    en = fields.Paragraph(required=True)
    source = fields.Paragraph(required=True)
    assumption = fields.Flag(required=True)


class RuleScheme(Answer):
    """The rules of one benefit as they are in force."""

    name = NameField(required=True)
    version = fields.Text(required=True)
    effective_from = fields.Day(required=True)
    ar = fields.Text(required=True)
    en = fields.Text(required=True)
    entries = fields.Several(fields.Nested(RuleEntry), required=True)


class RuleSchemeList(Answer):
    """Every scheme in force on the day."""

    items = fields.Several(fields.Nested(RuleScheme), required=True)


METHODS: Methods = {
    "declare_facts": Method("command", DeclareFacts, HouseholdProfile),
    "withdraw_facts": Method("command", WithdrawFacts, HouseholdProfile),
    "get_profile": Method("query", GetProfile, HouseholdProfile),
    "assess_household": Method("query", AssessHousehold, HouseholdAssessment),
    "list_indicators": Method("query", Nothing, IndicatorList),
    "list_eligibility_rules": Method("query", RulesOnDay, RuleSchemeList),
}
