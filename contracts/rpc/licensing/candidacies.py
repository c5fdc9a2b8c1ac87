"""What licensing is asked and answers about candidates, and objections to the lists."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request
from contracts.rpc.licensing.election_parts import (
    ABOUT,
    CANDIDACY_STATES,
    CLAIMS,
    TWO_PERSONS,
    CandidacyCheckSchema,
    CandidacyConsentSchema,
    ObjectionRulingSchema,
    a_reason,
    settling,
)
from contracts.rpc.people import ContactSchema, WrittenName, no_contact


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
    """How the person wishes to be told of their candidacy; and the signed paper, where staff record
    the consent of somebody without a login."""

    document_id = fields.Identifier(load_default=None, allow_none=True)
    contact = fields.Nested(ContactSchema, load_default=no_contact)


class ConsentToCandidacy(ConsentToCandidacyBody):
    """The same, saying to which candidacy."""

    candidacy_id = fields.Identifier(required=True)


class CheckCandidacyBody(Request):
    """Whether it is accepted, and why not."""

    accepted = fields.Flag(required=True)
    reason = a_reason(load_default=None, allow_none=True)


class CheckCandidacy(CheckCandidacyBody):
    """The same, saying which candidacy."""

    candidacy_id = fields.Identifier(required=True)


class FindCandidacies(PageRequest):
    """Candidacies without numbers of persons; filters add up. Newest first."""

    election_id = fields.Identifier(load_default=None, allow_none=True)
    society_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(CANDIDACY_STATES, load_default=None, allow_none=True)


class Candidacy(Record):
    """A person who stands for a society; the number is shown to few, logins (`…by`) to the election
    office alone."""

    election_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    society_id = fields.Identifier(required=True)
    society_name_ar = fields.Text(required=True, metadata={"example": "جمعية السنابل الخيرية"})
    name = WrittenName(required=True)
    national_number = fields.NationalNumber(required=True, allow_none=True)
    nominated_by = fields.Text(required=True, allow_none=True, metadata={"example": "citizen-7"})
    nominated_on = fields.Day(required=True)
    state = fields.Choice(CANDIDACY_STATES, required=True, metadata={"example": "accepted"})
    consent = fields.Nested(CandidacyConsentSchema, required=True, allow_none=True)
    check = fields.Nested(CandidacyCheckSchema, required=True, allow_none=True)
    withdrawn_by = fields.Text(required=True, allow_none=True, metadata={"example": None})


class CandidacyPage(PageAnswer):
    """One page of candidacies."""

    items = fields.Several(fields.Nested(Candidacy), required=True)


class FileElectionObjection(Request):
    """That somebody be on a list of an election, or be taken off it, and why."""

    election_id = fields.Identifier(required=True)
    about = fields.Choice(ABOUT, required=True, metadata={"example": "voter"})
    about_id = fields.Identifier(
        required=True, metadata={"description": "The society, or the candidacy."}
    )
    claim = fields.Choice(CLAIMS, required=True, metadata={"example": "include"})
    text = fields.Paragraph(required=True, metadata={"example": "الاشتراك مسدّد ومرفق إيصاله."})
    filed_for = fields.Identifier(load_default=None, allow_none=True)


class ElectionObjectionRef(Request):
    """One objection."""

    objection_id = fields.Identifier(required=True)


class DecideElectionObjectionBody(Request):
    """One person's ruling: two that agree decide, a third one decides between two that differ."""

    upheld = fields.Flag(required=True)
    reason = a_reason(required=True)
    settles = settling()


class DecideElectionObjection(DecideElectionObjectionBody):
    """The same, saying on which objection."""

    objection_id = fields.Identifier(required=True)


class FindElectionObjections(PageRequest):
    """Objections within the caller's governorates; filters add up. Newest first."""

    election_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(TWO_PERSONS, load_default=None, allow_none=True)


class ElectionObjection(Record):
    """An objection to a list, and what was decided; logins but one's own (`…by`) are told to the
    election office alone."""

    election_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    about = fields.Choice(ABOUT, required=True, metadata={"example": "voter"})
    about_id = fields.Identifier(required=True)
    claim = fields.Choice(CLAIMS, required=True, metadata={"example": "include"})
    text = fields.Paragraph(required=True)
    filed_by = fields.Text(required=True, allow_none=True, metadata={"example": "citizen-7"})
    filed_for = fields.Identifier(required=True, allow_none=True)
    filed_on = fields.Day(required=True)
    state = fields.Choice(TWO_PERSONS, required=True, metadata={"example": "open"})
    ruling = fields.Nested(ObjectionRulingSchema, required=True)


class ElectionObjectionPage(PageAnswer):
    """One page of objections."""

    items = fields.Several(fields.Nested(ElectionObjection), required=True)


METHODS: Methods = {
    "nominate_candidate": Method("command", NominateCandidate, Candidacy),
    "consent_to_candidacy": Method("command", ConsentToCandidacy, Candidacy),
    "check_candidacy": Method("command", CheckCandidacy, Candidacy),
    "withdraw_candidacy": Method("command", CandidacyRef, Candidacy),
    "get_candidacy": Method("query", CandidacyRef, Candidacy),
    "find_candidacies": Method("query", FindCandidacies, CandidacyPage),
    "file_objection": Method("command", FileElectionObjection, ElectionObjection),
    "decide_objection": Method("command", DecideElectionObjection, ElectionObjection),
    "get_objection": Method("query", ElectionObjectionRef, ElectionObjection),
    "find_objections": Method("query", FindElectionObjections, ElectionObjectionPage),
}
