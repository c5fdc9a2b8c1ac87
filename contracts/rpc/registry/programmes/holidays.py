"""What the registry is asked and answers about the ministry's holidays."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, Record, Request, Strict


def _year() -> fields.Whole:
    return fields.Whole(least=2020, most=2099, required=True, metadata={"example": 2027})


class HolidaySchema(Strict):
    """A day on which offices are closed."""

    day = fields.Day(required=True)
    ar = fields.Text(required=True)
    en = fields.Text(required=True)


class RecordHolidaysBody(Request):
    """All holidays of a year; they take the place of those known before."""

    days = fields.Several(fields.Nested(HolidaySchema), most=60, distinct=True, required=True)


class RecordHolidays(RecordHolidaysBody):
    """The same, saying of which year."""

    year = _year()


class GetHolidays(Request):
    """The holidays of a year."""

    year = _year()


class Holidays(Record):
    """The holidays of a year, by their days."""

    year = _year()
    days = fields.Several(fields.Nested(HolidaySchema), required=True)


METHODS: Methods = {
    "get_holidays": Method("query", GetHolidays, Holidays),
    "record_holidays": Method("command", RecordHolidays, Holidays),
}
