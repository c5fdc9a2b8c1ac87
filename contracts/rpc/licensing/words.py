"""What areas of licensing share: texts in both languages, codes, numbers of licences."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.digits import in_any_digits

CODE = r"^[a-z][a-z0-9_]*$"
SERVICE_CODE = r"^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$"
MOST_FILS = 10**12


class PrintedNumber(fields.Text):
    """A number as it is printed on a paper, of Latin digits and capitals; understood in the digits
    of any script and in small letters, and kept as it is printed."""

    description = "As it is printed; Arabic and Persian digits and small letters are understood."

    def understood(self, value: str) -> str:
        return fields.latin_digits(value).upper()


def as_people_type(printed: str) -> str:
    """The pattern of a printed number as one that takes what `PrintedNumber` understands."""
    return in_any_digits(printed.replace("A-Z", "A-Za-z"))


class WordsSchema(Strict):
    """A text in both languages."""

    ar = fields.Paragraph(required=True, longest=4000)
    en = fields.Paragraph(required=True, longest=4000)


class WrittenSchema(Strict):
    """What somebody wrote, in Arabic and, if they did, in English."""

    ar = fields.Paragraph(required=True, metadata={"example": "مخرج الطوارئ مغلق."})
    en = fields.Paragraph(
        load_default=None, allow_none=True, metadata={"example": "The emergency exit is blocked."}
    )


def code(**rest: Any) -> fields.Text:
    """A word of a list that may grow: a step, a reason, a field."""
    return fields.Text(longest=60, pattern=CODE, **rest)


def service_code(**rest: Any) -> fields.Text:
    """The code of a service in the catalogue."""
    return fields.Text(
        longest=60,
        pattern=SERVICE_CODE,
        metadata={"example": "nursery.first_licence"},
        **rest,
    )


def fils(**rest: Any) -> fields.Whole:
    """Money in fils: 1 JD is 1000."""
    return fields.Whole(least=0, most=MOST_FILS, metadata={"description": "In fils."}, **rest)
