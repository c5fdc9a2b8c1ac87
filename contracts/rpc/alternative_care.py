"""What alternative care is asked and answers: cases, and the families of `carer_families.py`."""

from __future__ import annotations

from typing import Any

from contracts.rpc import audit, fields
from contracts.rpc.base import (
    PING,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.carer_families import (
    Family,
    FamilyPage,
    FindFamilies,
    GetFamily,
    RegisterFamily,
)
from contracts.rpc.decisions import DatedDecisionSchema
from contracts.rpc.registry.person_facts import SEXES, IdentitySchema

__all__ = [
    "METHODS",
    "Case",
    "CaseMetadata",
    "CasePage",
    "ChildSchema",
    "EndPlacement",
    "EndPlacementBody",
    "Family",
    "FamilyPage",
    "FindCases",
    "FindFamilies",
    "GetCase",
    "GetFamily",
    "ListedCase",
    "OpenCase",
    "PlaceChild",
    "PlaceChildBody",
    "PlacementSchema",
    "RegisterFamily",
]

RISKS = ("high", "medium", "low")
WORD = r"^[a-z]+(?:_[a-z]+)*$"


class ChildSchema(Strict):
    """الطفل: what is known of the child, which for a foundling may be little."""

    name = fields.Text(
        load_default=None,
        allow_none=True,
        longest=120,
        metadata={"description": "As written; null for a child without one.", "example": "سليم"},
    )
    birth_date = fields.PartialDay(required=True, metadata={"example": "2024-03"})
    birth_date_estimated = fields.Flag(
        load_default=False, metadata={"description": "Estimated, by a physician for example."}
    )
    sex = fields.Choice(SEXES, required=True, metadata={"example": "male"})
    identity = fields.Nested(IdentitySchema, load_default=lambda: {"kind": "none", "number": None})


_SITUATION: dict[str, Any] = {
    "longest": 60,
    "pattern": WORD,
    "metadata": {
        "description": "The child's legal situation, by a code of the ministry's list.",
        "example": "both_parents_unknown",
    },
}


class OpenCase(Request):
    """A child in need of care. Without `caseworker` it is the caller's case."""

    child = fields.Nested(ChildSchema, required=True)
    legal_situation = fields.Text(required=True, **_SITUATION)
    risk_level = fields.Choice(RISKS, required=True, metadata={"example": "medium"})
    governorate = fields.Governorate(required=True)
    centre = fields.Text(
        load_default=None,
        allow_none=True,
        longest=60,
        metadata={"description": "By default the caller's centre.", "example": "amman-1"},
    )
    caseworker = fields.Text(
        load_default=None,
        allow_none=True,
        longest=120,
        metadata={
            "description": "Whose case it is; only a supervisor names somebody else.",
            "example": "caseworker-5",
        },
    )


class GetCase(Request):
    """One case."""

    case_id = fields.Identifier(required=True)


class FindCases(PageRequest):
    """Cases that the caller may see; filters add up. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)
    risk_level = fields.Choice(RISKS, load_default=None, allow_none=True)
    placed = fields.Choice(
        ("yes", "no"),
        load_default=None,
        allow_none=True,
        metadata={"description": "Whether the child lives with a family now."},
    )


class PlaceChildBody(Request):
    """Where a child goes to live, since when, and by which court's decision."""

    family_id = fields.Identifier(required=True)
    court_decision = fields.Nested(DatedDecisionSchema, required=True)
    started_on = fields.Day(required=True)


class PlaceChild(PlaceChildBody):
    """The same, saying of which case."""

    case_id = fields.Identifier(required=True)


class EndPlacementBody(Request):
    """When and why a child leaves a family."""

    ended_on = fields.Day(required=True)
    reason_code = fields.Text(
        required=True,
        longest=60,
        pattern=WORD,
        metadata={
            "description": "A code of the ministry's list.",
            "example": "returned_to_family",
        },
    )


class EndPlacement(EndPlacementBody):
    """The same, saying of which case and placement."""

    case_id = fields.Identifier(required=True)
    placement_id = fields.Identifier(required=True)


class PlacementSchema(Strict):
    """A child's stay with one family."""

    id = fields.Identifier(required=True)
    family_id = fields.Identifier(required=True)
    court_decision = fields.Nested(DatedDecisionSchema, required=True)
    started_on = fields.Day(required=True)
    next_review_on = fields.Day(required=True, allow_none=True, metadata={"example": "2027-02-20"})
    ended_on = fields.Day(required=True, allow_none=True, metadata={"example": None})
    reason_code = fields.Text(required=True, allow_none=True, metadata={"example": None})


class CaseMetadata(Record):
    """What an auditor learns of a case: that there is one, where, and whose."""

    governorate = fields.Governorate(required=True)
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    caseworker = fields.Text(required=True, metadata={"example": "caseworker-5"})
    opened_at = fields.Moment(required=True)
    placed = fields.Flag(required=True)


class ListedCase(CaseMetadata):
    """A case in a list: who works on it also sees how urgent it is. No list names a child."""

    risk_level = fields.Choice(RISKS, metadata={"example": "medium"})
    legal_situation = fields.Text(**_SITUATION)


class Case(ListedCase):
    """A child's case. Auditors get what `CaseMetadata` holds, and none of the rest."""

    child = fields.Nested(ChildSchema)
    placements = fields.Several(fields.Nested(PlacementSchema))


class CasePage(PageAnswer):
    """One page of cases."""

    items = fields.Several(fields.Nested(ListedCase), required=True)


METHODS: Methods = {
    "ping": PING,
    "register_family": Method("command", RegisterFamily, Family),
    "get_family": Method("query", GetFamily, Family),
    "find_families": Method("query", FindFamilies, FamilyPage),
    "open_case": Method("command", OpenCase, Case),
    "get_case": Method("query", GetCase, Case),
    "find_cases": Method("query", FindCases, CasePage),
    "place_child": Method("command", PlaceChild, Case),
    "end_placement": Method("command", EndPlacement, Case),
    **audit.READING,
}
