"""Who shares a block, a number or a phone with a person: each a range of an index, bounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.duplicates.scoring import levels
from services.registry.adapters.persons.keys import number_key
from services.registry.adapters.persons.store import who_bear
from services.registry.app.duplicates.ports import Record
from services.registry.domain.duplicates import persons as comparable
from services.registry.domain.duplicates.comparisons import comparisons
from services.registry.domain.duplicates.features import features
from services.registry.domain.duplicates.model import Model, Score
from services.registry.domain.duplicates.persons import FIELDS
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.person import Person

MOST_PER_BLOCK = 50
"""A bound on work at the counter; the matching of the whole registry has a wider one."""

_COMPARISONS = comparisons(FIELDS)


class BlockCandidates:
    """Candidates from the persons' own search keys."""

    def __init__(self, store: Store[Person]) -> None:
        self._store = store

    def __call__(
        self, blocks: Sequence[str], documents: Sequence[Identity], mobile: str | None
    ) -> list[Person]:
        found: dict[str, Person] = {}
        numbers = [number_key(each.number) for each in documents if each.number]
        wanted = [
            *(Criteria(equals={"blocks": each}) for each in blocks),
            *(who_bear([each]) for each in numbers),
            *([Criteria(equals={"mobile": mobile})] if mobile else []),
        ]
        for criteria in wanted:
            block = self._store.newest(criteria, MOST_PER_BLOCK)
            found |= {each.id: each for each in block}
        return [each for each in found.values() if comparable.may_be_compared(each)]


class WeightedScorer:
    """Scores a pair by a model's weights."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def __call__(self, one: Record) -> Callable[[Record], Score]:
        known = features(one, FIELDS)

        def score(two: Record) -> Score:
            found = self.model.score(levels(_COMPARISONS, known, features(two, FIELDS)))
            return replace(found, evidence=(*found.evidence, *comparable.beside(one, two)))

        return score
