"""What licensing is asked and answers of licences, registrations and certificates."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageRequest, Request
from contracts.rpc.files import FilePart, PartOfFile
from contracts.rpc.licensing.licences_shown import (
    CODE,
    KINDS,
    STATES,
    TOLD_STATES,
    CheckedCertificate,
    IssuedLicence,
    IssuedLicencePage,
    LicenceKeySet,
    LicenceNumber,
    LicensedPlacePage,
    Word,
    WrittenReasonSchema,
)


class ShowLicence(Request):
    """One licence."""

    licence_id = fields.Identifier(required=True)


class SearchLicences(PageRequest):
    """Licences that the caller may see; filters add up. Newest first."""

    number = LicenceNumber(load_default=None, allow_none=True)
    state = fields.Choice(STATES, load_default=None, allow_none=True)
    service = Word(load_default=None, allow_none=True)
    kind = fields.Choice(KINDS, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class GetCertificate(PartOfFile):
    """The certificate of a licence, as a PDF."""

    licence_id = fields.Identifier(required=True)
    language = fields.Language(load_default="ar")


class DecideBody(Request):
    """Why a supervisor decides so."""

    reason_code = Word(required=True, metadata={"example": "safety_requirements_unmet"})
    text = fields.Nested(WrittenReasonSchema, required=True)


class SuspendLicenceBody(DecideBody):
    """Why it may not be used, and until when; without `until`, until it is reinstated."""

    until = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The day on which it may be used again; the day before is the last of "
            "the suspension.",
            "example": "2027-03-01",
        },
    )


class SuspendLicence(SuspendLicenceBody):
    """The same, saying which licence."""

    licence_id = fields.Identifier(required=True)


class ReinstateLicenceBody(DecideBody):
    """Why it may be used again."""


class ReinstateLicence(ReinstateLicenceBody):
    """The same, saying which licence."""

    licence_id = fields.Identifier(required=True)


class RevokeLicenceBody(DecideBody):
    """Why it ends for good."""


class RevokeLicence(RevokeLicenceBody):
    """The same, saying which licence."""

    licence_id = fields.Identifier(required=True)


class CheckCertificate(Request):
    """The code that stands on a certificate."""

    code = fields.Text(required=True, shortest=20, longest=64, pattern=CODE)


class FindLicensedPlaces(PageRequest):
    """Licensed places, for everybody; filters add up. Newest first."""

    name = fields.Text(
        load_default=None,
        allow_none=True,
        longest=120,
        metadata={
            "description": "Words of its name; spelling and articles make no difference, and the "
            "last word may be its beginning.",
            "example": "البراعم",
        },
    )
    number = LicenceNumber(load_default=None, allow_none=True)
    service = Word(load_default=None, allow_none=True)
    kind = fields.Choice(KINDS, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    district = fields.District(load_default=None, allow_none=True)
    state = fields.Choice(TOLD_STATES, load_default=None, allow_none=True)


class GetLicenceKeys(Request):
    """The keys that verify certificates."""


METHODS: Methods = {
    "show_licence": Method("query", ShowLicence, IssuedLicence),
    "search_licences": Method("query", SearchLicences, IssuedLicencePage),
    "get_certificate": Method("query", GetCertificate, FilePart),
    "suspend_licence": Method("command", SuspendLicence, IssuedLicence),
    "reinstate_licence": Method("command", ReinstateLicence, IssuedLicence),
    "revoke_licence": Method("command", RevokeLicence, IssuedLicence),
    "check_certificate": Method("query", CheckCertificate, CheckedCertificate),
    "find_licensed_places": Method("query", FindLicensedPlaces, LicensedPlacePage),
    "get_licence_keys": Method("query", GetLicenceKeys, LicenceKeySet),
}
