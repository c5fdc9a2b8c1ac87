"""What happens in elections. No names, no numbers of persons, but for how a candidate is reached.

`society_ids` are the members whom something concerns: each is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.contact import Contact


@dataclass(frozen=True)
class DateAnnounced:
    date_id: str
    polling_on: date
    cut_off: date


@dataclass(frozen=True)
class DatePostponed:
    date_id: str
    polling_on: date
    cut_off: date


@dataclass(frozen=True)
class DateHeld:
    date_id: str
    polling_on: date


@dataclass(frozen=True)
class ElectionAnnounced:
    election_id: str
    date_id: str
    union_id: str
    polling_on: date
    cut_off: date
    society_ids: tuple[str, ...]


@dataclass(frozen=True)
class ElectionAdvanced:
    """It entered this phase."""

    election_id: str
    union_id: str
    phase: str


@dataclass(frozen=True)
class ElectionPostponed:
    election_id: str
    union_id: str
    polling_on: date
    cut_off: date
    society_ids: tuple[str, ...]


@dataclass(frozen=True)
class SocietyLost:
    """A society was dissolved: it neither votes nor has candidates."""

    election_id: str
    union_id: str
    society_id: str


@dataclass(frozen=True)
class ListClosed:
    """Who may vote was frozen, as things stood at the cut-off."""

    election_id: str
    union_id: str
    eligible: int
    excluded: int


@dataclass(frozen=True)
class CentreConfirmed:
    election_id: str
    union_id: str
    centre: str


@dataclass(frozen=True)
class LotRecorded:
    election_id: str
    union_id: str
    state: str


@dataclass(frozen=True)
class ResultsConfirmed:
    election_id: str
    union_id: str
    seats: int
    valid_from: date
    valid_until: date
    society_ids: tuple[str, ...]
    candidacy_ids: tuple[str, ...]


@dataclass(frozen=True)
class VotersFrozen:
    list_id: str
    election_id: str
    union_id: str
    society_ids: tuple[str, ...]
    objections_until: date


@dataclass(frozen=True)
class VoterRuled:
    list_id: str
    election_id: str
    society_id: str
    eligible: bool


@dataclass(frozen=True)
class ContactRecorded:
    """How a candidate is reached, as they said when they agreed."""

    candidacy_id: str
    contact: Contact


@dataclass(frozen=True)
class CandidacyAdvanced:
    """`person_told`: the candidacy, once its person has agreed to it and can be told."""

    candidacy_id: str
    election_id: str
    society_id: str
    state: str
    person_told: str | None


@dataclass(frozen=True)
class ObjectionAdvanced:
    """`filed_for`: the society that objects; `society_id` or `candidacy_id`: whom it is about."""

    objection_id: str
    election_id: str
    state: str
    filed_for: str | None
    society_id: str | None
    candidacy_id: str | None


@dataclass(frozen=True)
class CountAdvanced:
    count_id: str
    election_id: str
    centre: str
    state: str


DateEvent = DateAnnounced | DatePostponed | DateHeld
ElectionEvent = (
    ElectionAnnounced
    | ElectionAdvanced
    | ElectionPostponed
    | SocietyLost
    | ListClosed
    | CentreConfirmed
    | LotRecorded
    | ResultsConfirmed
)
ListEvent = VotersFrozen | VoterRuled
CandidacyEvent = ContactRecorded | CandidacyAdvanced
