"""What happens in elections. No names, no numbers of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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


@dataclass(frozen=True)
class VotersFrozen:
    list_id: str
    election_id: str


@dataclass(frozen=True)
class VoterRuled:
    list_id: str
    election_id: str
    society_id: str
    eligible: bool


@dataclass(frozen=True)
class CandidacyAdvanced:
    candidacy_id: str
    election_id: str
    society_id: str
    state: str


@dataclass(frozen=True)
class ObjectionAdvanced:
    objection_id: str
    election_id: str
    state: str


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
    | ListClosed
    | CentreConfirmed
    | LotRecorded
    | ResultsConfirmed
)
ListEvent = VotersFrozen | VoterRuled
