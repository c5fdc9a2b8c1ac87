"""What elections of unions are made of, in requests and answers."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.licensing.association_parts import CODE, StandingCriterionSchema

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
MOST = 100_000


def a_number(**rest: Any) -> fields.Whole:
    return fields.Whole(least=0, most=MOST, **rest)


def a_reason(**rest: Any) -> fields.Paragraph:
    return fields.Paragraph(metadata={"example": "رُوجعت المستندات."}, **rest)


def settling() -> fields.Flag:
    return fields.Flag(
        load_default=False,
        metadata={"description": "A third person decides between two that differ."},
    )


class ElectionScheduleSchema(Strict):
    """The days of an election, each as a whole; voters stand as at the end of `cut_off`."""

    cut_off = fields.Day(required=True)
    voter_objections_until = fields.Day(required=True)
    nominations_from = fields.Day(required=True)
    nominations_until = fields.Day(required=True)
    candidate_objections_until = fields.Day(required=True)
    polling_on = fields.Day(required=True)
    opens = fields.Text(required=True, metadata={"example": "10:00:00"})
    closes = fields.Text(required=True, metadata={"example": "17:00:00"})


class ElectionPostponementSchema(Strict):
    """From which day it was moved, and why."""

    polling_on = fields.Day(required=True)
    reason = a_reason(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "administrator-1"})
    on = fields.Day(required=True)


class CentreShareSchema(Strict):
    """How many vote in a centre, and whether its count stands."""

    code = fields.Text(required=True, longest=60, pattern=CODE, metadata={"example": "amman_marka"})
    voters = a_number(required=True)
    confirmed = fields.Flag(required=True)


class CandidateTallySchema(Strict):
    """What a candidate received in all centres."""

    candidacy_id = fields.Identifier(required=True)
    votes = a_number(required=True)


class ElectionResultsSchema(Strict):
    """Most votes first; a lot is drawn among `tied` for `open_seats`."""

    tallies = fields.Several(fields.Nested(CandidateTallySchema), most=1000, required=True)
    elected = fields.Several(fields.Identifier(), required=True)
    tied = fields.Several(fields.Identifier(), most=1000, required=True)
    open_seats = a_number(required=True)


class ElectionEntrySchema(Strict):
    """Who entered something, and when; why, who decided between two."""

    by = fields.Text(required=True, allow_none=True, metadata={"example": "clerk-1"})
    at = fields.Moment(required=True)
    reason = fields.Paragraph(required=True, allow_none=True)


class ElectionLotEntrySchema(ElectionEntrySchema):
    """Whom the lot drew, as this person saw it."""

    value = fields.Several(fields.Identifier(), required=True)


class ElectionLotSchema(Strict):
    """The lot, as two persons recorded it."""

    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "open"})
    value = fields.Several(fields.Identifier(), required=True, allow_none=True)
    entries = fields.Several(fields.Nested(ElectionLotEntrySchema), required=True)


class SeatedBoardSchema(Strict):
    """Who was seated, and for which term."""

    candidacies = fields.Several(fields.Identifier(), required=True)
    valid_from = fields.Day(required=True)
    valid_until = fields.Day(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-3"})


class ElectionVoterSchema(Strict):
    """A member society with its criteria at the cut-off; one delegate where it may vote."""

    society_id = fields.Identifier(required=True)
    number = fields.Text(required=True, metadata={"example": "SOC-AM-2026-000001"})
    name_ar = fields.Text(required=True, metadata={"example": "جمعية السنابل الخيرية"})
    centre = fields.Text(required=True, metadata={"example": "amman_marka"})
    eligible = fields.Flag(required=True)
    objection_id = fields.Identifier(required=True, allow_none=True)
    dissolved = fields.Flag(required=True)
    because = fields.Several(fields.Nested(StandingCriterionSchema), required=True)


class CandidacyConsentSchema(Strict):
    """Who recorded that the person agreed."""

    by = fields.Text(required=True, allow_none=True, metadata={"example": "citizen-9"})
    on = fields.Day(required=True)
    document_id = fields.Identifier(required=True, allow_none=True)


class CandidacyCheckSchema(Strict):
    """What the committee found."""

    accepted = fields.Flag(required=True)
    reason = fields.Paragraph(required=True, allow_none=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-1"})
    on = fields.Day(required=True)


class ObjectionRulingEntrySchema(ElectionEntrySchema):
    """What this person decided."""

    value = fields.Flag(required=True)


class ObjectionRulingSchema(Strict):
    """The decision of two persons: whether the objection is upheld."""

    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "open"})
    value = fields.Flag(required=True, allow_none=True)
    entries = fields.Several(fields.Nested(ObjectionRulingEntrySchema), required=True)


class CentreNumbersSchema(Strict):
    """What a centre counted: delegates registered and come, ballots spoiled, votes."""

    registered = a_number(required=True, metadata={"example": 40})
    came = a_number(required=True, metadata={"example": 31})
    spoiled = a_number(required=True, metadata={"example": 1})
    votes = fields.Several(fields.Nested(CandidateTallySchema), most=1000, required=True)


class CentreCountEntrySchema(ElectionEntrySchema):
    """The numbers that this person entered."""

    value = fields.Nested(CentreNumbersSchema, required=True)


class CentreCountEntriesSchema(Strict):
    """What two persons entered; nothing of it while the second one has still to."""

    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "confirmed"})
    value = fields.Nested(CentreNumbersSchema, required=True, allow_none=True)
    entries = fields.Several(fields.Nested(CentreCountEntrySchema), required=True)
