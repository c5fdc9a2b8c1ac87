"""What an inspector looks at: weighted items, and those that must be right whatever the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Item:
    """One thing to look at. `critical`: when it is wrong, nothing else can make up for it."""

    code: str
    words: Words
    weight: int
    critical: bool


@dataclass(frozen=True)
class Checklist:
    """The items, and the score (0 to 100) from which on an inspection is passed."""

    items: tuple[Item, ...]
    pass_mark: int

    def score(self, met: Mapping[str, bool]) -> int:
        """The weight of what is right, in hundredths of the weight of what was looked at, cut down.

        Items that do not apply are not in `met`, and weigh nothing.
        """
        looked_at = [each for each in self.items if each.code in met]
        total = sum(each.weight for each in looked_at)
        right = sum(each.weight for each in looked_at if met[each.code])
        return 100 * right // total if total else 0

    def passes(self, met: Mapping[str, bool]) -> bool:
        """Whether the score is reached and nothing critical is wrong."""
        wrong = any(each.critical and met.get(each.code) is False for each in self.items)
        return not wrong and self.score(met) >= self.pass_mark


@dataclass(frozen=True)
class ChecklistCopy:
    """A checklist as it was when an inspection was planned: by its code and its version."""

    code: str
    version: int
    checklist: Checklist

    def item(self, code: str) -> Item | None:
        """The item of this code."""
        return next((each for each in self.checklist.items if each.code == code), None)
