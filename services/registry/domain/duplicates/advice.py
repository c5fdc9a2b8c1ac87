"""What is advised about two records: decided here for the counter, for matchings and for files.

How probable it is that two are one says nothing of whom else they could be: twins have all in
common but their first name and what only one of them has. So nothing is suggested for a merge
whose names speak against it, however much all else weighs; a person is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from services.registry.domain.duplicates.comparisons import DIFFERENT
from services.registry.domain.duplicates.features import FULL_NAME_PARTS, Field
from services.registry.domain.duplicates.model import Model, Score
from services.registry.domain.duplicates.persons import FIELDS

MERGE, REVIEW = "merge", "review"
ADVICE = (MERGE, REVIEW)

FIRST = FULL_NAME_PARTS[0]
SAME = frozenset({"same", "same_sound"})
"""One name; spelled in two scripts, as far as these can tell."""
_ONE_NAME = SAME | {"close"}
_OTHER_DAY = frozenset({DIFFERENT, "same_year", "near_year"})
_OTHER_NAME = frozenset({DIFFERENT, "similar", "same_root"})

Levels = Mapping[str, str | None]


@dataclass(frozen=True)
class Guard:
    """What must hold between two records beside their weight: asked of names and numbers."""

    first: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, fields: Sequence[Field]) -> Guard:
        """For records of these fields; full names must be taken apart already. Where nobody told
        which name is the first, less is asked: any number that is the same will do, and no date.
        """
        names = [each.name for each in fields if each.role == "name"]
        first = [each for each in names if each == FIRST or each.endswith(f"_{FIRST}")]
        outweighing = ("numbers",) if first else ("numbers", "number")
        return cls(
            tuple(first),
            tuple(names),
            tuple(each.name for each in fields if each.role == "date" and first),
            tuple(each.name for each in fields if each.role in outweighing),
        )

    @property
    def asks(self) -> tuple[str, ...]:
        """The fields that it asks about."""
        return (*self.names, *self.dates, *self.numbers)

    def admits(self, levels: Levels) -> bool:
        """Whether the two may be one without a doubt.

        A first name must be one name, but for a slip; no other name may be different, and no date
        another day, but for a slip: whole families bear the names of their grandfathers. The same
        number of a document outweighs what stands in another place or is not known, other names
        of the family and dates; never another first name: a family may have one number, and a
        clerk may have another's papers before them.
        """
        if any(levels[each] in _OTHER_NAME for each in self.first):
            return False
        if shares_number(levels, self.numbers):
            return True
        return (
            all(levels[each] in _ONE_NAME for each in self.first)
            and not any(levels[each] == DIFFERENT for each in self.names)
            and not any(levels[each] in _OTHER_DAY for each in self.dates)
        )


def shares_number(levels: Levels, numbers: Collection[str]) -> bool:
    """Whether the two have one document number of one kind."""
    return any(levels[each] == "same" for each in numbers)


_OF_PERSONS = Guard.of(FIELDS)


def advice(score: Score, model: Model) -> str:
    """What a reviewer is advised to do with a pair of persons."""
    likely = score.probability >= model.suggest_at
    return MERGE if likely and _OF_PERSONS.admits(score.levels) else REVIEW


def probable(score: Score, model: Model) -> bool:
    """Whether a pair is put before a reviewer: what weighs enough, and who has the number of
    another, whatever else says: of these two records one at least is wrong. Not whom both first
    name and number tell apart: twins have all else in common."""
    levels, numbers = score.levels, _OF_PERSONS.numbers
    if shares_number(levels, numbers):
        return True
    apart = (*_OF_PERSONS.first, *numbers)
    if all(levels[each] == DIFFERENT for each in apart):
        return False
    return score.probability >= model.review_at
