"""What licensing is asked and answers: applications for nursery licences, and licences."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

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
from contracts.rpc.digits import in_any_digits
from contracts.rpc.people import AddressSchema, ContactSchema, WrittenName
from contracts.rpc.problems import Problem

NURSERY_KINDS = ("private", "institutional", "home")
APPLICATION_STATES = ("submitted", "checked", "approved", "rejected")
LICENCE_STATES = ("valid", "expired")
OUTCOMES = ("passed", "failed")
REASON = r"^[a-z]+(?:_[a-z]+)*$"
NUMBER = r"^NUR-[A-Z]{2}-20[0-9]{2}-[0-9]{6}$"
PLACES_AT_MOST = 1000


class ApplicantSchema(Strict):
    """مقدم الطلب: who applies, with the name as written."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(load_default=None, allow_none=True)
    contact = fields.Nested(ContactSchema, required=True)


class NurseryNameSchema(Strict):
    """What the nursery is called."""

    ar = fields.Text(required=True, longest=120, metadata={"example": "حضانة البراعم"})
    en = fields.Text(
        load_default=None, allow_none=True, longest=120, metadata={"example": "Buds Nursery"}
    )


class NurserySchema(Strict):
    """دار الحضانة: the nursery applied for. Places count children present at one time."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [
                {"properties": {"places_under_two": {"minimum": 1}}},
                {"properties": {"places_two_to_four": {"minimum": 1}}},
            ]
        }

    name = fields.Nested(NurseryNameSchema, required=True)
    kind = fields.Choice(NURSERY_KINDS, required=True, metadata={"example": "home"})
    place = fields.Nested(AddressSchema, required=True)
    places_under_two = fields.Whole(
        required=True, least=0, most=PLACES_AT_MOST, metadata={"example": 5}
    )
    places_two_to_four = fields.Whole(
        required=True, least=0, most=PLACES_AT_MOST, metadata={"example": 7}
    )

    @validates_schema
    def _has_places(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("places_under_two") == 0 and data.get("places_two_to_four") == 0:
            raise ValidationError(Problem("nursery_without_places"), "places_under_two")


class SubmitApplication(Request):
    """An application for a nursery's first licence."""

    applicant = fields.Nested(ApplicantSchema, required=True)
    nursery = fields.Nested(NurserySchema, required=True)


class CheckApplicationBody(Request):
    """What an inspection found."""

    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "passed"})
    findings = fields.Paragraph(
        required=True, metadata={"example": "المبنى مطابق، والمخارج سالكة."}
    )


class CheckApplication(CheckApplicationBody):
    """The same, saying of which application."""

    application_id = fields.Identifier(required=True)


class ApproveApplicationBody(Request):
    """Nothing more is said when an application is approved."""


class ApproveApplication(ApproveApplicationBody):
    """Which application is approved."""

    application_id = fields.Identifier(required=True)


class ReasonTextSchema(Strict):
    """The reason as the applicant reads it."""

    ar = fields.Paragraph(required=True, metadata={"example": "مخرج الطوارئ مغلق."})
    en = fields.Paragraph(
        load_default=None, allow_none=True, metadata={"example": "The emergency exit is blocked."}
    )


class RejectApplicationBody(Request):
    """Why an application is rejected: a code of the ministry's list, and a text."""

    reason_code = fields.Text(
        required=True, longest=60, pattern=REASON, metadata={"example": "premises_unsuitable"}
    )
    text = fields.Nested(ReasonTextSchema, required=True)


class RejectApplication(RejectApplicationBody):
    """The same, saying which application."""

    application_id = fields.Identifier(required=True)


class GetApplication(Request):
    """One application."""

    application_id = fields.Identifier(required=True)


class FindApplications(PageRequest):
    """Applications that the caller may see; filters add up. Newest first."""

    state = fields.Choice(APPLICATION_STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class CheckSchema(Strict):
    """One inspection."""

    by = fields.Text(required=True, metadata={"example": "inspector-3"})
    at = fields.Moment(required=True)
    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "passed"})
    findings = fields.Paragraph(required=True)


class ApplicationDecisionSchema(Strict):
    """How it ended: with a licence, or with a reason."""

    by = fields.Text(required=True, metadata={"example": "supervisor-1"})
    at = fields.Moment(required=True)
    licence_id = fields.Identifier(required=True, allow_none=True)
    reason_code = fields.Text(required=True, allow_none=True, metadata={"example": None})
    text = fields.Nested(ReasonTextSchema, required=True, allow_none=True)


class Application(Record):
    """An application as it stands."""

    state = fields.Choice(APPLICATION_STATES, required=True, metadata={"example": "checked"})
    applicant = fields.Nested(ApplicantSchema, required=True)
    nursery = fields.Nested(NurserySchema, required=True)
    submitted_by = fields.Text(required=True, metadata={"example": "clerk-17"})
    submitted_at = fields.Moment(required=True)
    checks = fields.Several(fields.Nested(CheckSchema), required=True)
    decision = fields.Nested(ApplicationDecisionSchema, required=True, allow_none=True)


class ApplicationPage(PageAnswer):
    """One page of applications."""

    items = fields.Several(fields.Nested(Application), required=True)


class GetLicence(Request):
    """One licence."""

    licence_id = fields.Identifier(required=True)


class LicenceNumber(fields.Text):
    """The number printed on a licence: governorate, year, running number."""

    longest = 40
    pattern = in_any_digits(NUMBER)
    problem = "malformed_licence_number"
    sample = "NUR-AM-2026-000001"

    def understood(self, value: str) -> str:
        return fields.latin_digits(value)


class FindLicences(PageRequest):
    """Licences that the caller may see; filters add up. Newest first."""

    number = LicenceNumber(load_default=None, allow_none=True)
    state = fields.Choice(LICENCE_STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class HolderSchema(Strict):
    """Whose licence it is."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(required=True, allow_none=True)


class Licence(Record):
    """A licence, valid from `valid_from` until the day before `expires_on`."""

    number = LicenceNumber(required=True)
    state = fields.Choice(LICENCE_STATES, required=True, metadata={"example": "valid"})
    application_id = fields.Identifier(required=True)
    nursery = fields.Nested(NurserySchema, required=True)
    holder = fields.Nested(HolderSchema, required=True)
    valid_from = fields.Day(required=True)
    expires_on = fields.Day(required=True, metadata={"example": "2027-11-22"})


class LicencePage(PageAnswer):
    """One page of licences."""

    items = fields.Several(fields.Nested(Licence), required=True)


METHODS: Methods = {
    "submit_application": Method("command", SubmitApplication, Application),
    "check_application": Method("command", CheckApplication, Application),
    "approve_application": Method("command", ApproveApplication, Application),
    "reject_application": Method("command", RejectApplication, Application),
    "get_application": Method("query", GetApplication, Application),
    "find_applications": Method("query", FindApplications, ApplicationPage),
    "get_licence": Method("query", GetLicence, Licence),
    "find_licences": Method("query", FindLicences, LicencePage),
}
