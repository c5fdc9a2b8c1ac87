"""What licensing is asked and answers about the elections of unions."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, PageAnswer, PageRequest, Record, Request
from contracts.rpc.licensing.election_parts import (
    DATE_STATES,
    MOST,
    PHASES,
    TWO_PERSONS,
    CentreCountEntriesSchema,
    CentreNumbersSchema,
    CentreShareSchema,
    ElectionLotSchema,
    ElectionPostponementSchema,
    ElectionResultsSchema,
    ElectionScheduleSchema,
    ElectionVoterSchema,
    SeatedBoardSchema,
    a_number,
    a_reason,
    settling,
)


class AnnounceElectionDate(Request):
    """The day on which all unions vote."""

    polling_on = fields.Day(required=True, metadata={"example": "2027-03-06"})


class PostponeElectionDateBody(Request):
    """A later day, and why."""

    polling_on = fields.Day(required=True, metadata={"example": "2027-04-03"})
    reason = a_reason(required=True)


class PostponeElectionDate(PostponeElectionDateBody):
    """The same, saying which date."""

    date_id = fields.Identifier(required=True)


class ElectionDateRef(Request):
    """One national date."""

    date_id = fields.Identifier(required=True)


class FindElectionDates(PageRequest):
    """National dates, newest first."""

    state = fields.Choice(DATE_STATES, load_default=None, allow_none=True)


class ElectionDate(Record):
    """The one date of all unions; logins (`…by`) are told to administrators and auditors alone."""

    schedule = fields.Nested(ElectionScheduleSchema, required=True)
    announced_by = fields.Text(
        required=True, allow_none=True, metadata={"example": "administrator-1"}
    )
    announced_on = fields.Day(required=True)
    elections = fields.Several(fields.Identifier(), most=1000, required=True)
    state = fields.Choice(DATE_STATES, required=True, metadata={"example": "announced"})
    postponements = fields.Several(fields.Nested(ElectionPostponementSchema), required=True)


class ElectionDatePage(PageAnswer):
    """One page of national dates."""

    items = fields.Several(fields.Nested(ElectionDate), required=True)


class ElectionRef(Request):
    """The election of one union."""

    election_id = fields.Identifier(required=True)


class FindElections(PageRequest):
    """Elections of unions; filters add up. Newest first."""

    date_id = fields.Identifier(load_default=None, allow_none=True)
    union_id = fields.Identifier(load_default=None, allow_none=True)
    phase = fields.Choice(PHASES, load_default=None, allow_none=True)


class Election(Record):
    """The election of one union's board, as it stands; logins (`…by`) are told to its office
    alone."""

    date_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    schedule = fields.Nested(ElectionScheduleSchema, required=True)
    seats = a_number(required=True, metadata={"example": 9})
    votes_per_voter = a_number(required=True, metadata={"example": 1})
    nominations_per_society = a_number(required=True, metadata={"example": 1})
    announced_by = fields.Text(
        required=True, allow_none=True, metadata={"example": "administrator-1"}
    )
    phase = fields.Choice(PHASES, required=True, metadata={"example": "nominating"})
    eligible = a_number(required=True, allow_none=True)
    excluded = a_number(required=True, allow_none=True)
    candidates = fields.Several(fields.Identifier(), most=1000, required=True)
    centres = fields.Several(fields.Nested(CentreShareSchema), required=True)
    results = fields.Nested(ElectionResultsSchema, required=True, allow_none=True)
    lot = fields.Nested(ElectionLotSchema, required=True)
    board = fields.Nested(SeatedBoardSchema, required=True, allow_none=True)
    lost = fields.Several(fields.Identifier(), most=10_000, required=True)
    struck = fields.Several(fields.Identifier(), most=1000, required=True)


class ElectionPage(PageAnswer):
    """One page of elections."""

    items = fields.Several(fields.Nested(Election), required=True)


class ListVotersFilters(PageRequest):
    """Those who may vote, those who may not, or all; by society."""

    eligible = fields.Choice(("true", "false"), load_default=None, allow_none=True)


class ListVoters(ListVotersFilters):
    """The same, saying of which election."""

    election_id = fields.Identifier(required=True)


class VoterPage(PageAnswer):
    """One page of a list of voters."""

    items = fields.Several(fields.Nested(ElectionVoterSchema), required=True)


class VoterListCheck(Answer):
    """The list computed anew beside the one that was frozen, and which societies differ."""

    election_id = fields.Identifier(required=True)
    identical = fields.Flag(required=True)
    voters = a_number(required=True)
    differing = fields.Several(fields.Identifier(), most=MOST, required=True)


class EnterCentreCountBody(Request):
    """One person's numbers: two that agree stand, a third one decides between two that differ."""

    count = fields.Nested(CentreNumbersSchema, required=True)
    settles = settling()
    reason = a_reason(load_default=None, allow_none=True)


class EnterCentreCount(EnterCentreCountBody):
    """The same, saying of which centre's count."""

    count_id = fields.Identifier(required=True)


class CentreCountRef(Request):
    """The count of one centre for one union."""

    count_id = fields.Identifier(required=True)


class FindCentreCounts(PageRequest):
    """Counts within the caller's governorates; filters add up. Newest first."""

    election_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(TWO_PERSONS, load_default=None, allow_none=True)


class CentreCount(Record):
    """The count of one centre for one union."""

    election_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    centre = fields.Text(required=True, metadata={"example": "amman_marka"})
    governorate = fields.Governorate(required=True)
    voters = a_number(required=True, metadata={"example": 42})
    candidates = fields.Several(fields.Identifier(), most=1000, required=True)
    votes_per_voter = a_number(required=True, metadata={"example": 1})
    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "confirmed"})
    entries = fields.Nested(CentreCountEntriesSchema, required=True)


class CentreCountPage(PageAnswer):
    """One page of counts."""

    items = fields.Several(fields.Nested(CentreCount), required=True)


class RecordLotBody(Request):
    """Whom the lot drew among those who are tied, as many as there are seats left."""

    drawn = fields.Several(fields.Identifier(), fewest=1, distinct=True, required=True)
    settles = settling()
    reason = a_reason(load_default=None, allow_none=True)


class RecordLot(RecordLotBody):
    """The same, saying in which election."""

    election_id = fields.Identifier(required=True)


METHODS: Methods = {
    "announce_election_date": Method("command", AnnounceElectionDate, ElectionDate),
    "postpone_election_date": Method("command", PostponeElectionDate, ElectionDate),
    "get_election_date": Method("query", ElectionDateRef, ElectionDate),
    "find_election_dates": Method("query", FindElectionDates, ElectionDatePage),
    "get_election": Method("query", ElectionRef, Election),
    "find_elections": Method("query", FindElections, ElectionPage),
    "list_voters": Method("query", ListVoters, VoterPage),
    "verify_voters": Method("query", ElectionRef, VoterListCheck),
    "finalise_election_lists": Method("command", ElectionRef, Election),
    "enter_centre_count": Method("command", EnterCentreCount, CentreCount),
    "get_centre_count": Method("query", CentreCountRef, CentreCount),
    "find_centre_counts": Method("query", FindCentreCounts, CentreCountPage),
    "record_lot": Method("command", RecordLot, Election),
    "confirm_election_results": Method("command", ElectionRef, Election),
}
