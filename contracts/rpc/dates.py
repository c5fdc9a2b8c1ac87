"""Dates and times in requests and answers; they stay the texts they are on the wire."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from contracts.rpc.digits import in_any_digits, latin_digits
from contracts.rpc.texts import Text

_MONTH_31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_MONTH_30 = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
_LEAP = "(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))-02-29"
LATIN_DAY = rf"(?:19|20)[0-9]{{2}}-(?:{_MONTH_31}|{_MONTH_30}|{_FEBRUARY})|{_LEAP}"
"""A day there is, in Latin digits: the ground of every pattern here."""


class ToldDay(Text):
    """A calendar date, `yyyy-mm-dd`, from 1900 to 2099, as we tell it: in Latin digits."""

    shortest = longest = 10
    pattern = rf"^(?:{LATIN_DAY})$"
    problem = "malformed_date"
    description = "A date, yyyy-mm-dd."
    sample = "2026-11-22"


class Day(ToldDay):
    """A calendar date as people give it: in Latin, Arabic or Persian digits; kept in Latin ones."""

    pattern = in_any_digits(ToldDay.pattern)
    description = "A date, yyyy-mm-dd; Arabic and Persian digits are understood."

    def understood(self, value: str) -> str:
        return latin_digits(value)


class PartialDay(Text):
    """A date known to the day, the month or only the year (ISO 8601 reduced precision).

    Taken in Latin, Arabic or Persian digits; kept in Latin ones.
    """

    shortest, longest = 4, 10
    pattern = in_any_digits(rf"^(?:(?:19|20)[0-9]{{2}}(?:-(?:0[1-9]|1[0-2]))?|{LATIN_DAY})$")
    problem = "malformed_partial_date"
    description = "As much of the date as is known: yyyy, yyyy-mm or yyyy-mm-dd."
    sample = "1985-03-17"

    def understood(self, value: str) -> str:
        return latin_digits(value)


_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"
_JORDAN = ZoneInfo("Asia/Amman")
_FIRST, _LAST = "1900-01-01T00:00:00Z", "2099-12-31T23:59:59Z"


class Moment(Text):
    """A time as we tell it: RFC 3339, UTC, in Latin digits."""

    shortest, longest = 20, 30
    pattern = rf"^(?:{LATIN_DAY})T{_TIME}Z$"
    problem = "malformed_time"
    sample = "2026-11-22T08:30:00.000Z"

    def __init__(self, **rest: Any) -> None:
        super().__init__(
            **{**rest, "metadata": {"format": "date-time", **rest.get("metadata", {})}}
        )


class AskedMoment(Moment):
    """A time that people or devices give: a device set to Arabic may write it in its own digits."""

    pattern = in_any_digits(Moment.pattern)
    description = "RFC 3339, UTC; Arabic and Persian digits are understood."

    def understood(self, value: str) -> str:
        return latin_digits(value)


class PastMoment(Text):
    """A moment that a record is asked for, as people name it; understood in UTC.

    A blank stands for a plus that an address lost on its way. A day is all of it, in Jordan.
    """

    shortest, longest = 10, 32
    pattern = in_any_digits(
        rf"^(?:{LATIN_DAY})(?:T{_TIME}(?:Z|[+ -](?:0[0-9]|1[0-4]):[0-5][0-9]))?$"
    )
    problem = "malformed_moment"
    description = (
        "Show the record as it was at this moment: a time in UTC (2026-11-22T08:30:00Z) or with "
        "its distance from it (2026-11-22T11:30:00+03:00), or a day (2026-11-22: its end in "
        "Jordan). Arabic and Persian digits are understood."
    )
    sample = "2026-11-22"

    def understood(self, value: str) -> str:
        written = latin_digits(value).replace(" ", "+")
        if written.endswith("Z"):
            return written
        given = datetime.fromisoformat(written)
        if len(written) == len("2026-11-22"):
            given = datetime.combine(given, time.max, _JORDAN)
        told = given.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
        return min(max(told, _FIRST), _LAST)
