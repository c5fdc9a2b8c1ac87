"""A person of the registry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from services.registry.domain.persons.changes import Changes, not_born_after, not_dead_before
from services.registry.domain.persons.erasure import left_of
from services.registry.domain.persons.events import (
    ContactRecorded,
    Event,
    PersonAmended,
    PersonErased,
    PersonMerged,
    PersonRegistered,
    PersonUnmerged,
)
from services.registry.domain.persons.facts import (
    Address,
    BirthDate,
    Contact,
    Disability,
    Guardian,
    Name,
    NameParts,
)
from services.registry.domain.persons.guardians import (
    after_merge,
    after_naming,
    after_parting,
    as_recorded,
    known_of,
    once,
)
from services.registry.domain.persons.identity import Identity, doubts, must_differ
from services.registry.domain.persons.origin import Origin
from services.registry.domain.persons.refusals import GuardianIsSelf, RecordClosed
from services.registry.domain.privacy.protection import Protection
from services.registry.domain.privacy.restriction import Restriction


@dataclass
class Person:
    """A person as registered. This constructor restores; `register` makes a new one."""

    id: str
    identity: Identity
    name: Name
    birth_date: BirthDate | None
    sex: str
    contact: Contact
    address: Address
    origin: Origin
    other_documents: tuple[Identity, ...] = ()
    disabilities: tuple[Disability, ...] = ()
    guardian: Guardian | None = None
    died_on: date | None = None
    merged_into: str | None = None
    protection: Protection | None = None
    restriction: Restriction | None = None
    former_documents: tuple[Identity, ...] = ()
    """National numbers of records that were merged: the person is found by them, and has none of
    them, unless theirs was corrected to it since (`known_by_before`)."""
    number_claimed: bool = False
    """Whether the national number is somebody else's whom nobody may learn of: see ADR 20."""
    further_guardians: tuple[Guardian, ...] = ()
    """Recorded beside `guardian` by who does not know them: see `domain/persons/guardians.py`."""
    told_in_part: bool = False
    """Whether what was ever recorded may have to be kept from somebody who sees the rest."""
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def register(
        cls,
        person_id: str,
        *,
        identity: Identity,
        name: Name,
        birth_date: BirthDate | None,
        sex: str,
        contact: Contact,
        address: Address,
        origin: Origin,
        other_documents: tuple[Identity, ...] = (),
        disabilities: tuple[Disability, ...] = (),
        guardian: Guardian | None = None,
        protection: Protection | None = None,
        imported: bool = False,
    ) -> Person:
        """Register a person for the first time; `imported` with a file of many.

        Raises `BornInFuture`, `GuardianIsSelf`, `DocumentTwice`.
        """
        not_born_after(birth_date, origin.registered_on)
        person = cls(
            person_id,
            identity,
            name,
            birth_date,
            sex,
            contact,
            address,
            replace(origin, protection=protection),
            other_documents,
            disabilities,
            guardian,
            protection=protection,
        )
        must_differ(person.documents)
        person._guarded_by_another()
        # The contact first: who hears of the registration knows by then how to reach them.
        if contact.is_there or not imported:
            person._reached_by(contact)
        person.events.append(
            PersonRegistered(
                person_id,
                identity.kind,
                person.birth_year,
                address,
                origin.registered_on,
                imported,
                protection is not None,
            )
        )
        return person

    def amend(self, changes: Changes, today: date, unseen: Collection[str] = ()) -> None:
        """Correct or change facts; what already is so changes nothing.

        `unseen`: guardians who do not exist for who amends, and stay. Raises `RecordClosed`,
        `DeathInFuture`, `DeathBeforeBirth`, and what `register` raises.
        """
        self.must_stand()
        not_born_after(changes.get("birth_date"), today)
        not_dead_before(
            changes.get("birth_date", self.birth_date), changes.get("died_on", self.died_on), today
        )
        facts = self._facts(changes, unseen)
        changed = {each for each, value in facts.items() if getattr(self, each) != value}
        if not changed:
            return
        for each in changed:
            setattr(self, each, facts[each])
        if "identity" in changed:
            self.number_claimed = False
        must_differ(self.documents)
        self._guarded_by_another()
        named = {"guardian" if each == "further_guardians" else each for each in changed}
        self.events.append(PersonAmended(self.id, tuple(sorted(named))))
        # The name greets, at a number that nobody has confirmed since the record was protected.
        if "contact" in changed or ("name" in changed and self.protection is None):
            self._reached_by(self.contact)

    def must_stand(self) -> None:
        """Raises `RecordClosed`, which tells the record the person is known by."""
        if self.merged_into is not None:
            raise RecordClosed(id=self.merged_into)

    def merge_into(self, survivor_id: str) -> None:
        """This record ends: the person is known by another one. Raises `RecordClosed`."""
        self.must_stand()
        self.merged_into = survivor_id
        self.events.append(PersonMerged(survivor_id, self.id, self.address.governorate))

    def absorb(self) -> None:
        """Another record of this person ends in this one.

        Always a change, whatever facts are taken over: so the database tells apart who at the same
        time protects this record or merges it into a third.
        """
        self.must_stand()
        self._change()

    def release(self) -> None:
        """A record that ended in this one was another person's after all.

        Always a change, too: else that it is one would tell of a hidden guardian who goes with it.
        """
        self._change()

    def stand_alone(self) -> None:
        """The merge was a mistake: this record is a person's own again."""
        if self.merged_into is not None:
            survivor_id, self.merged_into = self.merged_into, None
            self.events.append(PersonUnmerged(survivor_id, self.id, self.address.governorate))

    def guardian_merged(self, merged_id: str, survivor_id: str) -> None:
        """Their guardian is known by another record; a record that has ended stays as it was."""
        if self.merged_into is None and survivor_id != self.id:
            self._have_guardians(after_merge(self.guardians, merged_id, survivor_id))

    def guardian_parted(self, merged_id: str, survivor_id: str) -> None:
        """That merge was undone: the guardian is again who they were before it."""
        self._have_guardians(after_parting(self.guardians, merged_id, survivor_id))

    def as_told(self, unseen: Collection[str]) -> Person:
        """The same to show and to compare with, for whom these guardians do not exist; with each of
        the others once."""
        told = once(known_of(self.guardians, unseen))
        return self if told == self.guardians else replace(self, **as_recorded(told))

    def protect(self, protection: Protection | None) -> None:
        """Let the record exist only for those who need to know; `None` opens it again.

        What is told says nothing of it: that somebody is protected is itself protected. Whose phone
        it was that they gave before, nobody knows: until somebody who needs to know records how
        they are reached, they are not.
        """
        if protection == self.protection:
            return
        newly = self.protection is None
        self.protection = protection
        self.events.append(PersonAmended(self.id, ("record",)))
        if newly or protection is None:
            self._reached_by(
                replace(self.contact, mobile=None, email=None) if newly else self.contact
            )

    def claim_number(self) -> None:
        """The national number stays as it was said, and belongs to somebody else all the same."""
        self.number_claimed = True

    def give_up_number(self, number: str) -> None:
        """The number turned out to be somebody else's: also by a record that has ended, and as one
        of before a merge, they are not known by it. Who had it as their main document has none."""
        without = tuple(each for each in self.former_documents if each.national_number != number)
        changed = [] if without == self.former_documents else ["former_documents"]
        self.former_documents = without
        if self.number_claimed and self.identity.national_number == number:
            self.identity, self.number_claimed = Identity("none", None), False
            changed.append("identity")
        if changed:
            self.events.append(PersonAmended(self.id, tuple(sorted(changed))))

    def restrict(self, restriction: Restriction | None) -> None:
        """Keep the record and do not use it; `None` lets it be used again."""
        if restriction != self.restriction:
            self.restriction = restriction
            self.events.append(PersonAmended(self.id, ("record",)))

    def is_restricted_by(self, request_id: str) -> bool:
        """Whether it is by this request that the record is kept unused."""
        return self.restriction is not None and self.restriction.request_id == request_id

    def erase(
        self,
        categories: Collection[str],
        known_in: str | None,
        known_as: NameParts | None = None,
    ) -> None:
        """Forget what belongs to these categories, and let everybody know who keeps it, too.

        `known_in`: the governorate where all know them to live, if there is one; `known_as`: the
        name of the record that this one was merged into.
        """
        if not categories:
            return
        left = left_of(vars(self), categories, known_as or self.name.arabic)
        for fact, value in left.items():
            setattr(self, fact, value)
        if left:
            # That the number was somebody else's is told to nobody.
            told = sorted(set(left) - {"number_claimed"})
            self.events.append(PersonAmended(self.id, tuple(told)))
        # Also when nothing was there any more: others may have kept what was there before.
        if self.protection is None or "contact" in categories:
            self._reached_by(self.contact)
        gone = tuple(sorted(categories))
        self.events.append(PersonErased(self.id, gone, known_in))

    @property
    def guardians(self) -> tuple[Guardian, ...]:
        """All who are on record, the first named first."""
        return (() if self.guardian is None else (self.guardian,)) + self.further_guardians

    @property
    def status(self) -> str:
        """`active`, `deceased`, or `merged` into another record."""
        if self.merged_into is not None:
            return "merged"
        return "active" if self.died_on is None else "deceased"

    @property
    def documents(self) -> tuple[Identity, ...]:
        """Every document the person is known by, the main one first."""
        return (self.identity, *self.other_documents)

    @property
    def known_by(self) -> tuple[Identity, ...]:
        """Those, and by which they were known before a merge."""
        return (*self.documents, *self.known_by_before)

    @property
    def known_by_before(self) -> tuple[Identity, ...]:
        """The latter, as long as they are not known by it again."""
        return tuple(each for each in self.former_documents if each not in self.documents)

    def _reached_by(self, contact: Contact) -> None:
        confidential = self.protection is not None
        self.events.append(ContactRecorded(self.id, self.name, contact, confidential))

    def _change(self) -> None:
        self.told_in_part = True
        if not self.events:
            self.events.append(PersonAmended(self.id, ("record",)))

    def _have_guardians(self, now: tuple[Guardian, ...]) -> None:
        if now != self.guardians:
            self.guardian, self.further_guardians = now[0], now[1:]
            self.events.append(PersonAmended(self.id, ("guardian",)))

    def _facts(self, changes: Changes, unseen: Collection[str]) -> dict[str, Any]:
        """What the record has to be; of guardians, all who are then on it."""
        facts: dict[str, Any] = {**changes}
        if "guardians" in changes:
            facts |= as_recorded(facts.pop("guardians"))
        elif "guardian" in changes:
            facts |= as_recorded(after_naming(self.guardians, changes["guardian"], unseen))
        return facts

    def _guarded_by_another(self) -> None:
        if self.id in {each.person_id for each in self.guardians}:
            raise GuardianIsSelf()

    @property
    def birth_year(self) -> int | None:
        """The year of birth, when anything of the date is known."""
        return None if self.birth_date is None else self.birth_date.year

    @property
    def warnings(self) -> tuple[str, ...]:
        """What does not fit together, and may be right all the same."""
        number = self.identity.national_number
        return () if number is None else doubts(number, self.birth_year, self.sex)


def blanked(
    person: Person, categories: Collection[str], known_as: NameParts | None = None
) -> Person:
    """A former state of a person without these categories, as the history is to keep it."""
    return replace(person, **left_of(vars(person), categories, known_as))
