"""Weights of likeness (Fellegi and Sunter 1969): what each level says for or against one person."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """Of one field: for each level how often it is found among records of one person (`m`) and
    among records of two (`u`)."""

    m: Mapping[str, float]
    u: Mapping[str, float]

    def of(self, level: str) -> float:
        """The weight in bits: positive speaks for one person."""
        return math.log2(self.m[level] / self.u[level])


@dataclass(frozen=True)
class Evidence:
    """What one field says: its level (`None`: one record does not know it) and weight in bits."""

    field: str
    level: str | None
    weight: float


@dataclass(frozen=True)
class Score:
    """How probable it is that two records are of one person, and what speaks for it."""

    probability: float
    weight: float
    evidence: tuple[Evidence, ...]

    @property
    def levels(self) -> dict[str, str | None]:
        """The level of each field."""
        return {each.field: each.level for each in self.evidence}


@dataclass(frozen=True)
class Model:
    """The weights in force from a day on.

    `prior` is the probability that two records which met in a block are of one person; pairs from
    `review_at` on are put before a person, those from `suggest_at` on with the advice to merge.
    """

    version: str
    prior: float
    review_at: float
    suggest_at: float
    fields: Mapping[str, Weights]

    def score(self, levels: Mapping[str, str | None]) -> Score:
        """The score of these levels by field."""
        evidence = tuple(
            Evidence(field, level, 0.0 if level is None else self.fields[field].of(level))
            for field, level in levels.items()
        )
        weight = math.log2(self.prior / (1 - self.prior)) + sum(each.weight for each in evidence)
        return Score(1 / (1 + 2 ** min(-weight, 500.0)), weight, evidence)
