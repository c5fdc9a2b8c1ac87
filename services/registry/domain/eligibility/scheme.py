"""A scheme: by which conditions, weights and formula a household is entitled, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.domain.eligibility.indicators import Words
from services.registry.domain.eligibility.judged import HOUSEHOLD, PERSON
from services.registry.domain.eligibility.refusals import RulesJudgeHouseholds, RulesJudgePersons


@dataclass(frozen=True)
class Basis:
    """Where an entry stands, and whether nobody has confirmed it as law."""

    source: str
    assumption: bool


@dataclass(frozen=True)
class Parameter:
    """A number that the rules name."""

    name: str
    value: float
    words: Words
    basis: Basis


@dataclass(frozen=True)
class Formula:
    """A named expression; `uses` are the names in it."""

    name: str
    expression: str
    uses: frozenset[str]
    words: Words
    basis: Basis


@dataclass(frozen=True)
class Condition:
    """What must hold, and what the family is told when it does or does not."""

    formula: Formula
    unmet: Words

    @property
    def met(self) -> Words:
        return self.formula.words


@dataclass(frozen=True)
class Scheme:
    """One version of the rules of one benefit.

    Conditions must all hold; weights add up to the score, which must reach the cut-off; then the
    amount is due, in fils a month. Each may use the indicators, parameters and terms before it.
    `judges` says of whom: a household, or one person beside what is known of their household.
    """

    name: str
    effective_from: date
    words: Words
    basis: Basis
    parameters: tuple[Parameter, ...]
    terms: tuple[Formula, ...]
    conditions: tuple[Condition, ...]
    weights: tuple[Formula, ...]
    cut_off: Parameter | None
    amount: Formula | None
    indicators: frozenset[str]
    units: Mapping[str, str | None]
    """Which names are amounts of money (`fils`), or count something."""
    judges: str = HOUSEHOLD

    @property
    def version(self) -> str:
        """By which a decision names the rules it followed."""
        return f"{self.name}/{self.effective_from.isoformat()}"

    def must_judge(self, whom: str) -> None:
        """Raise `RulesJudgePersons` or `RulesJudgeHouseholds` when it judges the others."""
        if whom != self.judges:
            raise (RulesJudgePersons if self.judges == PERSON else RulesJudgeHouseholds)(
                rules=self.name
            )
