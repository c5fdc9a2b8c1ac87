"""What a licence says of its renewal, and of being given back."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.licensing.words import WordsSchema


def end_of_term(example: str = "2027-11-22") -> fields.Day:
    """The end of a term; none: it has no end."""
    return fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The first day on which it is good no longer; people are shown "
            "`valid_through`.",
            "example": example,
        },
    )


def last_day_of_term(example: str = "2027-11-21") -> fields.Day:
    """The same end as people read it."""
    return fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The last day on which it is good, as printed on the certificate: the "
            "day before `expires_on`.",
            "example": example,
        },
    )


class LicenceRenewalSchema(Strict):
    """Its renewal was asked for in time, and is not decided for good: meanwhile it does not lapse.

    `keeps_in_force`: it is in force also beyond its end. `words` say it to its holder.
    """

    application_id = fields.Identifier(required=True)
    since = fields.Day(required=True)
    stage = fields.Choice(
        ("under_way", "refused", "contested"), required=True, metadata={"example": "under_way"}
    )
    contest_until = fields.Day(required=True, allow_none=True, metadata={"example": None})
    keeps_in_force = fields.Flag(required=True)
    words = fields.Nested(WordsSchema, required=True)


class LicenceSurrenderSchema(Strict):
    """Its holder gives it back: it ends on `ends_on`, or has ended then.

    That is the first day on which it is in force no longer, and the place does not work.
    """

    application_id = fields.Identifier(required=True)
    ends_on = fields.Day(required=True)
    accepted_on = fields.Day(required=True)
