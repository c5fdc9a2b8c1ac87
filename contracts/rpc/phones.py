"""Phone numbers that get messages, understood by phonenumbers (Google's libphonenumber)."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from contracts.rpc.digits import in_any_digits, latin_digits
from contracts.rpc.texts import Text, refused

HOME, _HOME_CODE = "JO", "962"
_REACHED = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
"""In some countries (the United States) nobody sees from a number whether it is a mobile."""


class Mobile(Text):
    """A mobile number as people write it, with blanks and dashes; kept as E.164 (+9627…).

    Which numbers there are is not said by a pattern: those of two hundred countries would fill a
    book. The schema names a format instead.
    """

    shortest, longest = 8, 28
    pattern = in_any_digits(r"^(?:\+|00)?[0-9](?:[ -]?[0-9])+$")
    problem = "malformed_mobile"
    description = (
        "A mobile number: in Jordan 07…, 9627…, 009627… or +9627…; of any other country with + or "
        "00 and the country's code. Blanks and dashes between its digits, and digits in any "
        "script, are understood. A landline gets no messages and is refused."
    )
    sample = "0791234567"
    form = "mobile-number"

    def __init__(self, **rest: Any) -> None:
        super().__init__(**rest)
        said = {
            name: value
            for name, value in self.metadata.items()
            if name not in ("pattern", "minLength", "maxLength")
        }
        self.metadata = {**said, "format": self.form}

    def understood(self, value: str) -> str:
        digits = re.sub("[ -]", "", latin_digits(value))
        if digits.startswith(_HOME_CODE):
            # A spreadsheet takes the plus from the front of a number.
            digits = f"+{digits}"
        try:
            number = phonenumbers.parse(digits, HOME)
        except NumberParseException as error:
            raise refused(self.problem) from error
        kind = phonenumbers.number_type(number)
        if kind == PhoneNumberType.FIXED_LINE:
            raise refused("landline_number")
        if kind not in _REACHED:
            raise refused(self.problem)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
