"""What the registry is asked and answers about persons."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

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
from contracts.rpc.people import ContactSchema, HomeSchema, NameSchema, no_contact
from contracts.rpc.problems import Problem
from contracts.rpc.registry.person_facts import (
    DOCUMENTS_AMENDED,
    MOST_DOCUMENTS_AFTER_MERGES,
    SEXES,
    DisabilitySchema,
    DocumentNumber,
    GuardianSchema,
    IdentitySchema,
    OtherDocumentSchema,
)
from contracts.rpc.registry.protection import ProtectionSchema
from contracts.rpc.registry.purposes import PurposeCode

WARNINGS = (
    "national_number_year_differs",
    "national_number_sex_differs",
    "document_borne_by_another",
    "household_relation_differs",
)
STATUSES = ("active", "deceased", "merged")
_OLDEST = 150


EXPLAINED = (
    "identity",
    "name",
    "birth_date",
    "sex",
    "other_documents",
    "disabilities",
    "guardian",
    "died_on",
)
"""What is not changed without saying why: all but how, and where, somebody is reached."""


class ReasonSchema(Strict):
    """Why a record is changed: because it was wrong, or because life changed."""

    kind = fields.Choice(("correction", "change"), required=True)
    note = fields.Text(load_default=None, allow_none=True, longest=300)


def must_say_why(data: Mapping[str, Any], explained: Collection[str]) -> None:
    """Raises `ValidationError` for a change of these facts that does not say why."""
    if "reason" not in data and not data.keys().isdisjoint(explained):
        raise ValidationError(Problem("reason_missing"), "reason")


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
    address = fields.Nested(HomeSchema, required=True)
    other_documents = fields.Several(fields.Nested(OtherDocumentSchema), most=10, load_default=list)
    disabilities = fields.Several(fields.Nested(DisabilitySchema), most=10, load_default=list)
    guardian = fields.Nested(GuardianSchema, load_default=None, allow_none=True)


_AMENDABLE = (*EXPLAINED, "contact", "address")


class AmendPersonBody(Request):
    """What changes about a person; what is not named stays as it is."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [{"required": [each]} for each in _AMENDABLE],
            "dependentRequired": {each: ["reason"] for each in EXPLAINED},
        }

    identity = fields.Nested(IdentitySchema)
    name = fields.Nested(NameSchema)
    birth_date = fields.PartialDay(
        allow_none=True, metadata={"description": "null: it is not known after all."}
    )
    sex = fields.Choice(SEXES)
    contact = fields.Nested(ContactSchema)
    address = fields.Nested(HomeSchema)
    other_documents = fields.Several(
        fields.Nested(OtherDocumentSchema),
        most=MOST_DOCUMENTS_AFTER_MERGES,
        metadata={"description": DOCUMENTS_AMENDED},
    )
    disabilities = fields.Several(fields.Nested(DisabilitySchema), most=10)
    guardian = fields.Nested(GuardianSchema, allow_none=True)
    died_on = fields.Day(
        allow_none=True, metadata={"description": "null: it was a mistake, the person is alive."}
    )
    reason = fields.Nested(
        ReasonSchema,
        metadata={"description": "Required for every change but of contact and address."},
    )

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if data.keys().isdisjoint(_AMENDABLE):
            raise ValidationError(Problem("nothing_to_change"))
        must_say_why(data, EXPLAINED)


class AmendPerson(AmendPersonBody):
    """The same, saying whose."""

    person_id = fields.Identifier(required=True)


class AsOf(Request):
    """A record now, or as it was recorded at a past moment."""

    at = fields.PastMoment(load_default=None, allow_none=True)


class GetPerson(AsOf):
    """One person."""

    person_id = fields.Identifier(required=True)


class GetPersonHistory(Request):
    """Everything that was changed about one person."""

    person_id = fields.Identifier(required=True)


class ForPurpose(AsOf):
    """For what sensitive facts are read, now or as they were; the audit log keeps it."""

    purpose = PurposeCode(required=True, metadata={"example": "eligibility"})


class GetSensitiveFacts(ForPurpose):
    """What is sensitive about one person."""

    person_id = fields.Identifier(required=True)


class FindPersons(PageRequest):
    """Persons by any number, by name, by place and more; filters add up.

    Who has the name as asked comes first, then who has one that sounds alike; the newest first
    among each.
    """

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
    district = fields.District(load_default=None, allow_none=True)
    subdistrict = fields.Text(
        load_default=None,
        allow_none=True,
        longest=60,
        metadata={"description": "قضاء, in any spelling, with or without that word."},
    )
    document = DocumentNumber(
        load_default=None,
        allow_none=True,
        metadata={"description": "The number of any document, spaces and dashes as you like."},
    )
    mobile = fields.Mobile(load_default=None, allow_none=True)
    sex = fields.Choice(SEXES, load_default=None, allow_none=True)
    age_from = fields.Whole(
        least=0, most=_OLDEST, from_text=True, load_default=None, allow_none=True
    )
    age_to = fields.Whole(
        least=0,
        most=_OLDEST,
        from_text=True,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "In whole years today; of whom only the year of birth is known, every "
            "age that they may have."
        },
    )
    status = fields.Choice(STATUSES, load_default=None, allow_none=True)
    programme = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Who applies for this programme or is in it, themselves or as a "
            "household: right within a second of what happened."
        },
    )


class RestrictionSchema(Strict):
    """The record is kept and not used: at the person's request, until that is lifted."""

    request_id = fields.Identifier(required=True)
    since = fields.Day(required=True)


class Person(Record):
    """A person as registered."""

    identity = fields.Nested(IdentitySchema, required=True)
    name = fields.Nested(NameSchema, required=True)
    birth_date = fields.PartialDay(required=True, allow_none=True)
    sex = fields.Choice(SEXES, required=True)
    contact = fields.Nested(ContactSchema, required=True)
    address = fields.Nested(HomeSchema, required=True)
    other_documents = fields.Several(
        fields.Nested(OtherDocumentSchema), most=MOST_DOCUMENTS_AFTER_MERGES, required=True
    )
    former_documents = fields.Several(
        fields.Nested(IdentitySchema),
        metadata={
            "description": "National numbers by which the person was known before a merge, if any."
        },
    )
    guardian = fields.Nested(GuardianSchema, required=True, allow_none=True)
    further_guardians = fields.Several(
        fields.Nested(GuardianSchema),
        most=20,
        metadata={
            "description": "Recorded beside `guardian` by who did not know them; naming one "
            "guardian settles it. Absent when there are none."
        },
    )
    died_on = fields.Day(required=True, allow_none=True)
    merged_into = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "The record that took this one's place."},
    )
    status = fields.Choice(STATUSES, required=True)
    protection = fields.Nested(ProtectionSchema)
    restriction = fields.Nested(RestrictionSchema)
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    registered_by = fields.Text(
        required=True,
        allow_none=True,
        metadata={
            "description": "Null, like `centre`, of a record that was made under protection when "
            "somebody may read it now who might not then."
        },
    )
    registered_on = fields.Day(required=True)
    warnings = fields.Several(
        fields.Choice(WARNINGS),
        required=True,
        metadata={
            "description": "What does not fit together; nothing was refused for it. That the "
            "number of a document is somebody else's, too, is said when it is recorded; that a "
            "sex or birth date does not fit what the household says of its people, when it changes."
        },
    )


class PersonPage(PageAnswer):
    """One page of persons."""

    items = fields.Several(fields.Nested(Person), required=True)


class SensitiveFacts(Record):
    """What the law calls sensitive about a person."""

    disabilities = fields.Several(fields.Nested(DisabilitySchema), required=True)


class PersonChange(Answer):
    """One change of a record: who, when, why, and which facts."""

    version = fields.Whole(required=True, least=1, most=2**53, metadata={"example": 3})
    at = fields.Moment(required=True)
    changed_by = fields.Text(required=True, metadata={"example": "clerk-17"})
    reason = fields.Text(required=True, allow_none=True, longest=400)
    changed = fields.Several(
        fields.Text(longest=60),
        required=True,
        metadata={"description": "Empty for the registration itself."},
    )


class PersonHistory(Answer):
    """Every change of a record, the oldest first."""

    items = fields.Several(fields.Nested(PersonChange), most=100_000, required=True)


METHODS: Methods = {
    "register_person": Method("command", RegisterPerson, Person),
    "amend_person": Method("command", AmendPerson, Person),
    "get_person": Method("query", GetPerson, Person),
    "get_person_history": Method("query", GetPersonHistory, PersonHistory),
    "get_sensitive_facts": Method("query", GetSensitiveFacts, SensitiveFacts),
    "find_persons": Method("query", FindPersons, PersonPage),
}
