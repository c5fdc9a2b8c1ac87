"""What a list that was called off, or has gone out, still allows; on stores in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.registry.adapters.payments import plain
from services.registry.app.application import Registry
from services.registry.domain.payments.confirmation import Line
from services.registry.domain.payments.facts import EMERGENCY, PROGRAMME, Source, Sum
from services.registry.domain.payments.payment_list import (
    CANCELLED,
    ISSUED,
    PREPARED,
    WITHDRAWING,
    File,
    PaymentList,
    Step,
)
from tests.support import paying, relief
from tests.support.registry import refused, register, resettle, settle

CASH, FLOOD = Source(PROGRAMME, "programme-1"), Source(EMERGENCY, "emergency-1")
TODAY = "2026-11-22"


def a_list(source: Source, status: str) -> PaymentList:
    opened = Step("administrator-1", date(2026, 11, 22))
    return PaymentList("list-1", source, "2026-11", opened, "2024-01-01", status)


@pytest.mark.parametrize("source", [CASH, FLOOD])
@pytest.mark.parametrize("status", [PREPARED, WITHDRAWING, CANCELLED, ISSUED])
def test_a_programmes_next_list_waits_until_the_last_is_withdrawn(
    source: Source, status: str
) -> None:
    waits = status == PREPARED or (status == WITHDRAWING and source is CASH)
    assert (a_list(source, status).running is not None) is waits


def test_a_file_that_does_not_know_its_day_is_of_the_day_of_the_approval() -> None:
    kept = File("file-1", "payments.csv", 1, "0" * 64, Sum())
    issued = replace(a_list(CASH, ISSUED), file=kept, approval=Step("b", date(2026, 11, 23)))
    assert issued.issued_on == date(2026, 11, 23)
    issued.file = replace(kept, issued_on=date(2026, 11, 24))
    assert issued.issued_on == date(2026, 11, 24)
    state = plain.plain({each: getattr(issued, each) for each in vars(issued) if each != "events"})
    assert plain.list_from("list-1", 1, state).file == issued.file
    del state["file"]["issued_on"]
    assert plain.list_from("list-1", 1, state).file == kept


def test_nothing_is_paid_from_the_file_of_an_emergency_that_was_called_off(
    registry: Registry,
) -> None:
    paying.family(registry)
    emergency_id, list_id = relief.topped_up(registry)
    assert paying.file_of(registry, list_id)
    relief.cancel(registry, emergency_id)
    with refused("payment_file_withdrawn"):
        paying.file_of(registry, list_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    with refused("payment_file_withdrawn"):
        paying.file_of(registry, list_id)


@pytest.mark.parametrize(
    ("on", "code"),
    [("2026-11-21", "before_issued"), ("2020-01-01", "before_issued"), ("2026-11-23", "in_future")],
)
def test_a_day_that_cannot_be_is_reported_and_stops_nothing_else(
    registry: Registry, on: str, code: str
) -> None:
    for _ in range(2):
        paying.family(registry)
    _, list_id = relief.topped_up(registry)
    one, two = (each["id"] for each in paying.payments_of(registry, list_id))
    lines = Line(one, "paid", on), Line(two, "paid", TODAY), Line(one, "paid", TODAY)
    batch = paying.confirm(registry, *lines, lines[1])
    assert batch["applied"] == {"paid": 2}
    told = [(each["line"], each["code"]) for each in batch["reported"]]
    assert told == [(1, code), (4, "duplicate")]


def test_whoever_was_topped_up_is_not_once_more_where_they_live_now(registry: Registry) -> None:
    he, heir = (str(register(registry)["id"]) for _ in range(2))
    home = str(settle(registry, he, heir)["id"])
    nameless = register(registry, identity={"kind": "none", "number": None})
    other = str(settle(registry, nameless["id"])["id"])
    emergency_id, first = relief.topped_up(registry)
    assert _on(registry, first)[other] == ("held", ["payee_document_missing"])
    succession = {"head_id": heir, "members": []}
    resettle(registry, home, leave=[he], successor=succession)
    resettle(registry, other, join=[{"person_id": he, "relation": "other_relative"}])
    rest = [{"person_id": nameless["id"], "relation": "other_relative"}]
    resettle(registry, other, successor={"head_id": he, "members": rest})
    second = relief.pay_again(registry, emergency_id)
    assert _on(registry, second) == {other: ("held", ["paid_in_other_household"])}
    (held,) = paying.payments_of(registry, second)
    paying.allow(registry, held["id"])
    paying.cancel(registry, second)
    paying.work(registry, "payment_list.withdraw", second)
    assert _on(registry, relief.pay_again(registry, emergency_id)) == {other: ("listed", [])}


def _on(registry: Registry, list_id: str) -> dict[str, Any]:
    listed = paying.payments_of(registry, list_id)
    return {each["household_id"]: (each["status"], each["findings"]) for each in listed}


@pytest.mark.parametrize("by_file", [False, True])
def test_what_is_to_be_followed_up_is_what_the_provider_paid_in_the_end(
    registry: Registry, by_file: bool
) -> None:
    for _ in range(3):
        paying.family(registry)
    emergency_id, list_id = relief.topped_up(registry)
    one, two, three = (each["id"] for each in paying.payments_of(registry, list_id))
    paying.confirm(registry, Line(one, "paid", TODAY))
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    assert _sums(registry, list_id) == (2, 1)
    told = [(one, "returned"), (two, "paid"), (three, "paid")]
    if by_file:
        rows = (f"{each},{outcome},{TODAY}" for each, outcome in told)
        paying.confirm_by_file(registry, "\n".join(["payment_id,outcome,on", *rows]).encode())
    else:
        paying.confirm(registry, *(Line(each, outcome, TODAY) for each, outcome in told))
    assert _sums(registry, list_id) == (0, 2)


def _sums(registry: Registry, list_id: str) -> tuple[int, int]:
    shown = paying.shown(registry, list_id)
    return shown["withdrawn"]["count"], shown["to_follow_up"]["count"]
