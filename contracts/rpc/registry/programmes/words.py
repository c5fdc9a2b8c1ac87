"""What programmes, enrolments and grievances share: codes, texts in both languages, facts."""

from __future__ import annotations

from typing import Any

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.texts import LINE, refused

PILLARS = ("karamah", "tamkeen", "forsah", "somoud")
KINDS = ("cash", "in_kind", "service", "training", "learning", "emergency_topup")
BENEFICIARIES = ("household", "person")
ADMISSIONS = ("decided", "first_come")
OPENINGS = ("announced", "open", "closed")
STATUSES = (
    "applied",
    "assessed",
    "waiting",
    "active",
    "suspended",
    "rejected",
    "withdrawn",
    "exited",
    "graduated",
)
MOST_FILS = 10**12


def code(**rest: Any) -> fields.Text:
    """A word of a list that may grow: a reason, a body, an indicator."""
    return fields.Text(longest=60, pattern=r"^[a-z][a-z0-9_]*$", **rest)


def amount(**rest: Any) -> fields.Whole:
    """Money in fils: 1 JD is 1000."""
    return fields.Whole(
        least=1, most=MOST_FILS, metadata={"description": "In fils.", "example": 86600}, **rest
    )


class Score(plain.Float):
    """How great the need is by the rules; the higher, the greater."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(allow_nan=False, **rest)


class Scalar(plain.Raw):
    """A text, a whole number, or true or false."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(
            metadata={
                "type": ["string", "integer", "boolean"],
                "minLength": 1,
                "maxLength": 200,
                "pattern": LINE,
                "minimum": -MOST_FILS,
                "maximum": MOST_FILS,
            },
            **rest,
        )

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str):
            return fields.Text().deserialize(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, bool | int):
            raise refused("invalid")
        if not -MOST_FILS <= value <= MOST_FILS:
            raise refused("out_of_range", minimum=-MOST_FILS, maximum=MOST_FILS)
        return value


class Bilingual(Strict):
    """A text in both languages."""

    ar = fields.Text(required=True, longest=300)
    en = fields.Text(required=True, longest=300)


class Because(Strict):
    """Why: a code, and what it says to people."""

    code = fields.Text(required=True, longest=60)
    ar = fields.Text(required=True, longest=1000)
    en = fields.Text(required=True, longest=1000)


class RevisionSchema(Strict):
    """What applying the rules anew made of a benefit; without an amount after it, it ended.

    `prepared_by` started and approved the recomputation that did so.
    """

    before_fils = fields.Whole(least=0, most=MOST_FILS, required=True, allow_none=True)
    after_fils = fields.Whole(least=0, most=MOST_FILS, required=True, allow_none=True)
    prepared_by = fields.Several(fields.Text(), required=True)


class FactSchema(Strict):
    """What is said of a household: the value of one indicator of the eligibility rules."""

    indicator = code(required=True, metadata={"example": "owns_vehicle"})
    value = Scalar(required=True)
