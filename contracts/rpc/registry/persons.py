"""What the registry is asked and answers about persons."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, post_load, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import (
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.people import AddressSchema, ContactSchema, NameSchema, no_contact
from contracts.rpc.problems import Problem

IDENTITY_KINDS = ("national_number", "personal_number", "unhcr", "service_card", "none")
SEXES = ("female", "male")
WARNINGS = ("national_number_year_differs", "national_number_sex_differs")
_DOCUMENT_NUMBER = (
    r"^[0-9A-Za-z\u0621-\u064a\u0660-\u0669][0-9A-Za-z\u0621-\u064a\u0660-\u0669/ -]*$"
)


class IdentitySchema(Strict):
    """الوثيقة: by which document a person is known. `none` is legal (foundlings)."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "oneOf": [
                {
                    "required": ["number"],
                    "properties": {
                        "kind": {"const": "national_number"},
                        "number": {
                            "type": "string",
                            "pattern": fields.NationalNumber.pattern,
                        },
                    },
                },
                {
                    "required": ["number"],
                    "properties": {
                        "kind": {"enum": list(IDENTITY_KINDS[1:-1])},
                        "number": {"type": "string"},
                    },
                },
                {"properties": {"kind": {"const": "none"}, "number": {"type": "null"}}},
            ]
        }

    kind = fields.Choice(IDENTITY_KINDS, required=True, metadata={"example": "national_number"})
    number = fields.Text(
        load_default=None,
        allow_none=True,
        longest=40,
        pattern=_DOCUMENT_NUMBER,
        metadata={"example": "9851012345"},
    )

    @validates_schema
    def _number_fits_kind(self, data: dict[str, Any], **_: Any) -> None:
        kind, number = data.get("kind"), data.get("number")
        if kind == "none" and number is not None:
            raise ValidationError(Problem("identity_number_unexpected"), "number")
        if kind != "none" and kind is not None and number is None:
            raise ValidationError(Problem("identity_number_missing"), "number")

    @post_load
    def _digits_understood(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if data["kind"] != "national_number":
            return data
        try:
            return {**data, "number": fields.NationalNumber().deserialize(data["number"])}
        except ValidationError as error:
            raise ValidationError(error.messages, "number") from error


_BIRTH: dict[str, Any] = {
    "load_default": None,
    "allow_none": True,
    "metadata": {"description": "Date of birth as far as it is known; null when it is not."},
}


class RegisterPerson(Request):
    """A person to be registered for the first time."""

    identity = fields.Nested(IdentitySchema, required=True)
    name = fields.Nested(NameSchema, required=True)
    birth_date = fields.PartialDay(**_BIRTH)
    sex = fields.Choice(SEXES, required=True)
    contact = fields.Nested(ContactSchema, load_default=no_contact)
    address = fields.Nested(AddressSchema, required=True)


class AmendPersonBody(Request):
    """What changes about a person; what is not named stays as it is."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 1}

    identity = fields.Nested(IdentitySchema)
    name = fields.Nested(NameSchema)
    birth_date = fields.PartialDay(
        allow_none=True, metadata={"description": "null: it is not known after all."}
    )
    sex = fields.Choice(SEXES)
    contact = fields.Nested(ContactSchema)
    address = fields.Nested(AddressSchema)

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if not data.keys() - {"person_id"}:
            raise ValidationError(Problem("nothing_to_change"))


class AmendPerson(AmendPersonBody):
    """The same, saying whose."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 2}

    person_id = fields.Identifier(required=True)


class GetPerson(Request):
    """One person."""

    person_id = fields.Identifier(required=True)


class FindPersons(PageRequest):
    """Persons by national number, by name, by governorate; filters add up. Newest first."""

    national_number = fields.NationalNumber(load_default=None, allow_none=True)
    name = fields.Text(
        load_default=None,
        allow_none=True,
        longest=120,
        metadata={
            "description": "Parts of the Arabic or Latin name, in any spelling that Arabic allows; "
            "all must be there, the last may be a beginning.",
            "example": "امال الخطيب",
        },
    )
    governorate = fields.Governorate(load_default=None, allow_none=True)


class Person(Record):
    """A person as registered."""

    identity = fields.Nested(IdentitySchema, required=True)
    name = fields.Nested(NameSchema, required=True)
    birth_date = fields.PartialDay(required=True, allow_none=True)
    sex = fields.Choice(SEXES, required=True)
    contact = fields.Nested(ContactSchema, required=True)
    address = fields.Nested(AddressSchema, required=True)
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    registered_by = fields.Text(required=True)
    registered_on = fields.Day(required=True)
    warnings = fields.Several(
        fields.Choice(WARNINGS),
        required=True,
        metadata={"description": "What does not fit together; nothing was refused for it."},
    )


class PersonPage(PageAnswer):
    """One page of persons."""

    items = fields.Several(fields.Nested(Person), required=True)


METHODS: Methods = {
    "register_person": Method("command", RegisterPerson, Person),
    "amend_person": Method("command", AmendPerson, Person),
    "get_person": Method("query", GetPerson, Person),
    "find_persons": Method("query", FindPersons, PersonPage),
}
