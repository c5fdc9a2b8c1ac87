"""A field takes what its JSON Schema allows, refuses the rest, and keeps one form of it."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from contracts.refusals import texts
from contracts.rpc import fields
from contracts.rpc.dates import ToldDay
from contracts.rpc.devices import When
from contracts.rpc.licensing.association_parts import AssociationNumber
from contracts.rpc.licensing.licences_shown import LicenceNumber
from contracts.rpc.licensing.practitioners import RegisterNumber
from contracts.rpc.people import (
    AddressSchema,
    ArabicPart,
    ContactSchema,
    LatinPart,
    NameSchema,
    PlaceSchema,
    WrittenName,
)
from contracts.rpc.problems import InvalidRequest, Problem, problems, read
from contracts.rpc.registry.files import FileName
from contracts.rpc.registry.households import RegisterHousehold
from contracts.rpc.registry.money import Month, ToldMonth
from contracts.rpc.registry.person_facts import DocumentNumber
from tests.support.mobiles import OF_THE_WORLD

TEXTS = [
    fields.Text(),
    fields.Paragraph(),
    fields.Identifier(),
    fields.NationalNumber(),
    fields.Email(),
    fields.Day(),
    fields.PartialDay(),
    fields.Moment(),
    fields.AskedMoment(),
    fields.PastMoment(),
    Month(),
    LicenceNumber(),
    AssociationNumber(),
    fields.Cursor(),
    ArabicPart(),
    LatinPart(),
    WrittenName(),
]
EVERY = pytest.mark.parametrize("field", TEXTS, ids=lambda field: type(field).__name__)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def codes(field: Any, value: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field.deserialize(value)
    return [each.code for each in problems(refused.value.messages)]


@cache
def allowed(field: fields.Text) -> st.SearchStrategy[str]:
    """Texts that the field's JSON Schema allows."""
    shortest, longest = field.metadata.get("minLength", 0), field.metadata["maxLength"]
    return st.from_regex(re.compile(field.metadata["pattern"]), fullmatch=True).filter(
        lambda text: (
            shortest <= len(text) <= longest
            and not text.endswith("\n")
            and not any("\ud800" <= each <= "\udfff" for each in text)
        )
    )


@EVERY
@given(data=st.data())
def test_what_the_pattern_allows_is_taken(field: fields.Text, data: st.DataObject) -> None:
    kept = field.deserialize(data.draw(allowed(field)))
    assert field.deserialize(kept) == kept


@EVERY
@given(value=st.text(max_size=40))
def test_what_the_pattern_does_not_allow_is_refused(field: fields.Text, value: str) -> None:
    if re.search(field.metadata["pattern"].replace("$", r"\Z"), value) is None:
        codes(field, value)


@EVERY
@pytest.mark.parametrize("value", [7, 1.5, True, [], {}, ["x"]])
def test_what_is_no_text_is_refused(field: fields.Text, value: Any) -> None:
    assert codes(field, value) == ["not_a_text"]


@EVERY
def test_a_line_break_at_the_end_is_refused(field: fields.Text) -> None:
    sample = field.sample or "x"
    assert codes(field, f"{sample}\n")


@pytest.mark.parametrize("value", ["", " ", " x", "x ", "a\x00b", "a\tb", "a\nb", "a\ud800b"])
def test_a_line_of_text_has_no_blank_ends_and_no_control_characters(value: str) -> None:
    assert codes(fields.Text(), value)


@pytest.mark.parametrize("digits", [ARABIC_DIGITS, PERSIAN_DIGITS, {}])
@given(st.from_regex("[0-9]{10}", fullmatch=True))
def test_a_national_number_is_the_same_in_any_digits(digits: dict[int, int], number: str) -> None:
    assert fields.NationalNumber().deserialize(number.translate(digits)) == number


@pytest.mark.parametrize("written", ["98510 12345", "9851-012-345", "٩٨٥ ١٠١ ٢٣ ٤٥"])
def test_a_national_number_is_understood_with_blanks_and_dashes(written: str) -> None:
    assert fields.NationalNumber().deserialize(written) == "9851012345"


@pytest.mark.parametrize(
    "value", ["123456789", "12345678901", "12345  67890", "12345 7890", "²234567890", "१२३४५६७८९०"]
)
def test_what_is_not_ten_digits_is_no_national_number(value: str) -> None:
    assert codes(fields.NationalNumber(), value)


@pytest.mark.parametrize(
    "written",
    ["0791234567", "+962791234567", "00962791234567", "962791234567", "٠٧٩١٢٣٤٥٦٧", "+۹۶۲۷۹۱۲۳۴۵۶۷",
     "079 123 4567", "079-123-4567", "+962 7 9123 4567", "٠٧٩ ١٢٣ ٤٥٦٧"],
)  # fmt: skip
def test_a_mobile_number_is_kept_in_one_form(written: str) -> None:
    assert fields.Mobile().deserialize(written) == "+962791234567"


@pytest.mark.parametrize("written", ["+963944567890", "00963944567890", "+٩٦٣٩٤٤٥٦٧٨٩٠",
                                     "+963 944-567 890"])  # fmt: skip
def test_a_mobile_number_of_another_country_is_taken_as_well(written: str) -> None:
    assert fields.Mobile().deserialize(written) == "+963944567890"


@pytest.mark.parametrize("number", [*OF_THE_WORLD, "+447911123456", "+905321234567",
                                    "+12124567890", "+4915112345678"])  # fmt: skip
def test_a_mobile_number_of_any_country_is_kept_as_it_is(number: str) -> None:
    assert fields.Mobile().deserialize(number) == number
    assert fields.Mobile().deserialize(f"00{number[1:]}") == number


@pytest.mark.parametrize("number", ["065001234", "+963112345678", "06 500 1234", "+442079460018"])
def test_a_landline_is_told_from_a_number_that_is_none(number: str) -> None:
    assert codes(fields.Mobile(), number) == ["landline_number"]


@pytest.mark.parametrize("written", ["30", "٣٠", "۳۰"])
def test_a_number_in_an_address_is_understood_in_any_digits(written: str) -> None:
    age = fields.Whole(least=0, most=150, from_text=True)
    assert age.deserialize(written) == 30
    assert codes(age, f"{written}.5") == ["not_a_whole_number"]


@pytest.mark.parametrize("written", ["1985-03-17", "١٩٨٥-٠٣-١٧", "۱۹۸۵-۰۳-۱۷"])
def test_a_date_is_understood_in_any_digits(written: str) -> None:
    assert fields.Day().deserialize(written) == "1985-03-17"
    assert fields.PartialDay().deserialize(written) == "1985-03-17"
    assert fields.PartialDay().deserialize(written[:4]) == "1985"


@pytest.mark.parametrize("digits", [ARABIC_DIGITS, PERSIAN_DIGITS])
@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        (Month(), "2026-11", "2026-11"),
        (fields.AskedMoment(), "2026-11-22T08:30:00.000Z", "2026-11-22T08:30:00.000Z"),
        (When(), "2026-11-22T08:30:00Z", "2026-11-22T08:30:00Z"),
        (fields.Email(), "amal85@Mail2.example.jo", "amal85@mail2.example.jo"),
        (DocumentNumber(), "T/12-345 a", "T/12-345 a"),
        (LicenceNumber(), "NUR-2026-000001", "NUR-2026-000001"),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, fields.Text) else "",
)
def test_what_people_type_is_kept_in_latin_digits(
    digits: dict[int, int], field: fields.Text, written: str, kept: str
) -> None:
    assert field.deserialize(written.translate(digits)) == kept


@pytest.mark.parametrize(
    "field",
    [LicenceNumber(), RegisterNumber(), AssociationNumber()],
    ids=lambda each: type(each).__name__,
)
def test_a_printed_number_is_understood_as_people_type_it(field: fields.Text) -> None:
    printed = str(field.sample)
    for digits in ({}, ARABIC_DIGITS, PERSIAN_DIGITS):
        assert field.deserialize(printed.lower().translate(digits)) == printed
        assert field.deserialize(printed.translate(digits)) == printed


@pytest.mark.parametrize("digits", [ARABIC_DIGITS, PERSIAN_DIGITS])
@pytest.mark.parametrize("field", [fields.Moment(), ToldMonth(), ToldDay()])
def test_what_we_tell_is_told_in_latin_digits(digits: dict[int, int], field: fields.Text) -> None:
    assert codes(field, str(field.sample).translate(digits)) == [field.problem]


@pytest.mark.parametrize("digits", [ARABIC_DIGITS, PERSIAN_DIGITS])
def test_a_file_may_be_named_in_any_digits(digits: dict[int, int]) -> None:
    name = "الأسر 2026.csv".translate(digits)
    assert FileName().deserialize(name) == name


@pytest.mark.parametrize(
    "value",
    ["0611234567", "0731234567", "+963112345678", "0944567890", "+49151123", "447911123456",
     "079  123 4567", " 0791234567", "0791234567-", "79123456", 7, "07912345678901234567"],
)  # fmt: skip
def test_what_cannot_get_a_message_is_no_mobile_number(value: str) -> None:
    assert codes(fields.Mobile(), value)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_of_two_centuries_is_a_day(day: datetime.date) -> None:
    assert fields.Day().deserialize(day.isoformat()) == day.isoformat()
    assert fields.PartialDay().deserialize(day.isoformat()[:7])


@given(st.from_regex("(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        assert codes(fields.Day(), text) == ["malformed_date"]
    else:
        assert fields.Day().deserialize(text) == text


@pytest.mark.parametrize("value", [True, "5", 2.5, None, [], 0, 101])
def test_a_whole_number_is_a_number_within_its_bounds(value: Any) -> None:
    assert codes(fields.Whole(least=1, most=100), value)


@pytest.mark.parametrize(("value", "number"), [("20", 20), (20, 20), (20.0, 20)])
def test_a_number_in_a_query_string_is_read(value: Any, number: int) -> None:
    assert fields.Whole(least=1, most=100, from_text=True).deserialize(value) == number


@pytest.mark.parametrize("value", [1, 0, "true", None])
def test_only_true_and_false_are_flags(value: Any) -> None:
    assert codes(fields.Flag(), value)


def test_a_list_has_bounds_and_may_want_each_item_once() -> None:
    letters = fields.Several(fields.Text(), fewest=1, most=2, distinct=True)
    assert letters.deserialize(["a", "b"]) == ["a", "b"]
    assert codes(letters, []) == ["wrong_count"]
    assert codes(letters, ["a", "b", "c"]) == ["wrong_count"]
    assert codes(letters, ["a", "a"]) == ["not_distinct"]
    assert codes(letters, {"a": 1}) == ["not_a_list"]


def test_one_name_must_be_there() -> None:
    with pytest.raises(InvalidRequest) as refused:
        read(NameSchema, {"arabic": None})
    assert [(each.pointer, each.code) for each in refused.value.errors] == [("", "name_missing")]


def test_a_district_belongs_to_its_governorate() -> None:
    in_full = {"governorate": "JO-AM", "district": "لواء ماركا"}
    assert read(PlaceSchema, in_full) == in_full
    assert read(PlaceSchema, {**in_full, "district": "ماركا"}) == in_full
    with pytest.raises(InvalidRequest) as refused:
        read(AddressSchema, {"governorate": "JO-IR", "district": "لواء ماركا"})
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/district", "district_elsewhere")
    ]


def test_a_contact_that_says_nothing_is_written_to_in_arabic() -> None:
    assert read(ContactSchema, {}) == {"mobile": None, "email": None, "language": "ar"}


def test_every_problem_is_pointed_at() -> None:
    request = {
        "head_id": "x" * 36,
        "members": [{"relation": "child"}, 7],
        "address": None,
        "a/b": 1,
    }
    with pytest.raises(InvalidRequest) as refused:
        read(RegisterHousehold, request)
    found = {each.pointer: each.code for each in refused.value.errors}
    assert found == {
        "/head_id": "malformed_identifier",
        "/members/0/person_id": "required",
        "/members/1": "not_an_object",
        "/address": "required",
        "/a~1b": "unknown_field",
    }


@pytest.mark.parametrize("request_", [None, [], "text", 7])
def test_a_request_is_an_object(request_: Any) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read(RegisterHousehold, request_)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [("", "not_an_object")]


def test_a_foreign_message_is_still_a_code_with_words() -> None:
    assert [each.code for each in problems(["Not a valid thing."])] == ["invalid"]
    assert "invalid" in texts()


def test_a_problem_carries_the_values_of_its_text() -> None:
    (found,) = problems({"limit": [Problem("out_of_range", minimum=1, maximum=100)]})
    assert (found.pointer, found.code, dict(found.params)) == (
        "/limit",
        "out_of_range",
        {"minimum": 1, "maximum": 100},
    )


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u2028", "\ufeff"])
@pytest.mark.parametrize("field", [fields.Text(), fields.Paragraph()], ids=["line", "paragraph"])
def test_no_text_has_signs_that_make_it_read_as_another(field: fields.Text, sign: str) -> None:
    assert codes(field, f"سليم{sign}سالم") == ["malformed_text"]


def test_the_marks_that_arabic_needs_are_kept_but_are_no_text_alone() -> None:
    assert fields.Text().deserialize("مي\u200cخوا\u200f") == "مي\u200cخوا\u200f"
    assert codes(fields.Text(), "\u200f\u200f") == ["malformed_text"]


@pytest.mark.parametrize("name", ["Amal Al-Khatib", "د. سُلمى الزعبي", "M. O\u2019Neil (Umm Ali)"])
def test_a_name_is_kept_as_people_write_it(name: str) -> None:
    assert WrittenName().deserialize(name) == name


@pytest.mark.parametrize(
    "name", ["Visit http://evil.example", "evil.example", "{{7*7}}", "call 0791234567", "a@b.jo"]
)
def test_a_name_is_no_message_to_somebody_else(name: str) -> None:
    assert codes(WrittenName(), name) == ["not_a_persons_name"]
