"""What the provider says is held against what was asked to be paid, on stores in memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.registry.app.application import Registry
from services.registry.domain.payments.confirmation import Line
from tests.support import paying, relief

TODAY = "2026-11-22"
Change = Callable[[list[str]], list[str]]


class Told:
    """The payment file of a list of four, as the provider sends it back."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        for _ in range(4):
            paying.family(registry)
        _, self.list_id = relief.topped_up(registry)
        self.heading, *self.rows, self.totals = paying.file_of(registry, self.list_id).splitlines()

    def back(self, rows: list[str], totals: str | None = None) -> dict[str, object]:
        told = [f"{each},paid,{TODAY}" for each in rows]
        lines = [f"{self.heading},outcome,on", *told, f"{totals or self.totals},,"]
        return paying.confirm_by_file(self.registry, "\r\n".join(lines).encode())

    def statuses(self) -> list[str]:
        return sorted(each["status"] for each in paying.payments_of(self.registry, self.list_id))


@pytest.fixture
def told(registry: Registry) -> Told:
    return Told(registry)


def test_a_row_of_another_amount_or_household_has_no_effect(told: Told) -> None:
    one, two, *rest = told.rows
    other = two.replace(two.split(",")[2], one.split(",")[2])
    more = one.replace(",50000,50.000", ",60000,60.000")
    batch = told.back([more, other, *rest], told.totals.replace("200000,200.000", "210000,210.000"))
    assert (batch["applied"], batch["reported_rows"]) == ({"paid": 2}, 2)
    assert paying.reported_rows(told.registry, str(batch["id"])) == [
        (2, "confirmation_other_amount"),
        (3, "confirmation_other_household"),
    ]
    assert told.statuses() == ["listed", "listed", "paid", "paid"]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[:3],
        lambda rows: [rows[0].replace("50000,50.000", "60000,60.000"), *rows[1:]],
        lambda rows: [*rows, rows[0]],
    ],
    ids=["rows are missing", "an amount is another", "a row is there twice"],
)
def test_nothing_is_applied_of_a_file_whose_totals_do_not_add_up(
    told: Told, change: Change
) -> None:
    batch = told.back(change(told.rows))
    unreadable = ("unreadable", "confirmation_totals_differ")
    assert (batch["status"], batch["unreadable"]) == unreadable
    assert told.statuses() == ["listed"] * 4
    assert told.back(told.rows)["applied"] == {"paid": 4}


def test_a_line_may_say_the_amount(told: Told) -> None:
    one, two = (row.split(",")[1] for row in told.rows[:2])
    wrong, right = (
        Line(one, "paid", TODAY, amount_fils=1),
        Line(two, "paid", TODAY, amount_fils=50_000),
    )
    batch = paying.confirm(told.registry, wrong, right, Line(one, "paid", TODAY))
    assert batch["applied"] == {"paid": 2}
    assert [(each["line"], each["code"]) for each in batch["reported"]] == [(1, "other_amount")]
