"""Schemas of people and places that several services share."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, post_load, validates_schema

from contracts import reference
from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.problems import Problem


class ArabicPart(fields.Text):
    """A part of a name in Arabic letters, kept as written."""

    longest = 60
    pattern = (
        r"^[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]"
        r"[\u0621-\u063a\u0640-\u0652\u0660-\u0669\u0670-\u06d3\u200c-\u200f .'\u2019-]*$"
    )
    problem = "not_an_arabic_name"


class LatinPart(fields.Text):
    """A part of a name in Latin letters, kept as written."""

    longest = 60
    pattern = (
        r"^[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
        r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f .'\u2019-]*$"
    )
    problem = "not_a_latin_name"


_ARABIC = r"\u0621-\u063a\u0641-\u064a\u0671-\u06d3"
_LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LETTER = rf"{_ARABIC}{_LATIN}"
_MARK = r"\u0640\u064b-\u0652\u0670\u200c\u200d"


class WrittenName(fields.Text):
    """A person's name as written, in one line.

    Letters and what stands between names, and nothing that a link could be made of: anybody may
    apply with somebody else's address, and our letters begin with the name.
    """

    longest = 120
    pattern = rf"^[{_LETTER}](?:(?:[{_LETTER}{_MARK} '\u2019()-]|\. )*[{_LETTER}{_MARK})])?\.?$"
    problem = "not_a_persons_name"
    sample = "آمال عبد الله محمد الخطيب"


_SIGN = (
    r"0-9\u0660-\u0669\u06f0-\u06f9.,:;!?&/+@#%_'\u0022()\[\]\-\u060c\u061b\u061f\u00ab\u00bb"
    r"\u2013\u2014\u2018\u2019\u201c\u201d\u200e\u200f"
)
"""Digits and punctuation that stand in names of places and bodies."""


class ArabicNameOfPlace(fields.Text):
    """What a place or body is called in Arabic: signs that can be printed, and among them at least
    one Arabic letter. Numbers and Latin words may stand in it."""

    longest = 120
    pattern = (
        rf"^(?:[{_SIGN}{_LATIN}][{_SIGN}{_LATIN} ]*)?[{_ARABIC}]"
        rf"(?:[{_SIGN}{_LETTER}{_MARK} ]*[{_SIGN}{_LETTER}{_MARK}])?$"
    )
    problem = "not_an_arabic_name_of_place"


class LatinNameOfPlace(fields.Text):
    """The same in Latin letters."""

    longest = 120
    pattern = rf"^(?:[{_SIGN}][{_SIGN} ]*)?[{_LATIN}](?:[{_SIGN}{_LATIN} ]*[{_SIGN}{_LATIN}])?$"
    problem = "not_a_latin_name_of_place"


def _example(text: str) -> dict[str, Any]:
    return {"metadata": {"example": text}}


class ArabicNameSchema(Strict):
    """الاسم الرباعي: name, father, grandfather, family. Father and grandfather may be unknown."""

    first = ArabicPart(required=True, **_example("آمال"))
    father = ArabicPart(load_default=None, allow_none=True, **_example("عبد الله"))
    grandfather = ArabicPart(load_default=None, allow_none=True, **_example("محمد"))
    family = ArabicPart(required=True, **_example("الخطيب"))


class LatinNameSchema(Strict):
    """The same parts in Latin letters."""

    first = LatinPart(required=True, **_example("Amal"))
    father = LatinPart(load_default=None, allow_none=True, **_example("Abdullah"))
    grandfather = LatinPart(load_default=None, allow_none=True, **_example("Mohammad"))
    family = LatinPart(required=True, **_example("Al-Khatib"))


class NameSchema(Strict):
    """A person's name in Arabic, in Latin letters or in both; one of them must be there."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [
                {"required": ["arabic"], "properties": {"arabic": {"type": "object"}}},
                {"required": ["latin"], "properties": {"latin": {"type": "object"}}},
            ]
        }

    arabic = fields.Nested(ArabicNameSchema, load_default=None, allow_none=True)
    latin = fields.Nested(LatinNameSchema, load_default=None, allow_none=True)

    @validates_schema
    def _one_is_there(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("arabic") is None and data.get("latin") is None:
            raise ValidationError(Problem("name_missing"))


class ContactSchema(Strict):
    """How a person is reached: mobile, e-mail, both or neither, and in which language."""

    mobile = fields.Mobile(load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True)
    language = fields.Language(load_default="ar")


def no_contact() -> dict[str, Any]:
    """What is known of somebody who gave no contact: they would be written to in Arabic."""
    return {"mobile": None, "email": None, "language": "ar"}


_DISTRICTS = [
    {"properties": {"governorate": {"const": code}, "district": {"enum": [*names, None]}}}
    for code, names in (
        (code, [*full, *map(reference.short_name, full)])
        for code, full in reference.districts().items()
    )
]


class PlaceSchema(Strict):
    """A governorate and, where known, one of its districts (لواء)."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"anyOf": _DISTRICTS}

    governorate = fields.Governorate(required=True)
    district = fields.Text(
        load_default=None,
        allow_none=True,
        longest=60,
        metadata={
            "description": "لواء, by its Arabic name, with or without that word before it.",
            "example": "لواء ماركا",
        },
    )

    @validates_schema
    def _district_is_there(self, data: dict[str, Any], **_: Any) -> None:
        governorate, district = data.get("governorate"), data.get("district")
        if governorate is None or district is None:
            return
        if _district(governorate, district) is None:
            raise ValidationError(Problem("district_elsewhere"), "district")

    @post_load
    def _district_in_full(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if (district := data.get("district")) is None:
            return data
        return {**data, "district": _district(data["governorate"], district)}


def _district(governorate: str, named: str) -> str | None:
    """The district of a governorate that is named so, in full."""
    known = reference.districts()[governorate]
    return next((each for each in known if named in (each, reference.short_name(each))), None)


class AddressSchema(PlaceSchema):
    """A place with the details a visitor needs."""

    details = fields.Text(
        load_default=None,
        allow_none=True,
        longest=300,
        metadata={"description": "Street, building, floor.", "example": "شارع الملك عبد الله، 12"},
    )


class HomeSchema(AddressSchema):
    """Where somebody lives, as exactly as it is known."""

    subdistrict = fields.Text(
        load_default=None,
        allow_none=True,
        longest=60,
        metadata={
            "description": "قضاء, as people call it; kept as written. Where it is searched for, "
            "spelling and the word قضاء before it make no difference.",
            "example": "قضاء أم الرصاص",
        },
    )
