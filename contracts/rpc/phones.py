"""Phone numbers that get messages, understood by phonenumbers (Google's libphonenumber)."""

from __future__ import annotations

import re

import phonenumbers

from contracts.rpc.digits import in_any_digits, latin_digits
from contracts.rpc.texts import Text, refused

HOME = "JO"
ABROAD = ("SY", "IQ", "PS", "EG", "YE", "SD", "LB", "SA")
"""Where most of the non-Jordanians come from whom the ministry serves, and their families live."""


_DIGIT = re.compile(r"(\\d|\[[0-9-]+\]|[0-9])(\{[0-9,]+\})?(?![0-9,]*\})")


def _apart(pattern: str) -> str:
    """A pattern of digits as one that takes a blank or a dash before each of them."""
    return _DIGIT.sub(lambda found: rf"(?:[ -]?{found[1]}){found[2] or ''}", pattern)


def _country(region: str) -> str:
    """The mobile numbers of another country, in the international form alone."""
    known = phonenumbers.PhoneMetadata.metadata_for_region(region)
    pattern = (
        None if known is None or known.mobile is None else known.mobile.national_number_pattern
    )
    if known is None or pattern is None:
        raise LookupError(region)
    return rf"{known.country_code}(?:{_apart(pattern)})"


_JORDANIAN = r"(?:\+962|00962|0)" + _apart("7(?:[78][01256789]|9[0-9])[0-9]{6}")
_FOREIGN = rf"(?:\+|00)(?:{'|'.join(_country(each) for each in ABROAD)})"


class Mobile(Text):
    """A mobile number as people write it, with blanks and dashes; kept as E.164 (+9627…).

    Jordanian, or of a neighbouring country in the international form.
    """

    shortest, longest = 10, 28
    pattern = in_any_digits(rf"^(?:{_JORDANIAN}|{_FOREIGN})$")
    problem = "malformed_mobile"
    description = (
        "A mobile number: in Jordan 07…, 009627… or +9627…; of "
        f"{', '.join(ABROAD)} with + or 00 and the country's code. "
        "Blanks and dashes between its digits, and digits in any script, are understood."
    )
    sample = "0791234567"

    def understood(self, value: str) -> str:
        number = phonenumbers.parse(latin_digits(value), HOME)
        region = phonenumbers.region_code_for_number(number)
        if region not in (HOME, *ABROAD):
            raise refused(self.problem)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
