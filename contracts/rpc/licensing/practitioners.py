"""What licensing is asked and answers about the register of who practises social work."""

from __future__ import annotations

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
from contracts.rpc.licensing import words
from contracts.rpc.licensing.licence_parts import end_of_term, last_day_of_term
from contracts.rpc.licensing.licences_shown import CODE, LicenceNumber, LicensedNameSchema
from contracts.rpc.licensing.words import WordsSchema, as_people_type

KINDS = ("person", "institution")
STANDINGS = ("active", "suspended", "lapsed", "left", "struck_off")
MOST_HOURS = 1_000_000


class RegisterNumber(LicenceNumber):
    """The number in the register: prefix, year, running number. It outlives licences."""

    pattern = as_people_type(r"^[A-Z]{2,6}-20[0-9]{2}-[0-9]{6,9}$")
    problem = "malformed_register_number"
    sample = "SWR-2026-000001"


class PractitionerAnswerSchema(Strict):
    """Something that was told of education or experience, in words, as it was given."""

    code = words.code(required=True, metadata={"example": "qualification"})
    label = fields.Nested(WordsSchema, required=True)
    value = fields.Nested(WordsSchema, required=True)


class PractitionerLicenceSchema(Strict):
    """The licence that a registration stands by."""

    id = fields.Identifier(required=True)
    number = LicenceNumber(required=True, metadata={"example": "PRS-2026-000001"})
    governorate = fields.Governorate(required=True)
    issued_on = fields.Day(required=True)
    valid_from = fields.Day(required=True)
    expires_on = end_of_term("2028-11-22")
    valid_through = last_day_of_term("2028-11-21")


class PractitionerRegistrationSchema(Strict):
    """They are or were registered in a class.

    `present`: it is the latest of its class. `renewed_on` are the days of renewals; `standing`
    follows from the licence.
    """

    class_code = words.code(required=True, metadata={"example": "specialist"})
    class_name = fields.Nested(WordsSchema, required=True)
    specialism = fields.Nested(WordsSchema, required=True, allow_none=True)
    standing = fields.Choice(STANDINGS, required=True, metadata={"example": "active"})
    present = fields.Flag(required=True)
    registered_on = fields.Day(required=True)
    application_id = fields.Identifier(required=True)
    education = fields.Several(fields.Nested(PractitionerAnswerSchema), required=True)
    licence = fields.Nested(PractitionerLicenceSchema, required=True)
    renewed_on = fields.Several(fields.Day(), required=True)


class PractitionerCourseSchema(Strict):
    """A course that was attended, and its hours of lessons."""

    title = fields.Text(required=True, shortest=0, longest=300)
    hours = fields.Whole(required=True, least=0, most=MOST_HOURS)
    ended_on = fields.Day(required=True, allow_none=True)


class PractitionerTrainingSchema(Strict):
    """Training that a decision accepted: hours in all, and the courses told of."""

    licence_id = fields.Identifier(required=True)
    application_id = fields.Identifier(required=True)
    recorded_on = fields.Day(required=True)
    hours = fields.Whole(required=True, least=0, most=MOST_HOURS, metadata={"example": 24})
    courses = fields.Several(fields.Nested(PractitionerCourseSchema), required=True, most=500)


class PractitionerRecord(Record):
    """One practitioner, person or institution, with all their licences, the latest first."""

    number = RegisterNumber(required=True)
    kind = fields.Choice(KINDS, required=True, metadata={"example": "person"})
    name = fields.Nested(LicensedNameSchema, required=True)
    national_number = fields.NationalNumber(required=True, allow_none=True)
    registration_number = fields.Text(
        required=True, allow_none=True, longest=60, metadata={"example": None}
    )
    registered_on = fields.Day(required=True)
    registrations = fields.Several(fields.Nested(PractitionerRegistrationSchema), required=True)
    training = fields.Several(fields.Nested(PractitionerTrainingSchema), required=True)
    training_hours = fields.Whole(required=True, least=0, most=10**9, metadata={"example": 24})


class PractitionerLine(Answer):
    """A line of the register: one class in which a practitioner stands, by their latest licence."""

    practitioner_id = fields.Identifier(required=True)
    number = RegisterNumber(required=True)
    kind = fields.Choice(KINDS, required=True, metadata={"example": "person"})
    class_code = words.code(required=True, metadata={"example": "specialist"})
    class_name = fields.Nested(WordsSchema, required=True)
    specialism = fields.Nested(WordsSchema, required=True, allow_none=True)
    name = fields.Nested(LicensedNameSchema, required=True)
    governorate = fields.Governorate(required=True)
    standing = fields.Choice(STANDINGS, required=True, metadata={"example": "active"})
    licence_id = fields.Identifier(required=True)
    licence_number = LicenceNumber(required=True, metadata={"example": "PRS-2026-000001"})
    valid_from = fields.Day(required=True)
    expires_on = end_of_term("2028-11-22")
    valid_through = last_day_of_term("2028-11-21")


class PractitionerPage(PageAnswer):
    """One page of the register."""

    items = fields.Several(fields.Nested(PractitionerLine), required=True)


class GetPractitioner(Request):
    """One practitioner."""

    practitioner_id = fields.Identifier(required=True)


class FindPractitioners(PageRequest):
    """Lines of the register that the caller may see; filters add up. Newest first."""

    name = fields.Text(
        load_default=None,
        allow_none=True,
        longest=120,
        metadata={
            "description": "Words of the name; spelling and articles make no difference, and the "
            "last word may be its beginning.",
            "example": "آمال",
        },
    )
    number = RegisterNumber(load_default=None, allow_none=True)
    class_code = words.code(load_default=None, allow_none=True, metadata={"example": "specialist"})
    standing = fields.Choice(STANDINGS, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class CheckPractitioner(Request):
    """A number of the register and, where somebody was told one, the name that goes with it."""

    number = RegisterNumber(required=True)
    name = fields.Text(
        load_default=None,
        allow_none=True,
        longest=200,
        metadata={
            "description": "The name as the practitioner gave it, in any spelling.",
            "example": "آمال الخطيب",
        },
    )


class CheckPractitionerCertificate(Request):
    """The code that stands on a practitioner's certificate."""

    code = fields.Text(
        required=True,
        shortest=20,
        longest=64,
        pattern=CODE,
        metadata={"example": "kZ3vT0mQx8rB2nWfYc7LpA_e"},
    )


class CheckedPractitionerClassSchema(Strict):
    """A class and how they stand in it."""

    class_code = words.code(required=True, metadata={"example": "specialist"})
    class_name = fields.Nested(WordsSchema, required=True)
    specialism = fields.Nested(WordsSchema, required=True, allow_none=True)
    standing = fields.Choice(STANDINGS, required=True, metadata={"example": "active"})


class CheckedPractitioner(Answer):
    """What everybody may know of one practitioner; what is not told so is null."""

    number = RegisterNumber(required=True)
    kind = fields.Choice(KINDS, required=True, metadata={"example": "person"})
    name = fields.Nested(LicensedNameSchema, required=True, allow_none=True)
    registered_on = fields.Day(required=True, allow_none=True)
    classes = fields.Several(fields.Nested(CheckedPractitionerClassSchema), required=True)


METHODS: Methods = {
    "get_practitioner": Method("query", GetPractitioner, PractitionerRecord),
    "find_practitioners": Method("query", FindPractitioners, PractitionerPage),
    "check_practitioner": Method("query", CheckPractitioner, CheckedPractitioner),
    "check_practitioner_certificate": Method(
        "query", CheckPractitionerCertificate, CheckedPractitioner
    ),
}
