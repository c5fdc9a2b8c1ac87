"""Payment lists on a real database: whatever is killed or run twice, nobody is paid twice."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.errors import ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.app.payments import preparing
from services.registry.app.payments.issuing import NotWhatWasApproved
from services.registry.bootstrap import SERVICE, build
from services.registry.domain.payments.confirmation import Line
from services.registry.domain.payments.refusals import ListNotInState
from tests.support import paying
from tests.support.paying import FIRST, Running, Stopped
from tests.support.registry import CLERK, refused, register, settle

Enrolled = Callable[[int], list[str]]


@pytest.fixture
def registry(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


@pytest.fixture
def programme_id(database: Any) -> str:
    return paying.programme(database)


@pytest.fixture
def enrolled(registry: Registry, database: Any, programme_id: str) -> Enrolled:
    """Enrols as many families; answers the households."""

    def make(many: int) -> list[str]:
        households = [paying.family(registry) for _ in range(many)]
        for each in households:
            paying.enrol(database, programme_id, each)
        return households

    return make


@pytest.fixture
def in_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "BATCH", 2)


def test_a_list_tells_what_would_be_paid_and_what_was_held_for_which_reason(
    registry: Registry, database: Any, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(2)
    nameless = register(registry, identity={"kind": "none", "number": None})
    undocumented = settle(registry, nameless["id"])["id"]
    paying.enrol(database, programme_id, undocumented)
    paying.enrol(database, programme_id, paying.family(registry), amount_fils=9_000_000)
    list_id = paying.prepared(registry, programme_id)
    view = paying.shown(registry, list_id)
    assert view["status"] == "prepared"
    assert view["totals"] | {"sha256": ""} == {
        "listed": {"count": 2, "total_fils": 173_000},
        "governorates": {"JO-AM": {"count": 2, "total_fils": 173_000}},
        "held": {"count": 2, "total_fils": 9_086_500},
        "findings": {"amount_out_of_bounds": 1, "payee_document_missing": 1},
        "already": 0,
        "sha256": "",
    }


def test_the_file_has_a_header_the_payments_and_control_totals(
    registry: Registry, programme_id: str, enrolled: Enrolled
) -> None:
    households = enrolled(2)
    list_id = paying.issued(registry, programme_id)
    text = paying.file_of(registry, list_id)
    assert text.startswith("\ufeffrecord,payment_id,household_id,payee_name")
    *rows, totals = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {each["household_id"] for each in rows} == set(households)
    assert {each["payee_name"] for each in rows} == {"آمال عبد الله محمد الخطيب"}
    assert (totals["record"], totals["household_id"]) == ("total", "2")
    assert (totals["amount_fils"], totals["amount_jod"]) == ("173000", "173.000")
    assert paying.shown(registry, list_id)["file"]["issued"]["count"] == 2


def test_every_download_is_in_the_audit_log(
    registry: Registry, database: Any, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(1)
    list_id = paying.issued(registry, programme_id)
    paying.file_of(registry, list_id)
    assert database["audit"].count_documents({"action": "download", "record_id": list_id}) == 1


def test_who_opened_a_list_does_not_approve_it(
    registry: Registry, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(1)
    list_id = paying.prepared(registry, programme_id)
    with refused("payment_list_same_person"):
        paying.approve(registry, list_id, FIRST)


def test_clerks_neither_open_nor_read_lists(registry: Registry, programme_id: str) -> None:
    list_id = paying.opened(registry, programme_id)
    with refused("payments_not_yours"):
        paying.approve(registry, list_id, CLERK)
    with refused("payments_not_yours"):
        registry.payments.queries.payment_list(list_id, CLERK)


def test_prepared_by_many_at_once_everybody_is_listed_once(
    registry: Registry, programme_id: str, enrolled: Enrolled, in_small_batches: None
) -> None:
    households = enrolled(7)
    list_id = paying.opened(registry, programme_id)

    def prepare(_: int) -> None:
        # Who comes second finds the list prepared by another.
        with suppress(ConcurrentChange, ListNotInState):
            paying.work(registry, "payment_list.prepare", list_id)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(prepare, range(6)))
    listed = Counter(each["household_id"] for each in paying.payments_of(registry, list_id))
    assert listed == Counter(households)
    assert paying.shown(registry, list_id)["totals"]["listed"]["count"] == 7


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_killed_and_taken_up_again_everybody_is_listed_once(
    registry: Registry,
    programme_id: str,
    enrolled: Enrolled,
    in_small_batches: None,
    steps: int,
) -> None:
    households = enrolled(7)
    list_id = paying.opened(registry, programme_id)
    killed = Running(dies_after=steps)
    with pytest.raises(Stopped):
        paying.work(registry, "payment_list.prepare", list_id, killed)
    paying.work(registry, "payment_list.prepare", list_id, Running(killed.checkpoint))
    listed = Counter(each["household_id"] for each in paying.payments_of(registry, list_id))
    assert listed == Counter(households)
    totals = paying.shown(registry, list_id)["totals"]
    assert (totals["listed"]["count"], totals["already"]) == (7, 0)


def test_a_second_list_of_the_month_pays_nobody_again(
    registry: Registry, database: Any, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(3)
    paying.issued(registry, programme_id)
    (late,) = enrolled(1)
    second = paying.prepared(registry, programme_id)
    assert [each["household_id"] for each in paying.payments_of(registry, second)] == [late]
    assert paying.shown(registry, second)["totals"]["already"] == 3


def test_two_open_lists_of_one_month_are_refused(registry: Registry, programme_id: str) -> None:
    paying.opened(registry, programme_id)
    with refused("payment_list_open"):
        paying.opened(registry, programme_id)


def test_a_cancelled_list_frees_the_month(
    registry: Registry, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(3)
    first = paying.prepared(registry, programme_id)
    paying.cancel(registry, first)
    paying.work(registry, "payment_list.withdraw", first)
    assert paying.shown(registry, first)["withdrawn"]["count"] == 3
    second = paying.prepared(registry, programme_id)
    assert paying.shown(registry, second)["totals"]["listed"]["count"] == 3


def test_cancelled_while_it_is_prepared_it_is_withdrawn(
    registry: Registry, programme_id: str, enrolled: Enrolled, in_small_batches: None
) -> None:
    enrolled(5)
    list_id = paying.opened(registry, programme_id)

    class CalledOff(Running):
        def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
            super().reached(done, total, **checkpoint)
            if len(self.seen) == 1:
                paying.cancel(registry, list_id)

    paying.work(registry, "payment_list.prepare", list_id, CalledOff())
    assert paying.shown(registry, list_id)["status"] == "withdrawing"
    paying.work(registry, "payment_list.withdraw", list_id)
    statuses = {each["status"] for each in paying.payments_of(registry, list_id)}
    assert (paying.shown(registry, list_id)["status"], statuses) == ("cancelled", {"withdrawn"})


def test_who_was_suspended_since_is_held_back_from_the_file(
    registry: Registry, database: Any, programme_id: str, enrolled: Enrolled
) -> None:
    households = enrolled(2)
    list_id = paying.prepared(registry, programme_id)
    paying.approve(registry, list_id)
    database["enrolments"].update_one(
        {"keys.household": households[0]}, {"$set": {"state.status": "suspended"}}
    )
    paying.work(registry, "payment_list.issue", list_id)
    assert households[0] not in paying.file_of(registry, list_id)
    held = [e for e in paying.payments_of(registry, list_id) if e["status"] == "held"]
    assert [(e["household_id"], e["findings"]) for e in held] == [
        (households[0], ["suspended_since"])
    ]


def test_what_is_not_what_was_approved_is_not_issued(
    registry: Registry, database: Any, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(2)
    list_id = paying.prepared(registry, programme_id)
    paying.approve(registry, list_id)
    database["payments"].update_one({}, {"$set": {"state.claim.amount_fils": 399_000}})
    with pytest.raises(NotWhatWasApproved):
        paying.work(registry, "payment_list.issue", list_id)
    assert paying.shown(registry, list_id)["file"] is None


def test_returned_money_is_on_the_next_list_once(
    registry: Registry, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(2)
    first = paying.issued(registry, programme_id, "2026-10")
    returned, paid = (each["id"] for each in paying.payments_of(registry, first))
    paying.confirm(
        registry,
        Line(returned, "returned", "2026-11-22", "wallet_closed"),
        Line(paid, "paid", "2026-11-22"),
    )
    second = paying.issued(registry, programme_id, "2026-11")
    again = [e for e in paying.payments_of(registry, second) if e["again_of"]]
    assert [(e["again_of"], e["attempt"]) for e in again] == [(returned, 2)]
    third = paying.prepared(registry, programme_id, "2026-12")
    assert not [e for e in paying.payments_of(registry, third) if e["again_of"]]


def test_each_line_of_a_batch_has_its_effect_or_is_reported(
    registry: Registry, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(2)
    one, two = (
        e["id"] for e in paying.payments_of(registry, paying.issued(registry, programme_id))
    )
    nobody = "0197f3b0-77aa-5c01-8e1d-4b1c9f2d3c99"
    batch = paying.confirm(
        registry,
        Line(one, "paid", "2026-11-22"),
        Line(nobody, "paid", "2026-11-22"),
        Line(one, "returned", "2026-11-22", "wallet_closed"),
        Line(two, "returned", "2026-11-22", "unknown_wallet"),
    )
    assert batch["applied"] == {"paid": 1, "returned": 1}
    assert [(e["line"], e["code"]) for e in batch["reported"]] == [(2, "unknown"), (3, "duplicate")]
    again = paying.confirm(
        registry, Line(one, "paid", "2026-11-22"), Line(two, "paid", "2026-11-22")
    )
    assert [e["code"] for e in again["reported"]] == ["repeated", "contradiction"]


def test_a_batch_is_taken_in_once(
    registry: Registry, programme_id: str, enrolled: Enrolled
) -> None:
    enrolled(1)
    (payment,) = paying.payments_of(registry, paying.issued(registry, programme_id))
    paying.confirm(registry, Line(payment["id"], "paid", "2026-11-22"), reference="PSP-1")
    with refused("confirmations_received"):
        paying.confirm(registry, Line(payment["id"], "paid", "2026-11-22"), reference="PSP-1")


def test_no_month_before_the_benefit_began_is_paid(
    registry: Registry, database: Any, programme_id: str
) -> None:
    household = paying.family(registry)
    paying.enrol(database, programme_id, household, started_on="2026-11-05")
    before = paying.prepared(registry, programme_id, "2026-10")
    assert paying.payments_of(registry, before) == []
    first = paying.prepared(registry, programme_id, "2026-11")
    assert [each["household_id"] for each in paying.payments_of(registry, first)] == [household]


def test_a_top_up_is_paid_once_whatever_the_month_and_a_later_one_again(
    registry: Registry, database: Any
) -> None:
    programme_id = paying.programme(database, "emergency_topup")
    household = paying.family(registry)
    paying.enrol(database, programme_id, household, kind="emergency_topup")
    paying.issued(registry, programme_id, "2026-11")
    next_month = paying.prepared(registry, programme_id, "2026-12")
    assert paying.payments_of(registry, next_month) == []
    assert paying.shown(registry, next_month)["totals"]["already"] == 1
    paying.cancel(registry, next_month)
    paying.work(registry, "payment_list.withdraw", next_month)
    later = paying.enrol(database, programme_id, household, kind="emergency_topup")
    second = paying.prepared(registry, programme_id, "2026-12")
    assert [each["claim_id"] for each in paying.payments_of(registry, second)] == [later]


def test_no_list_is_made_for_what_gives_no_money(registry: Registry, database: Any) -> None:
    with refused("payment_programme_pays_nothing"):
        paying.opened(registry, paying.programme(database, "learning"))
