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
from services.registry.domain.duplicates.duplicate import Duplicate, Grounds, pair_id
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
        """Put the probable duplicates of a registered person into the queue, and weigh those anew
        that are in it; how many are new."""
        person = self._persons.load(person_id)
        if not comparable.may_be_compared(person):
            return 0
        self.renew(person_id)
        found = self._candidates(
            comparable.blocks(person.name, person.birth_date, person.sex),
            person.known_by,
            person.contact.mobile,
        )
        others = [each for each in found if each.id != person_id]
        probable_ones = self._probable(comparable.record_of(person), others)
        return sum(self.suggest_pair(person_id, other.id) for _, other in probable_ones)

    def renew(self, *person_ids: str) -> None:
        """Weigh the pairs of these persons anew: what was found may not be so any more."""
        for person_id in person_ids:
            for pair in self._duplicates.naming(person_id):
                self.weigh(pair, self._scorer)

    def weigh(self, pair: Duplicate, scorer: Scorer | None = None) -> None:
        """By how the two are now; a pair that was decided stays as it was then."""
        if not pair.is_weighed:
            return
        one, two = (self._persons.load(each) for each in pair.person_ids)
        if not _may_be_compared(one, two):
            return
        if self._duplicates.told_apart(one.id, two.id):
            pair.stand(asked=False)
        else:
            pair.weigh(self._grounds(one, two, scorer or self._scorer))
        self._duplicates.save(pair)

    def suggest_pair(self, one_id: str, two_id: str) -> bool:
        """Put a pair into the queue, if it is new there and still probable."""
        pair = self._new(one_id, two_id, self._scorer, None)
        if pair is not None:
            self._duplicates.add(pair)
        return pair is not None

    def suggest_found(
        self, pairs: Iterable[tuple[str, str]], scorer: Scorer, matching_id: str
    ) -> list[str]:
        """Put those pairs that a matching found into the queue that are new there and still
        probable by its weights; which ones are there already. Their events stand back behind those
        of a counter."""
        found, known = [], []
        for each in pairs:
            if self._duplicates.knows(pair_id(*each)):
                known.append(pair_id(*each))
            elif (new := self._new(*each, scorer, matching_id)) is not None:
                found.append(new)
        self._duplicates.add_many(found)
        return known

    def look_again(self, duplicate_id: str, scorer: Scorer) -> None:
        """At a pair of the queue that a matching found, too."""
        self.weigh(self._duplicates.load(duplicate_id), scorer)

    def _probable(self, record: Record, others: list[Person]) -> list[tuple[Score, Person]]:
        scorer = self._scorer
        score = scorer(record)
        scored = [(score(comparable.record_of(each)), each) for each in others]
        found = [each for each in scored if probable(each[0], scorer.model)]
        return sorted(found, key=lambda each: -each[0].weight)[:MOST_SHOWN]

    def _new(
        self, one_id: str, two_id: str, scorer: Scorer, found_by: str | None
    ) -> Duplicate | None:
        """The pair, unless it is known, or somebody has told the two apart. They are looked at as
        they are now: they may have been merged or protected meanwhile."""
        if self._duplicates.knows(pair_id(one_id, two_id)):
            return None
        one, two = (self._persons.load(each) for each in sorted((one_id, two_id)))
        if not _may_be_compared(one, two) or self._duplicates.told_apart(one_id, two_id):
            return None
        grounds = self._grounds(one, two, scorer)
        if grounds is None:
            return None
        places = tuple(sorted({one.address.governorate, two.address.governorate}))
        return Duplicate.suggest(
            (one_id, two_id),
            governorates=places,
            grounds=grounds,
            today=self._today(),
            found_by=found_by,
        )

    def _grounds(self, one: Person, two: Person, scorer: Scorer) -> Grounds | None:
        """What makes the two a pair; nothing where they are none, or their household tells them
        apart."""
        score, model = scorer(comparable.record_of(one))(comparable.record_of(two)), scorer.model
        if not probable(score, model):
            return None
        siblings = self._siblings(one.id, two.id)
        if siblings is not None and siblings.are_two(score.levels):
            return None
        return Grounds(score, model.version, advice(score, model))


def _may_be_compared(*both: Person) -> bool:
    return all(comparable.may_be_compared(each) for each in both)


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
