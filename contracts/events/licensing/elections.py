"""What licensing tells of the elections of unions: dates, phases and counts, never persons, but for
how a candidate is reached, which is personal. `society_ids` are the members whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PERSONAL
from contracts.events.base import Count, Date, Event, Id, LanguageCode, Line, Word


@dataclass(frozen=True)
class ElectionDateAnnounced(Event):
    """All unions vote on this day; voters are listed as they stand on the cut-off day."""

    TYPE: ClassVar[str] = "kanaf.licensing.election_date.announced.v1"
    AGGREGATE: ClassVar[str] = "election_date"

    date_id: Id
    polling_on: Date
    cut_off: Date


@dataclass(frozen=True)
class ElectionDatePostponed(Event):
    """All unions vote on this later day."""

    TYPE: ClassVar[str] = "kanaf.licensing.election_date.postponed.v1"
    AGGREGATE: ClassVar[str] = "election_date"

    date_id: Id
    polling_on: Date
    cut_off: Date


@dataclass(frozen=True)
class ElectionDateHeld(Event):
    """The polling day is over."""

    TYPE: ClassVar[str] = "kanaf.licensing.election_date.held.v1"
    AGGREGATE: ClassVar[str] = "election_date"

    date_id: Id
    polling_on: Date


@dataclass(frozen=True)
class ElectionAnnounced(Event):
    """A union votes on the national date."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.announced.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    date_id: Id
    union_id: Id
    polling_on: Date
    cut_off: Date
    society_ids: tuple[Id, ...] | None = None


@dataclass(frozen=True)
class ElectionPostponed(Event):
    """A union votes later, along with all others."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.postponed.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    polling_on: Date
    cut_off: Date
    society_ids: tuple[Id, ...] | None = None


@dataclass(frozen=True)
class ElectionAdvanced(Event):
    """A union's election entered this phase."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.advanced.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    phase: Word


@dataclass(frozen=True)
class ElectionListClosed(Event):
    """Who may vote was frozen: so many member societies may, so many may not."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.list_closed.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    eligible: Count
    excluded: Count


@dataclass(frozen=True)
class ElectionCentreConfirmed(Event):
    """The count of a polling centre stands, entered by two persons."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.centre_confirmed.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    centre: Word


@dataclass(frozen=True)
class ElectionLotRecorded(Event):
    """A lot for tied seats was recorded: `entered`, `confirmed`, or `conflict` of two records."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.lot_recorded.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    state: Word


@dataclass(frozen=True)
class ElectionResultsConfirmed(Event):
    """So many were elected to the union's board, for a term."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.results_confirmed.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    seats: Count
    valid_from: Date
    valid_until: Date
    society_ids: tuple[Id, ...] | None = None
    candidacy_ids: tuple[Id, ...] | None = None


@dataclass(frozen=True)
class ElectionSocietyLost(Event):
    """A member was dissolved after the cut-off: it neither votes nor has candidates."""

    TYPE: ClassVar[str] = "kanaf.licensing.election.society_lost.v1"
    AGGREGATE: ClassVar[str] = "election"

    election_id: Id
    union_id: Id
    society_id: Id


@dataclass(frozen=True)
class VoterListFrozen(Event):
    """The list of voters of an election was written."""

    TYPE: ClassVar[str] = "kanaf.licensing.voter_list.frozen.v1"
    AGGREGATE: ClassVar[str] = "voter_list"

    list_id: Id
    election_id: Id
    union_id: Id | None = None
    society_ids: tuple[Id, ...] | None = None
    objections_until: Date | None = None


@dataclass(frozen=True)
class VoterListRuled(Event):
    """By an objection that was upheld, a society may vote or may not; or it was dissolved."""

    TYPE: ClassVar[str] = "kanaf.licensing.voter_list.ruled.v1"
    AGGREGATE: ClassVar[str] = "voter_list"

    list_id: Id
    election_id: Id
    society_id: Id
    eligible: bool


@dataclass(frozen=True)
class CandidacyContactRecorded(Event):
    """How a candidate is reached. `party` is `licensing.candidacy/<id>`."""

    TYPE: ClassVar[str] = "kanaf.licensing.candidacy.contact_recorded.v1"
    AGGREGATE: ClassVar[str] = "candidacy"
    CLASSIFICATION: ClassVar[str] = PERSONAL

    party: Line
    name: Line
    language: LanguageCode
    mobile: Line | None
    email: Line | None


@dataclass(frozen=True)
class CandidacyAdvanced(Event):
    """A nomination by a society is in this state. `person_told`: the candidacy, once its person has
    agreed to it and is told, too."""

    TYPE: ClassVar[str] = "kanaf.licensing.candidacy.advanced.v1"
    AGGREGATE: ClassVar[str] = "candidacy"

    candidacy_id: Id
    election_id: Id
    society_id: Id
    state: Word
    person_told: Id | None = None


@dataclass(frozen=True)
class ElectionObjectionAdvanced(Event):
    """An objection to the lists was filed, ruled on by one person, or decided by two. `filed_for`:
    the society that objects; `society_id` or `candidacy_id`: whom it is about."""

    TYPE: ClassVar[str] = "kanaf.licensing.election_objection.advanced.v1"
    AGGREGATE: ClassVar[str] = "election_objection"

    objection_id: Id
    election_id: Id
    state: Word
    filed_for: Id | None = None
    society_id: Id | None = None
    candidacy_id: Id | None = None


@dataclass(frozen=True)
class CentreCountAdvanced(Event):
    """The count of a centre waits, was entered once, is in conflict, or is confirmed."""

    TYPE: ClassVar[str] = "kanaf.licensing.centre_count.advanced.v1"
    AGGREGATE: ClassVar[str] = "centre_count"

    count_id: Id
    election_id: Id
    centre: Word
    state: Word
