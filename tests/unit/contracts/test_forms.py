"""Forms in which people write what they know: moments, dates in part, districts, nothing."""

from __future__ import annotations

import pytest

from contracts.refusals import texts
from contracts.rpc import fields
from contracts.rpc.problems import InvalidRequest, read
from contracts.rpc.registry.persons import RegisterPerson
from tests.unit.contracts.test_fields import codes


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-29", "2026-11-29T20:59:59.999999Z"),
        ("٢٠٢٦-١١-٢٩", "2026-11-29T20:59:59.999999Z"),
        ("2026-11-29T10:00:00+03:00", "2026-11-29T07:00:00Z"),
        ("2026-11-29T10:00:00 03:00", "2026-11-29T07:00:00Z"),
        ("2026-11-29T10:00:00-05:00", "2026-11-29T15:00:00Z"),
        ("2026-11-29T10:00:00.5Z", "2026-11-29T10:00:00.5Z"),
    ],
)
def test_a_moment_is_understood_as_people_name_it(written: str, moment: str) -> None:
    assert fields.PastMoment().deserialize(written) == moment


def test_what_is_no_moment_is_told_how_one_is_written() -> None:
    assert codes(fields.PastMoment(), "29/11/2026") == ["malformed_moment"]
    for language in ("ar", "en"):
        detail = texts()["malformed_moment"][language].detail
        assert "2026-11-22T11:30:00+03:00" in detail


@pytest.mark.parametrize("written", ["1850", "1990-13", "1990-02-30", "90"])
def test_a_date_known_in_part_is_told_how_it_is_written(written: str) -> None:
    assert codes(fields.PartialDay(), written) == ["malformed_partial_date"]
    assert "1985-03" in texts()["malformed_partial_date"]["ar"].detail


def test_a_district_is_one_of_the_reference_data_with_or_without_its_word() -> None:
    assert fields.District().deserialize("ماركا") == "لواء ماركا"
    assert fields.District().deserialize("لواء ماركا") == "لواء ماركا"
    assert codes(fields.District(), "لواء المريخ") == ["unknown_district_name"]


def test_what_may_be_left_out_may_not_be_null() -> None:
    with pytest.raises(InvalidRequest) as refused_request:
        read(RegisterPerson, {"contact": None, "sex": None})
    said = {each.pointer: each.code for each in refused_request.value.errors}
    assert (said["/contact"], said["/sex"]) == ("not_null", "required")
