"""Licences as they are shown: to their holder and to staff, and to everybody."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Answer, PageAnswer, Record, Strict
from contracts.rpc.licensing.association_parts import ASSOCIATION_NUMBER
from contracts.rpc.licensing.licence_parts import (
    LicenceRenewalSchema,
    LicenceSurrenderSchema,
    end_of_term,
    last_day_of_term,
)
from contracts.rpc.licensing.words import PrintedNumber, WordsSchema, as_people_type
from contracts.rpc.people import AddressSchema, PlaceSchema

STATES = ("valid", "suspended", "expired", "lapsed", "revoked", "surrendered")
KINDS = ("licence", "registration", "certificate")
TOLD_STATES = ("valid", "suspended", "expired")
OUTCOMES = (*TOLD_STATES, "unknown")
HOLDER_KINDS = ("person", "entity")
CODE = r"^[A-Za-z0-9_-]{20,64}$"


class LicenceNumber(PrintedNumber):
    """The number printed on a certificate: prefix, year, running number; of a society or union
    that was registered before there was this system the number that it has."""

    longest = 40
    pattern = as_people_type(
        rf"^(?:[A-Z]{{2,6}}(?:-[A-Z]{{2}})?-20[0-9]{{2}}-[0-9]{{6,9}}|{ASSOCIATION_NUMBER})$"
    )
    problem = "malformed_number_of_licence"
    sample = "NUR-2026-000001"


class Word(fields.Text):
    """A code of a closed list that may grow."""

    longest = 60
    pattern = r"^[a-z][a-z0-9_.]*$"
    problem = "malformed_code"


class WrittenReasonSchema(Strict):
    """What was written to a reason, as its holder reads it."""

    ar = fields.Paragraph(required=True, metadata={"example": "مخرج الطوارئ مغلق."})
    en = fields.Paragraph(load_default=None, allow_none=True)


class LicenceReasonSchema(Strict):
    """Why: a code of the ministry's list, and what was written to it."""

    code = Word(required=True, metadata={"example": "safety_requirements_unmet"})
    text = fields.Nested(WrittenReasonSchema, required=True, allow_none=True)


class LicensedNameSchema(Strict):
    """What the place or body is called."""

    ar = fields.Text(required=True, longest=300, metadata={"example": "حضانة البراعم"})
    en = fields.Text(
        required=True, allow_none=True, longest=300, metadata={"example": "Buds Nursery"}
    )


class PublicFactSchema(Strict):
    """Something to be known of what is licensed, such as its capacity."""

    code = Word(required=True, metadata={"example": "places"})
    label = fields.Nested(WordsSchema, required=True)
    value = fields.Nested(WordsSchema, required=True)


class LicenceFactSchema(PublicFactSchema):
    """The same, and where it may stand: in the public register, on the certificate."""

    public = fields.Flag(required=True)
    printed = fields.Flag(required=True)


class LicensedSchema(Strict):
    """The place or body that is licensed."""

    name = fields.Nested(LicensedNameSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    facts = fields.Several(fields.Nested(LicenceFactSchema), required=True)


class LicenceHolderSchema(Strict):
    """Whose it is."""

    name = fields.Text(required=True, longest=300, metadata={"example": "آمال عبد الله الخطيب"})
    kind = fields.Choice(HOLDER_KINDS, required=True, metadata={"example": "person"})
    national_number = fields.NationalNumber(required=True, allow_none=True)
    registration_number = fields.Text(
        required=True, allow_none=True, longest=60, metadata={"example": None}
    )


class LicenceSuspensionSchema(Strict):
    """It may not be used; without `until`, until it is reinstated. `by`: told to staff alone.

    On the day `until` it may be used again.
    """

    reason = fields.Nested(LicenceReasonSchema, required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-1"})
    since = fields.Day(required=True)
    until = fields.Day(required=True, allow_none=True)


class CertificateSchema(Strict):
    """One edition of its certificate; the last without `ended_on` is in force.

    From the day `ended_on` on it is good no longer.
    """

    edition = fields.Whole(required=True, least=1, most=100_000, metadata={"example": 1})
    issued_on = fields.Day(required=True)
    because = fields.Choice(
        ("issued", "renewed", "replaced", "amended", "transferred"),
        required=True,
        metadata={"example": "issued"},
    )
    ended_on = fields.Day(required=True, allow_none=True, metadata={"example": None})


class LicenceStepSchema(Strict):
    """What happened to it; `by` nobody where an application or the calendar did it, and for its
    holder."""

    what = Word(required=True, metadata={"example": "issued"})
    on = fields.Day(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": None})
    reason = fields.Nested(LicenceReasonSchema, required=True, allow_none=True)
    application_id = fields.Identifier(required=True, allow_none=True)


class IssuedLicence(Record):
    """A licence, valid from `valid_from` to `valid_through`, the day before `expires_on`.

    Without these it has no end. It can be renewed from `renewal_opens_on` until the day before
    `lapses_on`, from which on it is deemed closed.
    """

    number = LicenceNumber(required=True)
    state = fields.Choice(STATES, required=True, metadata={"example": "valid"})
    kind = fields.Choice(KINDS, required=True, metadata={"example": "licence"})
    service = Word(required=True, metadata={"example": "nursery.first_licence"})
    variant = Word(required=True, allow_none=True, metadata={"example": "private"})
    title = fields.Nested(WordsSchema, required=True)
    application_id = fields.Identifier(required=True, allow_none=True)
    holder = fields.Nested(LicenceHolderSchema, required=True)
    licensed = fields.Nested(LicensedSchema, required=True)
    listed = fields.Flag(
        required=True, metadata={"description": "Whether it stands in the public register."}
    )
    issued_on = fields.Day(required=True)
    valid_from = fields.Day(required=True)
    expires_on = end_of_term()
    valid_through = last_day_of_term()
    renewal_opens_on = fields.Day(
        required=True, allow_none=True, metadata={"example": "2027-09-23"}
    )
    lapses_on = fields.Day(required=True, allow_none=True, metadata={"example": "2027-12-22"})
    suspension = fields.Nested(LicenceSuspensionSchema, required=True, allow_none=True)
    renewal = fields.Nested(LicenceRenewalSchema, required=True, allow_none=True)
    surrender = fields.Nested(LicenceSurrenderSchema, required=True, allow_none=True)
    certificates = fields.Several(fields.Nested(CertificateSchema), required=True)
    course = fields.Several(fields.Nested(LicenceStepSchema), required=True, most=10_000)


class IssuedLicencePage(PageAnswer):
    """One page of licences."""

    items = fields.Several(fields.Nested(IssuedLicence), required=True)


def _awaiting_renewal() -> fields.Flag:
    return fields.Flag(
        required=True,
        metadata={
            "description": "It is valid beyond the end that is printed on it, because its renewal "
            "was handed in before and is being decided.",
            "example": False,
        },
    )


class CheckedCertificate(Answer):
    """All that is told of a certificate.

    `expired` is whatever is no longer valid, for any reason; `unknown` was never issued.
    """

    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "valid"})
    awaiting_renewal = _awaiting_renewal()


class LicensedPlace(Answer):
    """What everybody may know of a licensed place. `expired` is whatever is no longer valid."""

    number = LicenceNumber(required=True)
    service = Word(required=True, metadata={"example": "nursery.first_licence"})
    kind = fields.Choice(KINDS, required=True, metadata={"example": "licence"})
    variant = Word(required=True, allow_none=True, metadata={"example": "private"})
    title = fields.Nested(WordsSchema, required=True)
    name = fields.Nested(LicensedNameSchema, required=True)
    place = fields.Nested(PlaceSchema, required=True)
    state = fields.Choice(TOLD_STATES, required=True, metadata={"example": "valid"})
    issued_on = fields.Day(required=True)
    valid_from = fields.Day(required=True)
    expires_on = end_of_term()
    valid_through = last_day_of_term()
    awaiting_renewal = _awaiting_renewal()
    facts = fields.Several(fields.Nested(PublicFactSchema), required=True)


class LicensedPlacePage(PageAnswer):
    """One page of the public register."""

    items = fields.Several(fields.Nested(LicensedPlace), required=True)


class LicenceKeySchema(Strict):
    """A public key of Ed25519 (RFC 8037)."""

    kid = fields.Identifier(required=True)
    kty = fields.Choice(("OKP",), required=True, metadata={"example": "OKP"})
    crv = fields.Choice(("Ed25519",), required=True, metadata={"example": "Ed25519"})
    alg = fields.Choice(("EdDSA",), required=True, metadata={"example": "EdDSA"})
    use = fields.Choice(("sig",), required=True, metadata={"example": "sig"})
    x = fields.Text(
        required=True,
        shortest=43,
        longest=43,
        pattern=r"^[A-Za-z0-9_-]{43}$",
        metadata={"example": "1RiOTvVt8k5Ku61KXLImL35LXoiRdmbM9Vu4cfGGaD4"},
    )


class LicenceKeySet(Answer):
    """A JSON Web Key Set; the first key signs now, all of them verify."""

    keys = fields.Several(fields.Nested(LicenceKeySchema), required=True)
