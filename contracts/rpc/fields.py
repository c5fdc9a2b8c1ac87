"""Fields that requests and answers share. Each carries its JSON Schema, as tight as what it takes.

Write `from contracts.rpc import fields` and use this module as the one list of fields.
"""

from __future__ import annotations

from typing import Any

from marshmallow.fields import Dict, Nested

from contracts import reference
from contracts.rpc.dates import AskedMoment, Day, Moment, PartialDay, PastMoment
from contracts.rpc.digits import in_any_digits, latin_digits
from contracts.rpc.measures import Flag, Several, Whole
from contracts.rpc.phones import Mobile
from contracts.rpc.texts import Choice, Paragraph, Text

__all__ = [
    "AskedMoment",
    "Choice",
    "Cursor",
    "Day",
    "Dict",
    "District",
    "Email",
    "Flag",
    "Governorate",
    "Identifier",
    "Language",
    "Mobile",
    "Moment",
    "NationalNumber",
    "Nested",
    "Paragraph",
    "PartialDay",
    "PastMoment",
    "Several",
    "Text",
    "Whole",
    "latin_digits",
]


class Identifier(Text):
    """The identifier of a record: a UUID in lower case."""

    shortest = longest = 36
    pattern = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
    problem = "malformed_identifier"
    sample = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"


class NationalNumber(Text):
    """الرقم الوطني: ten digits, Latin, Arabic or Persian, with or without blanks and dashes
    between them; kept in Latin digits alone.

    No checksum is known (domain brief §9).
    """

    shortest, longest = 10, 19
    pattern = in_any_digits("^(?:[0-9][ -]?){9}[0-9]$")
    problem = "malformed_national_number"
    description = "Ten digits; Arabic and Persian digits, blanks and dashes are understood."
    sample = "9851012345"

    def understood(self, value: str) -> str:
        return latin_digits(value).replace(" ", "").replace("-", "")


_SIGNS = r"A-Za-z0-9\u0660-\u0669\u06f0-\u06f9"


class Email(Text):
    """An e-mail address; its domain is kept in lower case and its digits are kept as Latin ones."""

    shortest, longest = 6, 254
    pattern = (
        rf"^[{_SIGNS}_+-]{{1,32}}(?:\.[{_SIGNS}_+-]{{1,15}}){{0,2}}"
        rf"@(?:[{_SIGNS}](?:[{_SIGNS}-]{{0,61}}[{_SIGNS}])?\.){{1,4}}[A-Za-z]{{2,24}}$"
    )
    problem = "malformed_email"
    sample = "amal@example.jo"

    def understood(self, value: str) -> str:
        name, _, domain = latin_digits(value).rpartition("@")
        return f"{name}@{domain.lower()}"


class Cursor(Text):
    """Where a list goes on; opaque, taken from `next` of the page before."""

    longest = 512
    pattern = r"^[A-Za-z0-9_=.-]+$"
    problem = "malformed_cursor"


class Governorate(Choice):
    """The ISO 3166-2 code of one of the twelve governorates."""

    problem = "unknown_governorate"
    sample = "JO-AM"

    def __init__(self, **rest: Any) -> None:
        super().__init__(tuple(reference.governorates()), **rest)

    def told(self) -> dict[str, str]:
        known = reference.governorates().items()
        return {
            "ar": "، ".join(f"{names['ar']} ({code})" for code, names in known),
            "en": ", ".join(f"{names['en']} ({code})" for code, names in known),
        }


class District(Choice):
    """A district (لواء) that is asked for, with or without that word before its name."""

    problem = "unknown_district_name"
    sample = "لواء ماركا"

    def __init__(self, **rest: Any) -> None:
        named = [name for names in reference.districts().values() for name in names]
        self._short = {reference.short_name(name): name for name in named}
        super().__init__((*named, *self._short), **rest)

    def understood(self, value: str) -> str:
        known = super().understood(value)
        return self._short.get(known, known)

    def told(self) -> str:
        return "، ".join(self._short)


class Language(Choice):
    """The language a person wants to be written in."""

    sample = "ar"

    def __init__(self, **rest: Any) -> None:
        super().__init__(("ar", "en"), **rest)
