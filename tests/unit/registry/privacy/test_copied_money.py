"""A copy of one's data tells of money what the family reads of it: which month's, why, how much."""

from __future__ import annotations

from typing import Any

from services.registry.adapters.privacy.copy_writer import FileCopies
from tests.support import paying, programmes
from tests.support.privacy import dossier
from tests.unit.registry.payments.test_family import AID, NOVEMBER, PART, Home, set_off


def test_money_is_told_with_its_month_and_why_as_on_the_familys_page() -> None:
    office, _ = programmes.in_memory()
    home, programme_id = Home(office), str(office.programme(opens_on="2026-08-01")["id"])
    set_off(home)
    home.enrolled(programme_id)
    paying.issued(office.registry, programme_id, NOVEMBER)
    (debt,) = home.recoveries()
    paying.came_back(office.registry, debt["payment_id"])
    paying.issued(office.registry, programme_id, "2026-12")

    copy = dossier(office.registry, home.head_id)
    told = [each for each in copy["payments"] if each["programme_id"] == programme_id]
    assert sorted(_told(each, "offset_fils") for each in told) == [
        (NOVEMBER, PART, 0, ("part_given_back",)),
        (NOVEMBER, AID - PART, PART, ()),
        ("2026-12", AID, 0, ()),
    ]
    assert sorted(_told(each, "offset_fils") for each in copy["payments"]) == sorted(
        _told(each, "set_off_fils") for each in home.payments()
    )
    page = b"".join(FileCopies().as_document(copy, "ar")).decode()
    assert "فيُردّ إلى الأسرة" in page
    assert "سبب الاستحقاق" in page


def _told(payment: dict[str, Any], off: str) -> tuple[Any, ...]:
    because = tuple(each["code"] for each in payment["owed_because"])
    return payment["month"], payment["amount_fils"], payment[off], because
