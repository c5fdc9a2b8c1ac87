"""Money of a cancelled emergency is set off, and given back when the provider returns it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.registry.adapters.payments import plain
from services.registry.app.application import Registry
from services.registry.app.payments.commands import ReceiveConfirmations, WaiveRecovery
from services.registry.app.payments.queries import Find
from services.registry.app.payments.recovering import Recovering
from services.registry.domain.payments.confirmation import Line
from services.registry.domain.payments.facts import EMERGENCY, Source
from services.registry.domain.payments.recovery import Recovery, RecoveryPolicy
from tests.support import paying, programmes, relief
from tests.support.paying import FIRST, Running, Stopped
from tests.support.registry import amend, command_of

TOP_UP, AID = 50_000, 86_600
PART = AID * 10 // 100


def a_recovery(fils: int = TOP_UP) -> Recovery:
    return Recovery.open(
        "recovery-1",
        payment_id="payment-0",
        household_id="household-1",
        source=Source(EMERGENCY, "emergency-1"),
        amount_fils=fils,
        policy=RecoveryPolicy("2024-01-01", 10),
        opened_on="2026-11-01",
    )


def parts(recovery: Recovery) -> list[tuple[str, int, bool, bool]]:
    return [(each.payment_id, each.fils, each.taken, each.owed) for each in recovery.offsets]


def test_what_came_back_lets_go_what_is_planned_and_owes_what_was_taken() -> None:
    one = a_recovery()
    one.plan("p1", 80_000)
    one.take("p1", 8_000)
    one.plan("p2", 80_000)
    for _ in range(2):
        one.came_back()
    assert (one.status, parts(one)) == ("came_back", [("p1", 8_000, True, True)])
    assert [each.what for each in one.events[1:]].count("came_back") == 1
    assert not one.stands("p2")


def test_who_received_it_is_told_and_then_whose_payment_is_less_by_it() -> None:
    one = a_recovery()
    one.contact_id = "father"
    one.plan("p1", 80_000)
    one.take("p1", 8_000, "mother")
    one.waive(paying_step())
    told = [(each.what, each.contact_id) for each in one.events[1:]]
    assert told == [("planned", "father"), ("taken", "mother"), ("waived", "mother")]


@pytest.mark.parametrize("became", ["recovered", "waived"])
def test_whatever_had_become_of_it_what_was_taken_is_owed(became: str) -> None:
    one = a_recovery(8_000 if became == "recovered" else TOP_UP)
    one.plan("p1", 80_000)
    one.take("p1", 8_000)
    if became == "waived":
        one.waive(paying_step())
    assert one.status == became
    one.came_back()
    assert (one.status, one.owed_fils) == ("came_back", 8_000)


def test_waived_nothing_that_is_only_planned_is_taken() -> None:
    one = a_recovery()
    one.plan("p1", 80_000)
    one.waive(paying_step())
    assert (parts(one), one.stands("p1")) == ([], False)
    # It was in the file before that was known here: then it is owed.
    one.take("p1", 8_000)
    assert parts(one) == [("p1", 8_000, True, True)]


def test_one_from_before_parts_were_given_back_is_still_read() -> None:
    one = a_recovery()
    one.plan("p1", 80_000)
    kept = {k: plain.plain(v) for k, v in vars(one).items() if k not in ("id", "version", "events")}
    del kept["offsets"][0]["owed"]
    assert parts(plain.recovery_from("recovery-1", 1, kept)) == [("p1", 8_000, False, False)]


def paying_step() -> Any:
    return plain.step({"by": "administrator-1", "on": "2026-11-22", "reason": "أسرة فقيرة"})


class Family:
    """A family that a cancelled emergency paid, and that has monthly aid."""

    def __init__(self) -> None:
        office, _ = programmes.in_memory()
        self.registry: Registry = office.registry
        self.programme_id = str(office.programme(opens_on="2026-08-01")["id"])
        home = office.household()
        self.emergency_id, list_id = relief.topped_up(self.registry)
        (top_up,) = paying.payments_of(self.registry, list_id)
        self.top_up_id = str(top_up["id"])
        paying.confirm(self.registry, Line(self.top_up_id, "paid", "2026-11-22"))
        relief.cancel(self.registry, self.emergency_id)
        paying.work(self.registry, "payment_list.withdraw", list_id)
        office.approved({"id": self.programme_id, "beneficiary": "household", "rules": "r"}, home)

    def came_back(self) -> None:
        paying.came_back(self.registry, self.top_up_id)

    def waive(self) -> None:
        waived = WaiveRecovery(self.recovery()["id"], "أسرة فقيرة")
        with command_of(FIRST):
            self.registry.payments.handlers.waive(waived, FIRST)

    def recovery(self) -> dict[str, Any]:
        with command_of(FIRST):
            found = self.registry.payments.queries.find_recoveries(Find({}, None, 100), FIRST)
        (one,) = found["items"]
        return dict(one)

    def issue(self, list_id: str) -> dict[str, Any]:
        paying.approve(self.registry, list_id)
        paying.work(self.registry, "payment_list.issue", list_id)
        return self.only(list_id)

    def only(self, list_id: str) -> dict[str, Any]:
        (one,) = paying.payments_of(self.registry, list_id)
        return one

    def paid(self, month: str) -> dict[str, Any]:
        return self.issue(paying.prepared(self.registry, self.programme_id, month))


@pytest.fixture
def family() -> Family:
    return Family()


def test_what_was_set_off_is_given_back_with_the_next_list_once(family: Family) -> None:
    reduced = family.paid("2026-11")
    assert (reduced["amount_fils"], reduced["offset_fils"]) == (AID - PART, PART)
    family.came_back()
    assert family.recovery()["owed_fils"] == PART
    second = paying.prepared(family.registry, family.programme_id, "2026-11")
    back = family.only(second)
    assert (back["back_of"], back["amount_fils"], back["status"]) == (reduced["id"], PART, "listed")
    assert back["findings"] == []
    (why,) = back["owed_because"]
    assert why["code"] == "part_given_back"
    assert "given back" in why["en"]
    assert family.issue(second)["amount_fils"] == PART
    december = paying.prepared(family.registry, family.programme_id, "2026-12")
    assert family.only(december)["amount_fils"] == AID


def test_a_part_that_was_given_back_is_not_held_when_the_document_is_missing_since(
    family: Family,
) -> None:
    payee_id = family.paid("2026-11")["payee_id"]
    family.came_back()
    family.paid("2026-11")
    amend(family.registry, payee_id, identity={"kind": "none", "number": None})
    december = family.only(paying.prepared(family.registry, family.programme_id, "2026-12"))
    assert (december["status"], december["back_of"]) == ("held", None)


def test_a_part_that_came_back_itself_is_tried_again(family: Family) -> None:
    family.paid("2026-11")
    family.came_back()
    back = family.paid("2026-11")
    paying.came_back(family.registry, back["id"])
    again = family.paid("2026-11")
    assert (again["again_of"], again["back_of"]) == (back["id"], back["back_of"])
    assert (again["amount_fils"], again["attempt"], again["status"]) == (PART, 2, "listed")
    assert [each["code"] for each in again["owed_because"]] == [
        "part_given_back",
        "money_came_back",
    ]


@pytest.mark.parametrize("undone", [Family.came_back, Family.waive])
def test_a_part_on_a_prepared_list_is_not_taken_after_all(
    family: Family, undone: Callable[[Family], None]
) -> None:
    prepared = paying.prepared(family.registry, family.programme_id, "2026-11")
    undone(family)
    held = family.issue(prepared)
    assert (held["status"], held["findings"]) == ("held", ["amount_changed_since"])
    assert (family.recovery()["taken_fils"], family.recovery()["offsets"]) == (0, [])
    whole = family.paid("2026-11")
    assert (whole["amount_fils"], whole["status"]) == (AID, "listed")


def test_what_came_back_while_the_file_was_written_is_given_back(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = paying.prepared(family.registry, family.programme_id, "2026-11")
    stands = Recovering.stands

    def looked_just_before(self: Recovering, payment: Any) -> bool:
        answer = stands(self, payment)
        family.came_back()
        return answer

    monkeypatch.setattr(Recovering, "stands", looked_just_before)
    assert family.issue(prepared)["amount_fils"] == AID - PART
    monkeypatch.undo()
    assert family.recovery()["owed_fils"] == PART
    assert family.paid("2026-11")["amount_fils"] == PART


def test_killed_before_the_payments_are_told_it_is_given_back_when_done_again(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    family.paid("2026-11")
    with command_of(FIRST):
        line = Line(family.top_up_id, "returned", "2026-11-22", "wallet_closed")
        batch = family.registry.payments.handlers.receive(
            ReceiveConfirmations("r-1", (line,)), FIRST
        )

    def killed(self: Recovering, recovery: Recovery) -> None:
        raise Stopped

    monkeypatch.setattr(Recovering, "_owe", killed)
    with pytest.raises(Stopped):
        paying.work(family.registry, "payment_confirmations.apply", batch["id"])
    monkeypatch.undo()
    assert family.recovery()["status"] == "came_back"
    paying.work(family.registry, "payment_confirmations.apply", batch["id"])
    assert family.paid("2026-11")["amount_fils"] == PART


def test_preparing_that_is_killed_in_the_last_phase_lists_the_part_once(family: Family) -> None:
    family.paid("2026-11")
    family.came_back()
    list_id = paying.opened(family.registry, family.programme_id, "2026-11")
    run = Running(dies_after=1)
    with pytest.raises(Stopped):
        paying.work(family.registry, "payment_list.prepare", list_id, run)
    paying.work(family.registry, "payment_list.prepare", list_id, Running(run.checkpoint))
    assert family.only(list_id)["amount_fils"] == PART
