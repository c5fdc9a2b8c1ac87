"""What the registry tells: persons and households by identifier and plain facts, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PERSONAL, PROTECTED
from contracts.events.base import (
    Date,
    Event,
    GovernorateCode,
    Id,
    LanguageCode,
    Line,
    Place,
    Word,
    Year,
)


@dataclass(frozen=True)
class PersonRegisteredV1(Event):
    """A person was registered, as told until v2: the governorate alone."""

    TYPE: ClassVar[str] = "kanaf.registry.person.registered.v1"
    AGGREGATE: ClassVar[str] = "person"

    person_id: Id
    governorate: GovernorateCode
    birth_year: Year | None


@dataclass(frozen=True)
class PersonRegistered(Event):
    """A person was registered for the first time."""

    TYPE: ClassVar[str] = "kanaf.registry.person.registered.v2"
    AGGREGATE: ClassVar[str] = "person"

    person_id: Id
    place: Place
    identity_kind: Word
    birth_year: Year | None
    registered_on: Date
    imported: bool = False
    """Whether the record came with a file, and nobody to the counter."""


@dataclass(frozen=True)
class PersonRegisteredInConfidence(Event):
    """Somebody is registered, and protected from then on: a child born where nobody may see.

    Protected, and without a place: it would tell where the family is.
    """

    TYPE: ClassVar[str] = "kanaf.registry.person.registered_in_confidence.v1"
    AGGREGATE: ClassVar[str] = "person"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    person_id: Id


@dataclass(frozen=True)
class PersonAmended(Event):
    """Facts about a person were corrected or changed; `fields` names them."""

    TYPE: ClassVar[str] = "kanaf.registry.person.amended.v1"
    AGGREGATE: ClassVar[str] = "person"

    person_id: Id
    fields: tuple[Word, ...]


@dataclass(frozen=True)
class PersonErased(Event):
    """Data about a person were erased at their request: whoever keeps such data forgets them, too.

    `categories` are those of the law's rules that went (`contact`, `latin_name` …). General, as
    every recipient has to learn of it, also who has an agreement for that governorate alone: of
    somebody under protection it is where all knew them to live before, if they did.
    """

    TYPE: ClassVar[str] = "kanaf.registry.person.erased.v1"
    AGGREGATE: ClassVar[str] = "person"

    person_id: Id
    categories: tuple[Word, ...]
    governorate: GovernorateCode | None = None


@dataclass(frozen=True)
class PersonContactRecorded(Event):
    """How a person is reached was recorded. `party` is `registry.person/<id>`.

    Nobody is shown what a `confidential` party was told, nor that it was: they are not to be found.
    """

    TYPE: ClassVar[str] = "kanaf.registry.person.contact_recorded.v1"
    AGGREGATE: ClassVar[str] = "person"
    CLASSIFICATION: ClassVar[str] = PERSONAL

    party: Line
    name: Line
    language: LanguageCode
    mobile: Line | None
    email: Line | None
    confidential: bool = False
