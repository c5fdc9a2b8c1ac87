"""What the handlers of privacy need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from services.registry.app.ports import View
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.facts import Name, NameParts
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.consent import Consent
from services.registry.domain.privacy.data_copy import DataCopy
from services.registry.domain.privacy.keeping import Held
from services.registry.domain.privacy.requests import DataRequest
from services.registry.domain.privacy.rules import PrivacyRules

Rules = Callable[[date], PrivacyRules]
"""The rules in force on a day."""
OwnPerson = Callable[[Actor], str | None]
"""Which person of the registry a citizen is."""
WorkingDaysAfter = Callable[[date, int], date]


class Calendar(Protocol):
    """The time, and the day it is in Jordan."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...


class Consents(Protocol):
    """Where consents are kept; of one person for one purpose one at most is in force."""

    def get(self, consent_id: str, admit: Callable[[Consent], None] = ...) -> Consent: ...
    def load(self, consent_id: str) -> Consent: ...
    def add(self, consent: Consent) -> View: ...
    def save(self, consent: Consent) -> View: ...
    def show(self, consent: Consent) -> View: ...

    def find(
        self, person_id: str, status: str | None, purpose: str | None, after: str | None, limit: int
    ) -> View:
        """A page of a person's consents, newest first."""
        ...

    def live(self, person_id: str, purpose: str) -> Consent | None:
        """The one that was neither withdrawn nor noted to have expired."""
        ...

    def all_live(self, purpose: str) -> Iterator[Consent]:
        """Everybody's."""
        ...

    def ended_since(self, purpose: str, moment: datetime) -> bool:
        """Whether anybody's consent to this purpose ended since then."""
        ...


class DataRequests(Protocol):
    """Where requests are kept."""

    def get(self, request_id: str, admit: Callable[[DataRequest], None] = ...) -> DataRequest: ...
    def load(self, request_id: str) -> DataRequest: ...
    def knows(self, request_id: str) -> bool: ...
    def add(self, request: DataRequest) -> View: ...
    def save(self, request: DataRequest) -> View: ...
    def show(self, request: DataRequest) -> View: ...
    def summary(self, view: View) -> View: ...

    def find(
        self,
        wanted: Mapping[str, str],
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of requests, newest first."""
        ...

    def objecting(self, purpose: str) -> set[str]:
        """Whose objection to this purpose was granted and not lifted."""
        ...

    def restricted(self) -> set[str]:
        """Whose records are restricted."""
        ...

    def of(self, person_id: str) -> Iterator[DataRequest]:
        """Everything this person asked, and was asked about their number."""
        ...

    def forget_answers(self, request_id: str) -> None:
        """What was answered to earlier commands says no more than the request does now."""
        ...


class Copies(Protocol):
    """Where copies are kept; their files are elsewhere."""

    def get(self, copy_id: str, admit: Callable[[DataCopy], None] = ...) -> DataCopy: ...
    def load(self, copy_id: str) -> DataCopy: ...
    def add(self, made: DataCopy) -> View: ...
    def save(self, made: DataCopy) -> View: ...
    def view(self, copy_id: str) -> View: ...

    def of(self, person_id: str) -> Iterator[DataCopy]:
        """All that were ever asked for of this person."""
        ...


class Persons(Protocol):
    """The persons whose data it is."""

    def load(self, person_id: str) -> Person: ...
    def get_companion(self, person_id: str) -> Person: ...
    def save(self, person: Person, why: str | None = None) -> View: ...

    def claim_if_hidden(self, person: Person, known: Callable[[Any], bool]) -> None:
        """Let the person's number be claimed where its holder is not `known` to the actor: for
        changes that happen together, which a refusal would end."""
        ...

    def holder_of(self, national_number: str) -> Person | None:
        """Who has this national number."""
        ...

    def forget_former(
        self, person_id: str, categories: Collection[str], known_as: NameParts | None
    ) -> None:
        """Former states, and answers that were given, forget these categories, too; `known_as` is
        the name in place of a Latin one."""
        ...

    def absorbed(self, person_id: str) -> list[str]:
        """The records that were merged into this one, directly or one after the other."""
        ...

    def history(self, person_id: str) -> Sequence[Former]:
        """Every state of the record, oldest first."""
        ...


class Former(Protocol):
    """A record as it was from `at` on."""

    @property
    def at(self) -> datetime: ...
    @property
    def aggregate(self) -> Person: ...


class Homes(Protocol):
    """The households that people live in."""

    def home_of(self, person_id: str) -> str | None: ...
    def get_companion(self, household_id: str) -> Household: ...
    def save(self, household: Household, why: str | None = None) -> View: ...

    def states(self, household_id: str) -> Sequence[Household]:
        """Every state that it was in, the present one last."""
        ...

    def forget_former(self, household_id: str) -> None:
        """Former states, and answers that were given, forget the details of the address, too."""
        ...


class Needed(Protocol):
    """Whether somebody's data are still needed for a benefit."""

    def __call__(self, person_id: str) -> bool: ...


class Holding(Protocol):
    """What is held of somebody on which parts of their record may rest."""

    def __call__(self, person: Person, today: date, since: date | None = None) -> Held:
        """Each ground with the last day on which there was any; `since`: the day of an erasure
        after which they may have come back."""
        ...


class Traces(Protocol):
    """What is kept of a person beside their record."""

    def forget(self, record: str, categories: Collection[str], known_as: Name) -> None:
        """Contacts that were told (under another name than `known_as`, too), facts that a merge
        remembers. Doing it again is harmless."""
        ...

    def households_ended(self, person_id: str) -> Sequence[str]:
        """The households that this person headed when they were dissolved."""
        ...


class Exported(Protocol):
    """Files of many records that were taken out."""

    def forget(self, governorates: Collection[str], purposes: Collection[str] | None) -> None:
        """Those of these governorates that were written for one of these purposes (`None`: for any)
        are no longer kept; one that is being written begins anew."""
        ...


class Copied(Protocol):
    """Copies of everything about a person."""

    def forget(self, person_id: str) -> None:
        """Those of this record are no longer kept; one that is being written begins anew."""
        ...


class Arriving(Protocol):
    """Rows of files that wait to be registered."""

    def forget(self, numbers: Collection[str]) -> None:
        """Rows that are refused, and whose person has one of these numbers, say nothing more."""
        ...


class Dossier(Protocol):
    """Everything that is held about a person, as they may have it: nothing of anybody else."""

    def of(self, person_id: str, rules: PrivacyRules) -> Mapping[str, Any]: ...


class CopyWriter(Protocol):
    """Writes a dossier as files."""

    def as_json(self, dossier: Mapping[str, Any]) -> Iterable[bytes]: ...

    def as_document(self, dossier: Mapping[str, Any], language: str) -> Iterable[bytes]:
        """For people: in this language, with the other one beside the headings."""
        ...


Changed = Callable[[Changes], Mapping[str, Any]]
Sentences = Callable[[str, Mapping[str, Any]], Mapping[str, str]]
"""The sentence with this code in both languages, with these values in it."""
Reasons = Sequence[Mapping[str, str]]
