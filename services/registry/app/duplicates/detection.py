"""Finding probable duplicates of a person: before they are registered, and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from services.registry.app.duplicates.commands import CheckDuplicates
from services.registry.app.duplicates.ports import (
    Candidates,
    Duplicates,
    Persons,
    Record,
    Scorer,
    SiblingsOf,
)
from services.registry.app.ports import Today, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.duplicates import persons as comparable
from services.registry.domain.duplicates.advice import advice, probable
from services.registry.domain.duplicates.duplicate import Duplicate, pair_id
from services.registry.domain.duplicates.model import Evidence, Model, Score
from services.registry.domain.duplicates.wording import said
from services.registry.domain.persons.person import Person

MOST_SHOWN = 10


class Detection:
    """Compares one person with those who share a block with them."""

    def __init__(
        self,
        duplicates: Duplicates,
        persons: Persons,
        candidates: Candidates,
        siblings: SiblingsOf,
        scorer: Callable[[], Scorer],
        today: Today,
    ) -> None:
        self._duplicates = duplicates
        self._persons = persons
        self._candidates = candidates
        self._siblings = siblings
        self._in_force = scorer
        self._today = today

    @property
    def _scorer(self) -> Scorer:
        """By the weights in force today."""
        return self._in_force()

    def check(self, asked: CheckDuplicates, actor: Actor) -> View:
        """Who may be this person already; of records beyond the caller's reach only that."""
        access.must_be_staff(actor)
        documents = (*([] if asked.identity is None else [asked.identity]), *asked.other_documents)
        record = comparable.record(
            asked.name, asked.birth_date, asked.sex, documents, asked.governorate, asked.mobile
        )
        found = self._candidates(
            comparable.blocks(asked.name, asked.birth_date, asked.sex), documents, asked.mobile
        )
        scored = self._probable(record, found)
        return {
            "items": [_shown(score, person, actor, self._scorer.model) for score, person in scored]
        }

    def detect(self, person_id: str) -> int:
        """Put the probable duplicates of a registered person into the queue; how many are new."""
        person = self._persons.load(person_id)
        if not comparable.may_be_compared(person):
            return 0
        found = self._candidates(
            comparable.blocks(person.name, person.birth_date, person.sex),
            person.documents,
            person.contact.mobile,
        )
        others = [each for each in found if each.id != person_id]
        new, model = 0, self._scorer.model
        for score, other in self._probable(comparable.record_of(person), others):
            if not self._duplicates.knows(pair_id(person_id, other.id)):
                new += self._add(self._pair(person, other, score, model))
        return new

    def suggest_pair(self, one_id: str, two_id: str) -> bool:
        """Put a pair into the queue, if it is new there and still probable."""
        return self._add(self._still_probable(one_id, two_id, self._scorer, None))

    def suggest_found(
        self, pairs: Iterable[tuple[str, str]], scorer: Scorer, matching_id: str
    ) -> None:
        """Put those pairs that a matching found into the queue that are new there and still
        probable by its weights. Their events stand back behind those of a counter."""
        found = (self._still_probable(*pair, scorer, matching_id) for pair in pairs)
        self._duplicates.add_many([each for each in found if each is not None])

    def _probable(self, record: Record, others: list[Person]) -> list[tuple[Score, Person]]:
        scorer = self._scorer
        score = scorer(record)
        scored = [(score(comparable.record_of(each)), each) for each in others]
        found = [each for each in scored if probable(each[0], scorer.model)]
        return sorted(found, key=lambda each: -each[0].weight)[:MOST_SHOWN]

    def _still_probable(
        self, one_id: str, two_id: str, scorer: Scorer, found_by: str | None
    ) -> Duplicate | None:
        """The pair, unless it is known. The two are looked at as they are now: they may have been
        merged or protected meanwhile."""
        if self._duplicates.knows(pair_id(one_id, two_id)):
            return None
        one, two = self._persons.load(one_id), self._persons.load(two_id)
        if not (comparable.may_be_compared(one) and comparable.may_be_compared(two)):
            return None
        score = scorer(comparable.record_of(one))(comparable.record_of(two))
        if not probable(score, scorer.model):
            return None
        return self._pair(one, two, score, scorer.model, found_by)

    def _pair(
        self, one: Person, two: Person, score: Score, model: Model, found_by: str | None = None
    ) -> Duplicate | None:
        """The pair as it is put into the queue; none of two whom somebody has told apart, or
        their household does."""
        if self._duplicates.told_apart(one.id, two.id):
            return None
        siblings = self._siblings(one.id, two.id)
        if siblings is not None and siblings.are_two(score.levels):
            return None
        return Duplicate.suggest(
            (one.id, two.id),
            governorates=tuple(sorted({one.address.governorate, two.address.governorate})),
            score=score,
            model=model.version,
            advice=advice(score, model),
            today=self._today(),
            found_by=found_by,
        )

    def _add(self, pair: Duplicate | None) -> bool:
        """Whether there was one to add."""
        if pair is not None:
            self._duplicates.add(pair)
        return pair is not None


def _shown(score: Score, person: Person, actor: Actor, model: Model) -> View:
    within = access.serves(actor, person.address.governorate)
    return {
        "person_id": person.id if within else None,
        "governorate": person.address.governorate,
        "probability": round(score.probability, 4),
        "advice": advice(score, model),
        "evidence": evidence(score),
    }


def evidence(score: Score) -> list[View]:
    """What speaks for and against, field by field; levels and weights, no values."""
    return [told(each) for each in score.evidence]


def told(each: Evidence) -> View:
    """What one field says, in both languages."""
    ar, en = said(each.field, each.level)
    weight = round(each.weight, 2)
    return {"field": each.field, "level": each.level, "weight": weight, "ar": ar, "en": en}
