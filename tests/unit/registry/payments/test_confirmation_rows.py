"""Rows of a provider's file, whatever digits its clerks typed."""

from __future__ import annotations

import pytest

from services.registry.adapters.payments.confirmation_rows import confirmations
from services.registry.domain.files.rows import RowProblem
from services.registry.domain.payments.confirmation import Line, TellingRow

PAYMENT = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"


@pytest.mark.parametrize("other", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_what_came_back_is_understood_in_every_script_of_digits(other: str) -> None:
    digits = str.maketrans("0123456789", other)
    row_at = confirmations(["payment_id", "outcome", "on", "reason"]).row
    cells = [PAYMENT, "returned", "2026-11-25", "AC04"]
    told = row_at(2, [each.translate(digits) for each in cells])
    assert told == TellingRow(2, Line(PAYMENT, "returned", "2026-11-25", "ac04"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["88000", "88"], 88_000),
        (["٨٨٠٠٠", ""], 88_000),
        (["", "86.6"], 86_600),
        (["", ""], None),
    ],
)
def test_the_amount_is_read_in_fils_or_dinars(said: list[str], told: int | None) -> None:
    row_at = confirmations(["payment_id", "outcome", "on", "amount_fils", "amount_jod"]).row
    found = row_at(2, [PAYMENT, "paid", "2026-11-25", *said])
    assert found == TellingRow(2, Line(PAYMENT, "paid", "2026-11-25", amount_fils=told))


def test_two_amounts_that_differ_are_told() -> None:
    row_at = confirmations(["payment_id", "outcome", "on", "amount_fils", "amount_jod"]).row
    found = row_at(2, [PAYMENT, "paid", "2026-11-25", "88000", "99.000"])
    assert found is not None
    assert found.problem == RowProblem("amount_jod", "confirmation_other_amount")
