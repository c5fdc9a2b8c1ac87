"""Rows of a provider's file, whatever digits its clerks typed."""

from __future__ import annotations

import pytest

from services.registry.adapters.payments.confirmation_rows import confirmations
from services.registry.domain.payments.confirmation import Line, TellingRow

PAYMENT = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"


@pytest.mark.parametrize("other", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_what_came_back_is_understood_in_every_script_of_digits(other: str) -> None:
    digits = str.maketrans("0123456789", other)
    row_at = confirmations(["payment_id", "outcome", "on", "reason"]).row
    cells = [PAYMENT, "returned", "2026-11-25", "AC04"]
    told = row_at(2, [each.translate(digits) for each in cells])
    assert told == TellingRow(2, Line(PAYMENT, "returned", "2026-11-25", "ac04"))
