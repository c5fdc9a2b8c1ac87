"""A provider's file of confirmations: every row has its effect once, or is reported with why."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.app.payments import confirming
from services.registry.bootstrap import SERVICE, build
from tests.support import paying
from tests.support.paying import FIRST, Running, Stopped
from tests.support.registry import CLERK, command_of, refused

NOBODY = "0197f3b0-77aa-5c01-8e1d-4b1c9f2d3c99"


@pytest.fixture
def registry(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


@pytest.fixture
def issued(registry: Registry, database: Any) -> tuple[str, list[str]]:
    """A list whose file is out, and its payments."""
    programme_id = paying.programme(database)
    for _ in range(5):
        paying.enrol(database, programme_id, paying.family(registry))
    list_id = paying.issued(registry, programme_id)
    return list_id, sorted(each["id"] for each in paying.payments_of(registry, list_id))


def statuses(registry: Registry, list_id: str) -> list[str]:
    found = sorted(paying.payments_of(registry, list_id), key=lambda each: str(each["id"]))
    return [each["status"] for each in found]


def csv_of(*rows: str) -> bytes:
    return "\n".join(["payment_id,outcome,on,reason", *rows, ""]).encode()


def test_every_row_has_its_effect_or_is_reported_with_why(
    registry: Registry, issued: tuple[str, list[str]]
) -> None:
    list_id, (one, two, three, _, _) = issued
    batch = paying.confirm_by_file(
        registry,
        csv_of(
            f"{one},paid,2026-11-22,",
            f"{two},returned,22/11/2026,Wallet closed",
            f"{NOBODY},paid,2026-11-22,",
            f"{one},returned,2026-11-22,",
            f"{three},paid,2026-13-20,",
            f"{'z' * 36},paid,2026-11-22,",
            f"{three},paid,2026-11-21,",
            f"{three},paid,2026-11-23,",
        ),
    )
    assert (batch["status"], batch["lines"]) == ("applied", 8)
    assert (batch["applied"], batch["reported_rows"]) == ({"paid": 1, "returned": 1}, 6)
    assert paying.reported_rows(registry, batch["id"]) == [
        (4, "confirmation_unknown"),
        (5, "confirmation_duplicate"),
        (6, "malformed_date"),
        (7, "malformed_identifier"),
        (8, "confirmation_before_issued"),
        (9, "confirmation_in_future"),
    ]
    assert statuses(registry, list_id) == ["paid", "returned", "listed", "listed", "listed"]
    returned = next(each for each in paying.payments_of(registry, list_id) if each["id"] == two)
    assert returned["reason"] == "wallet_closed"


def test_arabic_headings_in_windows_1256_and_a_workbook_say_the_same(
    registry: Registry, issued: tuple[str, list[str]]
) -> None:
    list_id, (one, two, three, _, _) = issued
    arabic = f"رقم الدفعة;النتيجة;التاريخ\n{one};مدفوعة;2026-11-22\n{two};مرتجعة;2026-11-22\n"
    told = paying.confirm_by_file(registry, arabic.encode("cp1256"))
    assert told["applied"] == {"paid": 1, "returned": 1}
    book = Workbook()
    assert book.active is not None
    for row in (["payment id", "status", "date"], [three, "Success", "٢٠٢٦-١١-٢٢"]):
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    told = paying.confirm_by_file(registry, packed.getvalue(), name="confirmed.xlsx")
    assert told["applied"] == {"paid": 1}
    assert statuses(registry, list_id)[:3] == ["paid", "returned", "paid"]


def test_the_payment_file_itself_with_outcomes_added_is_understood(
    registry: Registry, issued: tuple[str, list[str]]
) -> None:
    list_id, _ = issued
    heading, *rows, totals = paying.file_of(registry, list_id).splitlines()
    told = [f"{heading},outcome,on", *(f"{each},paid,2026-11-22" for each in rows), f"{totals},,"]
    batch = paying.confirm_by_file(registry, "\r\n".join(told).encode())
    assert (batch["applied"], batch["reported_rows"]) == ({"paid": 5}, 0)


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_killed_and_taken_up_again_every_row_counts_once(
    registry: Registry,
    issued: tuple[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    steps: int,
) -> None:
    monkeypatch.setattr(confirming, "BATCH", 2)
    list_id, payments = issued
    rows = [f"{each},paid,2026-11-22," for each in payments]
    data = csv_of(*rows, f"{NOBODY},paid,2026-11-22,", f"{payments[0]},paid,2026-11-22,")
    batch_id = paying.send_confirmations(registry, data)
    run = Running(dies_after=steps)
    with pytest.raises(Stopped):
        paying.work(registry, "payment_confirmations.apply_file", batch_id, run)
    again = Running(run.checkpoint)
    paying.work(registry, "payment_confirmations.apply_file", batch_id, again)
    batch = registry.payments.queries.confirmations(batch_id, FIRST)
    assert (batch["lines"], batch["applied"], batch["reported_rows"]) == (7, {"paid": 5}, 2)
    codes = paying.reported_rows(registry, batch_id)
    assert codes == [(7, "confirmation_unknown"), (8, "confirmation_duplicate")]
    assert statuses(registry, list_id) == ["paid"] * 5


def test_a_reference_is_taken_once_but_not_by_what_cannot_be_read(
    registry: Registry, issued: tuple[str, list[str]]
) -> None:
    _, (one, *_) = issued
    unreadable = paying.confirm_by_file(registry, b"a,b\n1,2\n", reference="PSP-7")
    assert (unreadable["status"], unreadable["unreadable"]) == (
        "unreadable",
        "import_columns_missing",
    )
    paying.confirm_by_file(registry, csv_of(f"{one},paid,2026-11-22,"), reference="PSP-7")
    with refused("confirmations_received"):
        paying.send_confirmations(registry, csv_of(), reference="PSP-7")


def test_a_file_is_gone_through_once_for_those_who_pay(
    registry: Registry, issued: tuple[str, list[str]]
) -> None:
    batch_id = paying.send_confirmations(registry, csv_of(f"{issued[1][0]},paid,2026-11-22,"))
    files = registry.payments.files
    with command_of(FIRST), refused("payment_confirmations_not_in_state"):
        files.cancel(batch_id, FIRST)
    with command_of(CLERK), refused("payments_not_yours"):
        files.apply(batch_id, CLERK)
