"""What the registry is asked and answers about duplicates."""

from __future__ import annotations

from typing import Any

from marshmallow import fields as plain

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
from contracts.rpc.people import NameSchema
from contracts.rpc.registry.households import SuccessionSchema
from contracts.rpc.registry.person_facts import SEXES, IdentitySchema, OtherDocumentSchema

STATUSES = ("open", "merged", "rejected", "superseded", "no_longer_alike")
"""`superseded`: a merge with a third record answers it; open again when that is undone.
`no_longer_alike`: the two were amended, or share a household that tells them apart; open again when
they are alike again."""
ADVICE = ("merge", "review")
CHOICES = ("survivor", "merged")


def _optional(**metadata: Any) -> dict[str, Any]:
    return {"load_default": None, "allow_none": True, "metadata": metadata}


class MergeChoicesSchema(Strict):
    """Whose fact the record that stays will have; what is not named goes by the proposal."""

    identity = fields.Choice(CHOICES)
    name_arabic = fields.Choice(CHOICES)
    name_latin = fields.Choice(CHOICES)
    birth_date = fields.Choice(CHOICES)
    sex = fields.Choice(CHOICES)
    contact = fields.Choice(CHOICES)
    address = fields.Choice(CHOICES)
    guardian = fields.Choice(CHOICES)
    died_on = fields.Choice(
        CHOICES,
        metadata={"description": "The day of death, or that there is none: as that record says."},
    )


class CheckDuplicates(Request):
    """A person who is about to be registered, as far as they are known."""

    name = fields.Nested(NameSchema, required=True)
    birth_date = fields.PartialDay(load_default=None, allow_none=True)
    sex = fields.Choice(SEXES, required=True)
    identity = fields.Nested(IdentitySchema, **_optional())
    other_documents = fields.Several(fields.Nested(OtherDocumentSchema), most=10, load_default=list)
    mobile = fields.Mobile(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class MergeDuplicateBody(Request):
    """The two records are one person."""

    survivor_id = fields.Identifier(
        required=True, metadata={"description": "The record that stays."}
    )
    choices = fields.Nested(MergeChoicesSchema, load_default=dict)
    successor = fields.Nested(
        SuccessionSchema,
        **_optional(
            description="Needed when one of the two heads a household, the other is dead, and"
            " others stay there: it loses its head by the merge as by any death."
        ),
    )
    note = fields.Text(load_default=None, allow_none=True, longest=300)


class MergeDuplicate(MergeDuplicateBody):
    """The same, saying which pair."""

    duplicate_id = fields.Identifier(required=True)


class DecideDuplicateBody(Request):
    """A decision without more than a note."""

    note = fields.Text(load_default=None, allow_none=True, longest=300)


class DecideDuplicate(DecideDuplicateBody):
    """The same, saying which pair."""

    duplicate_id = fields.Identifier(required=True)


class GetDuplicate(Request):
    """One pair."""

    duplicate_id = fields.Identifier(required=True)


class FindDuplicates(PageRequest):
    """Pairs of the review queue. Newest first."""

    status = fields.Choice(STATUSES, load_default=None, allow_none=True)
    person_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    advice = fields.Choice(ADVICE, load_default=None, allow_none=True)
    matching_id = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "Those that this matching put into the queue."},
    )


class DuplicateEvidenceSchema(Answer):
    """What one field says: how alike it is, and how much that speaks for (or, below zero, against)
    one person, in bits. That one of the two is dead, or both are (`died_on`), is told and counts
    for nothing."""

    field = fields.Text(required=True, metadata={"example": "family"})
    level = fields.Text(required=True, allow_none=True, metadata={"example": "same_sound"})
    weight = plain.Float(required=True, metadata={"example": 4.2})
    ar = fields.Text(required=True, metadata={"example": "اسم العائلة: متطابق في اللفظ"})
    en = fields.Text(required=True, metadata={"example": "Family name: sounds the same"})


class ProbableDuplicateSchema(Answer):
    """A registered person who may be the same. Beyond the caller's governorates: without id."""

    person_id = fields.Identifier(required=True, allow_none=True)
    governorate = fields.Governorate(required=True)
    probability = plain.Float(required=True, metadata={"example": 0.9981})
    advice = fields.Choice(ADVICE, required=True)
    evidence = fields.Several(fields.Nested(DuplicateEvidenceSchema), required=True)


class ProbableDuplicates(Answer):
    """Who may be the same, most probable first."""

    items = fields.Several(fields.Nested(ProbableDuplicateSchema), required=True)


class GroundsSchema(Answer):
    """What a decision rested on."""

    probability = plain.Float(required=True, metadata={"example": 0.9981})
    advice = fields.Choice(ADVICE, required=True)
    model = fields.Text(required=True, metadata={"example": "2026-01-01"})
    evidence = fields.Several(fields.Nested(DuplicateEvidenceSchema), required=True)


class DuplicateDecisionSchema(Answer):
    """Who decided, and when."""

    by = fields.Text(required=True)
    on = fields.Day(required=True)
    note = fields.Text(required=True, allow_none=True)
    rested_on = fields.Nested(
        GroundsSchema,
        required=True,
        allow_none=True,
        metadata={"description": "None while it is the evidence that the pair shows."},
    )


class Duplicate(Record):
    """Two records that may be of one person, and what was decided."""

    person_ids = fields.Several(
        fields.Identifier(allow_none=True),
        required=True,
        metadata={"description": "Beyond the caller's governorates: none."},
    )
    governorates = fields.Several(fields.Governorate(), required=True)
    status = fields.Choice(STATUSES, required=True)
    advice = fields.Choice(ADVICE, required=True)
    model = fields.Text(
        required=True,
        metadata={"description": "The version of the weights.", "example": "2026-01-01"},
    )
    found_on = fields.Day(required=True, allow_none=True)
    found_by = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "The matching that found it; none when registering did."},
    )
    probability = plain.Float(required=True, metadata={"example": 0.9981})
    evidence = fields.Several(fields.Nested(DuplicateEvidenceSchema), required=True)
    decision = fields.Nested(DuplicateDecisionSchema, required=True, allow_none=True)
    survivor_id = fields.Identifier(required=True, allow_none=True)


class MergeProposalSchema(Answer):
    """Which record could stay, and whose fact of each field knows most."""

    survivor_id = fields.Identifier(required=True)
    choices = fields.Nested(MergeChoicesSchema, required=True)


class ProposedDuplicate(Duplicate):
    """A pair with what is proposed about its merge."""

    proposal = fields.Nested(
        MergeProposalSchema,
        required=True,
        allow_none=True,
        metadata={"description": "None for who may not read both records, and so merges neither."},
    )


class DuplicatePage(PageAnswer):
    """One page of the queue."""

    items = fields.Several(fields.Nested(Duplicate), required=True)


METHODS: Methods = {
    "check_duplicates": Method("query", CheckDuplicates, ProbableDuplicates),
    "find_duplicates": Method("query", FindDuplicates, DuplicatePage),
    "get_duplicate": Method("query", GetDuplicate, ProposedDuplicate),
    "merge_duplicate": Method("command", MergeDuplicate, Duplicate),
    "reject_duplicate": Method("command", DecideDuplicate, Duplicate),
    "undo_merge": Method("command", DecideDuplicate, Duplicate),
}
