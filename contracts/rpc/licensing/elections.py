"""What licensing is asked and answers about the elections of unions."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.licensing.association_parts import CODE, CriterionSchema
from contracts.rpc.people import WrittenName

DATE_STATES = ("announced", "held")
PHASES = (
    "announced",
    "listing",
    "listed",
    "nominating",
    "nominated",
    "settling",
    "final",
    "counting",
    "counted",
    "confirmed",
    "void",
)
CANDIDACY_STATES = ("proposed", "consented", "accepted", "refused", "withdrawn", "struck")
TWO_PERSONS = ("open", "entered", "conflict", "confirmed")
ABOUT, CLAIMS = ("voter", "candidate"), ("include", "exclude")
_MOST = 100_000


def _number(**rest: Any) -> fields.Whole:
    return fields.Whole(least=0, most=_MOST, **rest)


def _reason(**rest: Any) -> fields.Paragraph:
    return fields.Paragraph(metadata={"example": "رُوجعت المستندات."}, **rest)


def _settles() -> fields.Flag:
    return fields.Flag(
        load_default=False,
        metadata={"description": "A third person decides between two that differ."},
    )


class AnnounceElectionDate(Request):
    """The day on which all unions vote."""

    polling_on = fields.Day(required=True, metadata={"example": "2027-03-06"})


class PostponeElectionDateBody(Request):
    """A later day, and why."""

    polling_on = fields.Day(required=True, metadata={"example": "2027-04-03"})
    reason = _reason(required=True)


class PostponeElectionDate(PostponeElectionDateBody):
    """The same, saying which date."""

    date_id = fields.Identifier(required=True)


class ElectionDateRef(Request):
    """One national date."""

    date_id = fields.Identifier(required=True)


class FindElectionDates(PageRequest):
    """National dates, newest first."""

    state = fields.Choice(DATE_STATES, load_default=None, allow_none=True)


class ScheduleSchema(Strict):
    """The days of an election, each as a whole; voters stand as at the end of `cut_off`."""

    cut_off = fields.Day(required=True)
    voter_objections_until = fields.Day(required=True)
    nominations_from = fields.Day(required=True)
    nominations_until = fields.Day(required=True)
    candidate_objections_until = fields.Day(required=True)
    polling_on = fields.Day(required=True)
    opens = fields.Text(required=True, metadata={"example": "10:00:00"})
    closes = fields.Text(required=True, metadata={"example": "17:00:00"})


class PostponementSchema(Strict):
    """From which day it was moved, and why."""

    polling_on = fields.Day(required=True)
    reason = _reason(required=True)
    by = fields.Text(required=True, metadata={"example": "administrator-1"})
    on = fields.Day(required=True)


class ElectionDate(Record):
    """The one date of all unions."""

    schedule = fields.Nested(ScheduleSchema, required=True)
    announced_by = fields.Text(required=True, metadata={"example": "administrator-1"})
    announced_on = fields.Day(required=True)
    elections = fields.Several(fields.Identifier(), most=1000, required=True)
    state = fields.Choice(DATE_STATES, required=True, metadata={"example": "announced"})
    postponements = fields.Several(fields.Nested(PostponementSchema), required=True)


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


class CentreShareSchema(Strict):
    """How many vote in a centre, and whether its count stands."""

    code = fields.Text(required=True, longest=60, pattern=CODE, metadata={"example": "amman_marka"})
    voters = _number(required=True)
    confirmed = fields.Flag(required=True)


class TallySchema(Strict):
    """What a candidate received in all centres."""

    candidacy_id = fields.Identifier(required=True)
    votes = _number(required=True)


class ResultsSchema(Strict):
    """Most votes first; a lot is drawn among `tied` for `open_seats`."""

    tallies = fields.Several(fields.Nested(TallySchema), most=1000, required=True)
    elected = fields.Several(fields.Identifier(), required=True)
    tied = fields.Several(fields.Identifier(), most=1000, required=True)
    open_seats = _number(required=True)


class EntrySchema(Strict):
    """Who entered something, and when; why, who decided between two."""

    by = fields.Text(required=True, metadata={"example": "clerk-1"})
    at = fields.Moment(required=True)
    reason = fields.Paragraph(required=True, allow_none=True)


class LotEntrySchema(EntrySchema):
    """Whom the lot drew, as this person saw it."""

    value = fields.Several(fields.Identifier(), required=True)


class LotSchema(Strict):
    """The lot, as two persons recorded it."""

    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "open"})
    value = fields.Several(fields.Identifier(), required=True, allow_none=True)
    entries = fields.Several(fields.Nested(LotEntrySchema), required=True)


class SeatedSchema(Strict):
    """Who was seated, and for which term."""

    candidacies = fields.Several(fields.Identifier(), required=True)
    valid_from = fields.Day(required=True)
    valid_until = fields.Day(required=True)
    by = fields.Text(required=True, metadata={"example": "supervisor-3"})


class Election(Record):
    """The election of one union's board, as it stands."""

    date_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    schedule = fields.Nested(ScheduleSchema, required=True)
    seats = _number(required=True, metadata={"example": 9})
    votes_per_voter = _number(required=True, metadata={"example": 1})
    nominations_per_society = _number(required=True, metadata={"example": 1})
    announced_by = fields.Text(required=True, metadata={"example": "administrator-1"})
    phase = fields.Choice(PHASES, required=True, metadata={"example": "nominating"})
    eligible = _number(required=True, allow_none=True)
    excluded = _number(required=True, allow_none=True)
    candidates = fields.Several(fields.Identifier(), most=1000, required=True)
    centres = fields.Several(fields.Nested(CentreShareSchema), required=True)
    results = fields.Nested(ResultsSchema, required=True, allow_none=True)
    lot = fields.Nested(LotSchema, required=True)
    board = fields.Nested(SeatedSchema, required=True, allow_none=True)


class ElectionPage(PageAnswer):
    """One page of elections."""

    items = fields.Several(fields.Nested(Election), required=True)


class ListVotersFilters(PageRequest):
    """Those who may vote, those who may not, or all; by society."""

    eligible = fields.Choice(("true", "false"), load_default=None, allow_none=True)


class ListVoters(ListVotersFilters):
    """The same, saying of which election."""

    election_id = fields.Identifier(required=True)


class VoterSchema(Strict):
    """A member society with its criteria at the cut-off; one delegate where it may vote."""

    society_id = fields.Identifier(required=True)
    number = fields.Text(required=True, metadata={"example": "SOC-AM-2026-000001"})
    name_ar = fields.Text(required=True, metadata={"example": "جمعية السنابل الخيرية"})
    centre = fields.Text(required=True, metadata={"example": "amman_marka"})
    eligible = fields.Flag(required=True)
    objection_id = fields.Identifier(required=True, allow_none=True)
    because = fields.Several(fields.Nested(CriterionSchema), required=True)


class VoterPage(PageAnswer):
    """One page of a list of voters."""

    items = fields.Several(fields.Nested(VoterSchema), required=True)


class VoterListCheck(Answer):
    """The list computed anew beside the one that was frozen, and which societies differ."""

    election_id = fields.Identifier(required=True)
    identical = fields.Flag(required=True)
    voters = _number(required=True)
    differing = fields.Several(fields.Identifier(), most=_MOST, required=True)


class NominateCandidate(Request):
    """Whom a society nominates, and in which election."""

    election_id = fields.Identifier(required=True)
    society_id = fields.Identifier(required=True)
    name = WrittenName(required=True)
    national_number = fields.NationalNumber(required=True)


class CandidacyRef(Request):
    """One candidacy."""

    candidacy_id = fields.Identifier(required=True)


class ConsentToCandidacyBody(Request):
    """The signed paper, where staff record the consent of somebody without a login."""

    document_id = fields.Identifier(load_default=None, allow_none=True)


class ConsentToCandidacy(ConsentToCandidacyBody):
    """The same, saying to which candidacy."""

    candidacy_id = fields.Identifier(required=True)


class CheckCandidacyBody(Request):
    """Whether it is accepted, and why not."""

    accepted = fields.Flag(required=True)
    reason = _reason(load_default=None, allow_none=True)


class CheckCandidacy(CheckCandidacyBody):
    """The same, saying which candidacy."""

    candidacy_id = fields.Identifier(required=True)


class FindCandidacies(PageRequest):
    """Candidacies without numbers of persons; filters add up. Newest first."""

    election_id = fields.Identifier(load_default=None, allow_none=True)
    society_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(CANDIDACY_STATES, load_default=None, allow_none=True)


class ConsentSchema(Strict):
    """Who recorded that the person agreed."""

    by = fields.Text(required=True, metadata={"example": "citizen-9"})
    on = fields.Day(required=True)
    document_id = fields.Identifier(required=True, allow_none=True)


class CandidacyCheckSchema(Strict):
    """What the committee found."""

    accepted = fields.Flag(required=True)
    reason = fields.Paragraph(required=True, allow_none=True)
    by = fields.Text(required=True, metadata={"example": "supervisor-1"})
    on = fields.Day(required=True)


class Candidacy(Record):
    """A person who stands for a society; the number is shown to few."""

    election_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    society_id = fields.Identifier(required=True)
    society_name_ar = fields.Text(required=True, metadata={"example": "جمعية السنابل الخيرية"})
    name = WrittenName(required=True)
    national_number = fields.NationalNumber(required=True, allow_none=True)
    nominated_by = fields.Text(required=True, metadata={"example": "citizen-7"})
    nominated_on = fields.Day(required=True)
    state = fields.Choice(CANDIDACY_STATES, required=True, metadata={"example": "accepted"})
    consent = fields.Nested(ConsentSchema, required=True, allow_none=True)
    check = fields.Nested(CandidacyCheckSchema, required=True, allow_none=True)
    withdrawn_by = fields.Text(required=True, allow_none=True, metadata={"example": None})


class CandidacyPage(PageAnswer):
    """One page of candidacies."""

    items = fields.Several(fields.Nested(Candidacy), required=True)


class FileObjection(Request):
    """That somebody be on a list of an election, or be taken off it, and why."""

    election_id = fields.Identifier(required=True)
    about = fields.Choice(ABOUT, required=True, metadata={"example": "voter"})
    about_id = fields.Identifier(
        required=True, metadata={"description": "The society, or the candidacy."}
    )
    claim = fields.Choice(CLAIMS, required=True, metadata={"example": "include"})
    text = fields.Paragraph(required=True, metadata={"example": "الاشتراك مسدّد ومرفق إيصاله."})
    filed_for = fields.Identifier(load_default=None, allow_none=True)


class ObjectionRef(Request):
    """One objection."""

    objection_id = fields.Identifier(required=True)


class DecideObjectionBody(Request):
    """One person's ruling: two that agree decide, a third one decides between two that differ."""

    upheld = fields.Flag(required=True)
    reason = _reason(required=True)
    settles = _settles()


class DecideObjection(DecideObjectionBody):
    """The same, saying on which objection."""

    objection_id = fields.Identifier(required=True)


class FindObjections(PageRequest):
    """Objections within the caller's governorates; filters add up. Newest first."""

    election_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(TWO_PERSONS, load_default=None, allow_none=True)


class RulingEntrySchema(EntrySchema):
    """What this person decided."""

    value = fields.Flag(required=True)


class RulingSchema(Strict):
    """The decision of two persons: whether the objection is upheld."""

    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "open"})
    value = fields.Flag(required=True, allow_none=True)
    entries = fields.Several(fields.Nested(RulingEntrySchema), required=True)


class Objection(Record):
    """An objection to a list, and what was decided."""

    election_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    about = fields.Choice(ABOUT, required=True, metadata={"example": "voter"})
    about_id = fields.Identifier(required=True)
    claim = fields.Choice(CLAIMS, required=True, metadata={"example": "include"})
    text = fields.Paragraph(required=True)
    filed_by = fields.Text(required=True, metadata={"example": "citizen-7"})
    filed_for = fields.Identifier(required=True, allow_none=True)
    filed_on = fields.Day(required=True)
    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "open"})
    ruling = fields.Nested(RulingSchema, required=True)


class ObjectionPage(PageAnswer):
    """One page of objections."""

    items = fields.Several(fields.Nested(Objection), required=True)


class CountSchema(Strict):
    """What a centre counted: delegates registered and come, ballots spoiled, votes."""

    registered = _number(required=True, metadata={"example": 40})
    came = _number(required=True, metadata={"example": 31})
    spoiled = _number(required=True, metadata={"example": 1})
    votes = fields.Several(fields.Nested(TallySchema), most=1000, required=True)


class EnterCountBody(Request):
    """One person's numbers: two that agree stand, a third one decides between two that differ."""

    count = fields.Nested(CountSchema, required=True)
    settles = _settles()
    reason = _reason(load_default=None, allow_none=True)


class EnterCount(EnterCountBody):
    """The same, saying of which centre's count."""

    count_id = fields.Identifier(required=True)


class CountRef(Request):
    """The count of one centre for one union."""

    count_id = fields.Identifier(required=True)


class FindCounts(PageRequest):
    """Counts within the caller's governorates; filters add up. Newest first."""

    election_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(TWO_PERSONS, load_default=None, allow_none=True)


class CountEntrySchema(EntrySchema):
    """The numbers that this person entered."""

    value = fields.Nested(CountSchema, required=True)


class CountEntriesSchema(Strict):
    """What two persons entered; nothing of it while the second one has still to."""

    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "confirmed"})
    value = fields.Nested(CountSchema, required=True, allow_none=True)
    entries = fields.Several(fields.Nested(CountEntrySchema), required=True)


class CentreCount(Record):
    """The count of one centre for one union."""

    election_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    centre = fields.Text(required=True, metadata={"example": "amman_marka"})
    governorate = fields.Governorate(required=True)
    voters = _number(required=True, metadata={"example": 42})
    candidates = fields.Several(fields.Identifier(), most=1000, required=True)
    votes_per_voter = _number(required=True, metadata={"example": 1})
    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "confirmed"})
    entries = fields.Nested(CountEntriesSchema, required=True)


class CentreCountPage(PageAnswer):
    """One page of counts."""

    items = fields.Several(fields.Nested(CentreCount), required=True)


class RecordLotBody(Request):
    """Whom the lot drew among those who are tied, as many as there are seats left."""

    drawn = fields.Several(fields.Identifier(), fewest=1, distinct=True, required=True)
    settles = _settles()
    reason = _reason(load_default=None, allow_none=True)


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
    "nominate_candidate": Method("command", NominateCandidate, Candidacy),
    "consent_to_candidacy": Method("command", ConsentToCandidacy, Candidacy),
    "check_candidacy": Method("command", CheckCandidacy, Candidacy),
    "withdraw_candidacy": Method("command", CandidacyRef, Candidacy),
    "get_candidacy": Method("query", CandidacyRef, Candidacy),
    "find_candidacies": Method("query", FindCandidacies, CandidacyPage),
    "file_objection": Method("command", FileObjection, Objection),
    "decide_objection": Method("command", DecideObjection, Objection),
    "get_objection": Method("query", ObjectionRef, Objection),
    "find_objections": Method("query", FindObjections, ObjectionPage),
    "finalise_election_lists": Method("command", ElectionRef, Election),
    "enter_centre_count": Method("command", EnterCount, CentreCount),
    "get_centre_count": Method("query", CountRef, CentreCount),
    "find_centre_counts": Method("query", FindCounts, CentreCountPage),
    "record_lot": Method("command", RecordLot, Election),
    "confirm_election_results": Method("command", ElectionRef, Election),
}
