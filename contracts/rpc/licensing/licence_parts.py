"""What a licence says of its renewal, and of being given back."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.licensing.words import WordsSchema


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
    """Its holder gives it back: it ends on `ends_on`, or has ended then."""

    application_id = fields.Identifier(required=True)
    ends_on = fields.Day(required=True)
    accepted_on = fields.Day(required=True)
