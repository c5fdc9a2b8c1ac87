"""What a reviewer does with a pair: merge, reject, undo. Nothing is merged without a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import cast

from services.registry.app.duplicates.commands import (
    DecideDuplicate,
    FindDuplicates,
    MergeDuplicate,
)
from services.registry.app.duplicates.detection import told
from services.registry.app.duplicates.ports import (
    Deaths,
    Duplicates,
    Families,
    Homes,
    Persons,
    Together,
)
from services.registry.app.pages import known_page
from services.registry.app.persons.telling import guardians_unseen
from services.registry.app.ports import Audit, Today, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.duplicates import survivorship
from services.registry.domain.duplicates.deaths import HouseholdDeath, evidence_of_death
from services.registry.domain.duplicates.duplicate import OPEN, Decision, Duplicate, Merge
from services.registry.domain.duplicates.parting import back
from services.registry.domain.duplicates.refusals import (
    DuplicateNotFound,
    ErasureUnderWay,
    GuardianAndWard,
    MergedFurther,
    NumberHeldBySurvivor,
    NumberHeldElsewhere,
    NumberHeldSince,
    ProtectedNotMerged,
    RecordMergedElsewhere,
    RestrictedNotMerged,
)
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.erasure import leaves_nobody
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import may_know


class Review:
    """The queue of probable duplicates."""

    def __init__(
        self,
        duplicates: Duplicates,
        persons: Persons,
        homes: Homes,
        deaths: Deaths,
        families: Families,
        together: Together,
        audit: Audit,
        today: Today,
    ) -> None:
        self._duplicates = duplicates
        self._persons = persons
        self._homes = homes
        self._deaths = deaths
        self._families = families
        self._together = together
        self._audit = audit
        self._today = today

    def merge(self, command: MergeDuplicate, actor: Actor) -> View:
        """The two are one person: one record stays, the other says which."""
        with self._together():
            # Inside: the pair and its persons must be seen as of the same moment.
            duplicate = self._to_decide(command.duplicate_id, actor)
            merged_id = duplicate.other_than(command.survivor_id)
            self._homes.must_fit(merged_id, command.survivor_id)
            survivor = self._persons.load(command.survivor_id)
            merged = self._persons.load(merged_id)
            if survivor.protection is not None or merged.protection is not None:
                raise ProtectedNotMerged()
            if survivor.restriction is not None or merged.restriction is not None:
                raise RestrictedNotMerged()
            if survivor.merged_into is not None or merged.merged_into is not None:
                raise RecordMergedElsewhere()
            self._must_be_no_ward(survivor, merged)
            unseen = guardians_unseen(actor, self._persons, survivor, merged)
            home = self._homes.of_both(merged.id, survivor.id)
            changes = survivorship.changes(survivor, merged, command.choices, home, unseen)
            if changes.get("died_on") is None:
                self._families.must_fit_merged(merged, survivor, changes, actor)
            death = self._deaths.record(
                duplicate.person_ids, changes.get("died_on"), command.successor, actor
            )
            duplicate.record_merge(
                _merge(survivor, merged, changes, death), self._decision(actor, command.note)
            )
            # The record that ends goes first: it lets go of its national number.
            merged.merge_into(survivor.id)
            self._persons.save(merged, f"merged into {survivor.id}")
            survivor.amend(changes, self._today())
            survivor.absorb()
            if "identity" in changes:
                self._persons.claim_if_hidden(survivor, partial(may_know, actor))
            self._persons.save(survivor, f"merged with {merged.id}")
            return self._duplicates.save(duplicate)

    def reject(self, command: DecideDuplicate, actor: Actor) -> View:
        """They are two persons; the pair is never put into the queue again."""
        duplicate = self._to_decide(command.duplicate_id, actor)
        duplicate.reject(self._decision(actor, command.note))
        return self._duplicates.save(duplicate)

    def undo(self, command: DecideDuplicate, actor: Actor) -> View:
        """The merge was a mistake: both are as they were.

        What was amended about the survivor since the merge stays as amended. Raises
        `RecordRestricted`, for a survivor who asked since that their record be kept unused.
        """
        with self._together():
            duplicate = self._to_decide(command.duplicate_id, actor)
            undone = duplicate.record_undo(self._decision(actor, command.note))
            survivor = self._persons.load(undone.survivor_id)
            merged = self._persons.load(undone.merged_id)
            nobodys = [leaves_nobody(each.name, each.identity) for each in (survivor, merged)]
            if any(nobodys):
                if not all(nobodys):
                    raise ErasureUnderWay()
                # It says nothing of anybody, so it is nobody's pair.
                duplicate.weigh(None)
            if survivor.merged_into is not None:
                raise MergedFurther()
            for each in (survivor, merged):
                access.must_not_be_restricted(actor, each)
            # The survivor goes first: it lets go of a number that it took over.
            unseen = guardians_unseen(actor, self._persons, survivor)
            survivor.amend(back(undone, survivor, unseen), self._today(), unseen)
            survivor.release()
            for each in (survivor, merged):
                self._must_hold_number(each, duplicate, actor)
            self._persons.claim_if_hidden(survivor, partial(may_know, actor))
            self._persons.save(survivor, f"merge with {merged.id} undone")
            merged.stand_alone()
            # It let go of its number, and somebody who is hidden may have it since.
            self._persons.claim_if_hidden(merged, partial(may_know, actor))
            _must_be_known_apart(survivor, merged)
            self._persons.save(merged, f"merge into {survivor.id} undone")
            if undone.death is not None:
                alive = [each.id for each in (survivor, merged) if each.died_on is None]
                self._deaths.take_back(undone.death, alive, f"merge into {survivor.id} undone")
            return self._duplicates.save(duplicate)

    def pair(self, duplicate_id: str, actor: Actor) -> View:
        """One pair, with what is proposed about a merge."""
        duplicate = self._duplicates.load(duplicate_id)
        one, two = self._known(actor, duplicate)
        access.may_see_duplicate(actor, _places(duplicate, (one, two)))
        view = self._duplicates.show(duplicate)
        if _any_protected((one, two)):
            self._audit.record("duplicate.read", "duplicate", duplicate_id)
        unseen = guardians_unseen(actor, self._persons, one, two)
        survivor, merged = survivorship.survivor_of(one.as_told(unseen), two.as_told(unseen))
        home = self._homes.of_both(merged.id, survivor.id)
        proposal = {
            "survivor_id": survivor.id,
            "choices": survivorship.proposals(survivor, merged, home),
        }
        return _within_reach({**view, "proposal": proposal}, (one, two), actor)

    def queue(self, query: FindDuplicates, actor: Actor) -> View:
        """A page of pairs of the caller's governorates."""
        search = partial(
            self._duplicates.search,
            equals={
                "status": query.status,
                "person": query.person_id,
                "advice": query.advice,
                "found_by": query.matching_id,
            },
            governorates=access.governorates_to_search(actor, query.governorate),
        )
        page = known_page(
            lambda after, limit: search(after=after, limit=limit),
            # A pair can be older than the protection of one of the two, or not know yet that one
            # of them was merged with a third.
            lambda pairs: [each for each in pairs if self._stands(actor, each)],
            query.after,
            query.limit,
        )
        pairs = [(each, self._both(each)) for each in page["items"]]
        if protected := [each["id"] for each, both in pairs if _any_protected(both)]:
            self._audit.record("duplicate.list", "duplicate", protected)
        return {**page, "items": [_within_reach(each, both, actor) for each, both in pairs]}

    def _both(self, pair: View) -> list[Person]:
        return [self._persons.load(each) for each in pair["person_ids"]]

    def _stands(self, actor: Actor, pair: View) -> bool:
        both = self._both(pair)
        dead = pair["status"] == OPEN and any(each.merged_into is not None for each in both)
        return not dead and all(may_know(actor, each.protection) for each in both)

    def _must_be_no_ward(self, *persons: Person) -> None:
        """Raises `GuardianAndWard`, also where the guardian is named by a record that ended."""
        for each in persons:
            for guardian in each.guardians:
                self._must_be_neither(guardian.person_id, {other.id for other in persons})

    def _must_be_neither(self, guardian_id: str, both: set[str]) -> None:
        named: str | None = guardian_id
        while named is not None:
            if named in both:
                raise GuardianAndWard()
            # A guardian who is nobody's record guards neither of the two.
            missing = self._persons.missing([named])
            named = None if missing else self._persons.load(named).merged_into

    def _must_hold_number(self, person: Person, duplicate: Duplicate, actor: Actor) -> None:
        """Raises `NumberHeldSince` or `NumberHeldElsewhere`, where a third who exists for the actor
        has the number; of others it is claimed."""
        number = person.identity.national_number
        if number is None or person.number_claimed:
            return
        holder = self._persons.holder_of(number)
        if holder is None or holder.id in duplicate.person_ids:
            return
        if may_know(actor, holder.protection):
            governorate = holder.address.governorate
            if access.reads(actor, governorate):
                raise NumberHeldSince(id=holder.id)
            raise NumberHeldElsewhere(governorate=governorate)

    def _to_decide(self, duplicate_id: str, actor: Actor) -> Duplicate:
        return self._duplicates.get(duplicate_id, lambda it: self._may_decide(actor, it))

    def _may_decide(self, actor: Actor, duplicate: Duplicate) -> None:
        access.may_decide_duplicate(actor, _places(duplicate, self._known(actor, duplicate)))

    def _known(self, actor: Actor, duplicate: Duplicate) -> list[Person]:
        """The two as they are now. Raises `DuplicateNotFound` for whom one does not exist."""
        both = [self._persons.load(each) for each in duplicate.person_ids]
        if not all(may_know(actor, each.protection) for each in both):
            raise DuplicateNotFound()
        return both

    def _decision(self, actor: Actor, note: str | None) -> Decision:
        return Decision(actor.subject, self._today(), note)


def _places(duplicate: Duplicate, both: Iterable[Person]) -> set[str]:
    """Where they live now: the pair learns of it by event."""
    return {each.address.governorate for each in both if each.id in duplicate.living_ids}


def _any_protected(persons: Iterable[Person]) -> bool:
    return any(each.protection is not None for each in persons)


def _within_reach(pair: View, both: Sequence[Person], actor: Actor) -> View:
    """With the death that their records tell now, and without the ids of those whose records the
    actor may not read: as a check at the counter tells of them, that there is somebody and where.
    """
    far = {each.id for each in both if not access.reads(actor, each.address.governorate)}
    shown = {
        **pair,
        "evidence": [*pair["evidence"], *_of_death(both)],
        "person_ids": [None if each in far else each for each in pair["person_ids"]],
        "survivor_id": None if pair["survivor_id"] in far else pair["survivor_id"],
    }
    if far and "proposal" in pair:
        shown["proposal"] = None
    return shown


def _of_death(both: Sequence[Person]) -> list[View]:
    found = None if any(each.merged_into for each in both) else evidence_of_death(*both)
    return [] if found is None else [told(found)]


def _must_be_known_apart(survivor: Person, merged: Person) -> None:
    """Raises `NumberHeldBySurvivor`; one of two may have the number by their own account alone."""
    number, claimed = merged.identity.national_number, merged.number_claimed
    if number is not None and (number, claimed) == (
        survivor.identity.national_number,
        survivor.number_claimed,
    ):
        raise NumberHeldBySurvivor(id=survivor.id)


def _merge(
    survivor: Person, merged: Person, changes: Changes, death: HouseholdDeath | None
) -> Merge:
    changed = {name: value for name, value in changes.items() if getattr(survivor, name) != value}
    before = {name: getattr(survivor, name) for name in changed}
    facts = cast("Changes", before), cast("Changes", changed)
    return Merge(survivor.id, merged.id, *facts, death=death)
