"""Consents: explicit, documented, bound to a purpose and a time."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    Nothing,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.registry.programmes.words import Because, code
from contracts.rpc.registry.purposes import PurposeCode

BASES = ("law", "vital_interest", "consent")
USES = ("sensitive", "export")
WAYS = ("signed_paper", "counter", "online")
STANDING = ("active", "withdrawn", "expired")


class PurposeSchema(Strict):
    """For what data are used, on which basis, which of them, who receives them."""

    code = PurposeCode(required=True)
    ar = fields.Text(required=True)
    en = fields.Text(required=True)
    basis = fields.Choice(BASES, required=True)
    uses = fields.Several(fields.Choice(USES), required=True)
    categories = fields.Several(fields.Nested(Because), required=True)
    recipients = fields.Several(fields.Nested(Because), required=True)
    longest_days = fields.Whole(
        required=True,
        allow_none=True,
        least=1,
        most=36_500,
        metadata={"description": "How long a consent holds at most."},
    )


class Purposes(Answer):
    """The purposes in force today."""

    effective_from = fields.Day(required=True)
    items = fields.Several(fields.Nested(PurposeSchema), required=True)


class GiveConsent(Request):
    """A person, or their guardian, agrees that data are used for a purpose."""

    person_id = fields.Identifier(required=True)
    purpose = PurposeCode(required=True)
    way = fields.Choice(
        WAYS,
        required=True,
        metadata={
            "description": "`online` by the person or guardian who signed in; staff record the "
            "others.",
            "example": "signed_paper",
        },
    )
    paper = fields.Text(
        load_default=None,
        allow_none=True,
        longest=100,
        metadata={"description": "Where the signed paper is filed.", "example": "C-2026/1187"},
    )
    guardian_id = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "Who gives it for a child or a person under guardianship."},
    )
    until = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "As long as the rules allow when not given."},
    )


class OneConsent(Request):
    """One consent."""

    consent_id = fields.Identifier(required=True)


class FindConsents(PageRequest):
    """A person's consents, newest first."""

    person_id = fields.Identifier(required=True)
    status = fields.Choice(STANDING, load_default=None, allow_none=True)
    purpose = PurposeCode(load_default=None, allow_none=True)


class Consent(Record):
    """A consent: for what, to which data and recipients, how it was given and until when."""

    person_id = fields.Identifier(required=True)
    purpose = PurposeCode(required=True)
    categories = fields.Several(code(), required=True)
    recipients = fields.Several(code(), required=True)
    rules_of = fields.Day(
        required=True, metadata={"description": "The version of the rules it was given under."}
    )
    way = fields.Choice(WAYS, required=True)
    paper = fields.Text(required=True, allow_none=True, longest=100)
    guardian_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={
            "description": "Who gave it for them, as long as they are guardian on the record as "
            "the caller sees it."
        },
    )
    recorded_by = fields.Text(
        required=True,
        allow_none=True,
        metadata={
            "example": "clerk-17",
            "description": "Who of the staff; null for what was given online, but to who gave it. "
            "null, as the centre and who ended it, of a time when the person was under protection, "
            "and where the guardian who gave it is no longer told.",
        },
    )
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    given_on = fields.Day(required=True)
    until = fields.Day(required=True)
    status = fields.Choice(STANDING, required=True)
    ended_at = fields.Moment(required=True, allow_none=True)
    ended_by = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "Who of the staff; null from home, but to who did it."},
    )


class ConsentPage(PageAnswer):
    """One page of consents."""

    items = fields.Several(fields.Nested(Consent), required=True)


METHODS: Methods = {
    "get_purposes": Method("query", Nothing, Purposes),
    "give_consent": Method("command", GiveConsent, Consent),
    "withdraw_consent": Method("command", OneConsent, Consent),
    "get_consent": Method("query", OneConsent, Consent),
    "find_consents": Method("query", FindConsents, ConsentPage),
}
