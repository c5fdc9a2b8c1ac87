"""A person of the registry."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypedDict

from services.registry.domain.persons.events import (
    ContactRecorded,
    Event,
    PersonAmended,
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
)
from services.registry.domain.persons.identity import Identity, doubts
from services.registry.domain.persons.refusals import (
    BornInFuture,
    DeathBeforeBirth,
    DeathInFuture,
    DocumentTwice,
    GuardianIsSelf,
    RecordClosed,
)
from services.registry.domain.privacy.protection import Protection


@dataclass(frozen=True)
class Origin:
    """Where, by whom and when a record was made."""

    centre: str | None
    registered_by: str
    registered_on: date


class Changes(TypedDict, total=False):
    """The facts that an amendment names; what is absent stays as it is."""

    identity: Identity
    name: Name
    birth_date: BirthDate | None
    sex: str
    contact: Contact
    address: Address
    other_documents: tuple[Identity, ...]
    disabilities: tuple[Disability, ...]
    guardian: Guardian | None
    died_on: date | None


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

        What is told of one who is born protected names no district.

        Raises `BornInFuture`, `GuardianIsSelf`, `DocumentTwice`.
        """
        _not_born_after(birth_date, origin.registered_on)
        person = cls(
            person_id,
            identity,
            name,
            birth_date,
            sex,
            contact,
            address,
            origin,
            other_documents,
            disabilities,
            guardian,
            protection=protection,
        )
        person._documents_differ()
        person._guarded_by_another()
        # The contact first: who hears of the registration knows by then how to reach them.
        if contact.is_there or not imported:
            person.events.append(ContactRecorded(person_id, name, contact))
        person.events.append(
            PersonRegistered(
                person_id,
                identity.kind,
                person.birth_year,
                address if protection is None else replace(address, district=None),
                origin.registered_on,
                imported,
            )
        )
        return person

    def amend(self, changes: Changes, today: date) -> None:
        """Correct or change facts; what already is so changes nothing.

        Raises `RecordClosed`, `DeathInFuture`, `DeathBeforeBirth`, and what `register` raises.
        """
        if self.merged_into is not None:
            raise RecordClosed(id=self.merged_into)
        _not_born_after(changes.get("birth_date"), today)
        _not_dead_before(
            changes.get("birth_date", self.birth_date), changes.get("died_on", self.died_on), today
        )
        changed = tuple(
            sorted(each for each, value in changes.items() if getattr(self, each) != value)
        )
        if not changed:
            return
        for each in changed:
            setattr(self, each, changes[each])  # type: ignore[literal-required]  # keys of Changes
        self._documents_differ()
        self._guarded_by_another()
        self.events.append(PersonAmended(self.id, changed))
        if {"name", "contact"} & set(changed):
            self.events.append(ContactRecorded(self.id, self.name, self.contact))

    def merge_into(self, survivor_id: str) -> None:
        """This record ends: the person is known by another one. Raises `RecordClosed`."""
        if self.merged_into is not None:
            raise RecordClosed(id=self.merged_into)
        self.merged_into = survivor_id
        self.events.append(PersonMerged(survivor_id, self.id))

    def stand_alone(self) -> None:
        """The merge was a mistake: this record is a person's own again."""
        if self.merged_into is not None:
            survivor_id, self.merged_into = self.merged_into, None
            self.events.append(PersonUnmerged(survivor_id, self.id))

    def protect(self, protection: Protection | None) -> None:
        """Let the record exist only for those who need to know; `None` opens it again.

        What is told says nothing of it: that somebody is protected is itself protected.
        """
        if protection != self.protection:
            self.protection = protection
            self.events.append(PersonAmended(self.id, ("record",)))

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

    def _documents_differ(self) -> None:
        if len(set(self.documents)) < len(self.documents):
            raise DocumentTwice()

    def _guarded_by_another(self) -> None:
        if self.guardian is not None and self.guardian.person_id == self.id:
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


def _not_born_after(birth_date: BirthDate | None, today: date) -> None:
    if birth_date is not None and birth_date.is_after(today):
        raise BornInFuture()


def _not_dead_before(birth_date: BirthDate | None, died_on: date | None, today: date) -> None:
    if died_on is None:
        return
    if died_on > today:
        raise DeathInFuture()
    if birth_date is not None and birth_date.is_after(died_on):
        raise DeathBeforeBirth()
