"""Money of households in which somebody is under protection is read by who pays it alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.registry import confirmations as contract
from services.registry.app.application import Registry
from services.registry.app.payments.queries import Find
from services.registry.bootstrap import wire
from services.registry.bootstrap.house import MemoryHouse
from services.registry.domain.payments.confirmation import Line
from services.registry.settings import RegistrySettings
from tests.support import paying, relief
from tests.support.paying import FIRST
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    command_of,
    national_number,
    protect,
    refused,
    register,
)


@pytest.fixture
def house() -> MemoryHouse:
    clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    return MemoryHouse(MemoryDatabase(), clock, RegistrySettings())


@pytest.fixture
def registry(house: MemoryHouse) -> Registry:
    return wire(house)


def hide(registry: Registry, household_id: str, *, with_household: bool = True) -> None:
    with use(Context(HELPER)):
        head = registry.household_queries.household(household_id, CLERK)["head_id"]
        protect(registry, head, HELPER, centre="shelter-1", with_household=with_household)


def recoveries(registry: Registry, actor: Actor, limit: int = 100, **keys: str) -> dict[str, Any]:
    with command_of(actor):
        return registry.payments.queries.find_recoveries(Find(keys, None, limit), actor)


def test_the_file_for_the_provider_is_had_by_who_pays_alone(registry: Registry) -> None:
    hidden, seen = paying.family(registry), paying.family(registry)
    hide(registry, hidden)
    _, list_id = relief.topped_up(registry)
    for actor in (AUDITOR, relief.SUPERVISOR):
        with refused("payments_not_yours"), command_of(actor):
            registry.payments.queries.file(list_id, 0, actor)
    text = paying.file_of(registry, list_id)
    assert hidden in text
    # Nothing in a row says of whom it is: what would be missing for one is there for nobody.
    rows = {row.split(",")[2]: row for row in text.splitlines() if row.startswith("payment,")}
    assert rows.keys() == {hidden, seen}
    assert "JO-AM" not in text
    empty = {home: row.split(",").count("") for home, row in rows.items()}
    assert empty[hidden] == empty[seen]


def test_recoveries_of_protected_households_are_for_who_pays_alone(registry: Registry) -> None:
    homes = [paying.family(registry) for _ in range(3)]
    emergency_id, list_id = relief.topped_up(registry)
    paid = (Line(e["id"], "paid", "2026-11-22") for e in paying.payments_of(registry, list_id))
    paying.confirm(registry, *paid)
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    hide(registry, homes[0])
    hide(registry, homes[1], with_household=False)
    everybody = {each["household_id"]: each["id"] for each in recoveries(registry, FIRST)["items"]}
    assert everybody.keys() == set(homes)
    page = recoveries(registry, AUDITOR, limit=1)
    assert ([each["household_id"] for each in page["items"]], page["next"]) == ([homes[2]], None)
    for home in homes[:2]:
        assert recoveries(registry, AUDITOR, household=home)["items"] == []
        with refused("recovery_not_found"), command_of(AUDITOR):
            registry.payments.queries.recovery(everybody[home], AUDITOR)
    with command_of(FIRST):
        assert registry.payments.queries.recovery(everybody[homes[0]], FIRST)


def test_payments_that_were_listed_before_are_hidden_afterwards(registry: Registry) -> None:
    homes = [paying.family(registry) for _ in range(3)]
    _, list_id = relief.topped_up(registry)
    hide(registry, homes[0])
    hide(registry, homes[1], with_household=False)
    for actor in (CLERK, relief.SUPERVISOR, AUDITOR):
        seen = [e["household_id"] for e in paying.payments_of(registry, list_id, actor)]
        assert seen == [homes[2]]
        with command_of(actor):
            asked = Find({"household": homes[0]})
            page = registry.payments.queries.find_payments(asked, actor)
        assert page == {"items": [], "next": None}
    assert len(paying.payments_of(registry, list_id, FIRST)) == 3


def test_what_the_provider_confirmed_of_hidden_payments_is_neither_shown_nor_counted(
    registry: Registry,
) -> None:
    homes = [paying.family(registry) for _ in range(3)]
    _, list_id = relief.topped_up(registry)
    of_home = {e["household_id"]: e["id"] for e in paying.payments_of(registry, list_id)}
    hide(registry, homes[0])
    paid = [Line(of_home[each], "paid", "2026-11-22") for each in homes]
    batch = paying.confirm(registry, *paid, paid[0], paid[2])
    assert [each["payment_id"] for each in batch["reported"]] == [
        of_home[homes[0]],
        of_home[homes[2]],
    ]
    seen = registry.payments.queries.confirmations(batch["id"], AUDITOR)
    assert [each["payment_id"] for each in seen["reported"]] == [of_home[homes[2]]]
    assert [seen[each] for each in ("lines", "applied", "reported_rows")] == [None] * 3
    assert contract.PaymentConfirmations().validate(seen) == {}


def test_nor_are_rows_of_the_providers_file(registry: Registry) -> None:
    homes = [paying.family(registry) for _ in range(4)]
    _, list_id = relief.topped_up(registry)
    of_home = {e["household_id"]: e["id"] for e in paying.payments_of(registry, list_id)}
    for home in homes[:2]:
        hide(registry, home)
    told = [f"{of_home[each]},paid,2020-01-01" for each in homes]
    batch = paying.confirm_by_file(registry, "\n".join(["payment_id,outcome,on", *told]).encode())
    for limit in (1, 2, 10):
        rows = registry.payments.queries.reported_rows(batch["id"], 0, limit, AUDITOR)
        assert [each.row for each in rows] == [4, 5][:limit]
    assert len(paying.reported_rows(registry, batch["id"])) == 4
    seen = registry.payments.queries.confirmations(batch["id"], AUDITOR)
    assert (seen["lines"], seen["file"]["size"]) == (None, None)


def test_who_claims_a_hidden_number_is_seen_held_like_others(registry: Registry) -> None:
    number = national_number()
    her = register(registry, number=number)["id"]
    with use(Context(HELPER)):
        protect(registry, her, HELPER, centre="shelter-1")
    claiming = paying.family(registry, number=number)
    without = paying.family(registry, identity={"kind": "none", "number": None})
    _, list_id = relief.topped_up(registry)
    for actor in (CLERK, relief.SUPERVISOR, AUDITOR):
        seen = {e["household_id"]: e for e in paying.payments_of(registry, list_id, actor)}
        assert seen.keys() == {claiming, without}
        alone = ("id", "household_id", "claim_id", "payee_id")
        claimed, ordinary = (
            {name: value for name, value in seen[each].items() if name not in alone}
            for each in (claiming, without)
        )
        assert claimed == ordinary
        assert (claimed["status"], claimed["findings"]) == ("held", None)
    told = {e["household_id"]: e["findings"] for e in paying.payments_of(registry, list_id, FIRST)}
    assert told[claiming] == ["payee_document_missing"]


def test_every_page_of_payments_is_one_entry_in_the_audit_log(
    registry: Registry, house: MemoryHouse
) -> None:
    paying.family(registry)
    paying.family(registry)
    _, list_id = relief.topped_up(registry)
    found = paying.payments_of(registry, list_id, relief.SUPERVISOR)
    (entry,) = house.audit.of("payment", found[0]["id"])
    assert (entry["action"], entry["actor"]) == ("list", relief.SUPERVISOR.subject)
    assert entry["record_id"] == [each["id"] for each in found]


def test_one_payment_that_is_read_is_in_the_audit_log(
    registry: Registry, house: MemoryHouse
) -> None:
    paying.family(registry)
    _, list_id = relief.topped_up(registry)
    (payment,) = paying.payments_of(registry, list_id, FIRST)
    with command_of(FIRST):
        registry.payments.queries.payment(payment["id"], FIRST)
    read = [each for each in house.audit.of("payment", payment["id"]) if each["action"] == "read"]
    assert [each["actor"] for each in read] == [FIRST.subject]
