"""A family reads what it is paid, what is set off and why: nobody else's money, and no address."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor
from services.registry.adapters.payments.store import PAYMENTS, RECOVERIES
from services.registry.domain.payments import checks
from services.registry.domain.payments.confirmation import Line
from tests.support import paying, programmes, relief
from tests.support.programmes import SUPERVISOR, Office, Refused
from tests.support.registry import (
    AUDITOR,
    CLERK,
    HELPER,
    citizen,
    national_number,
    protect,
    refused,
    register,
    settle,
)

TOP_UP, AID = 50_000, 86_600
PART = AID * 10 // 100
NOVEMBER = "2026-11"


class Home:
    """A household with a head who asks for themself, and monthly aid."""

    def __init__(self, office: Office) -> None:
        self.office, number = office, national_number()
        self.head = citizen(number)
        self.head_id = register(office.registry, number=number)["id"]
        self.settled = settle(office.registry, self.head_id)
        self.id = str(self.settled["id"])

    def enrolled(self, programme_id: str) -> str:
        to = {"id": programme_id, "beneficiary": "household", "rules": "r"}
        return str(self.office.approved(to, self.settled)["id"])

    def payments(self, actor: Actor | None = None, **page: Any) -> list[dict[str, Any]]:
        return self._asked("find_family_payments", actor, page)

    def recoveries(self, actor: Actor | None = None) -> list[dict[str, Any]]:
        return self._asked("find_family_recoveries", actor, {})

    def _asked(self, method: str, actor: Actor | None, page: Any) -> list[dict[str, Any]]:
        found = self.office.do(method, actor or self.head, household_id=self.id, **page)
        return list(found["items"])


@pytest.fixture
def office() -> Office:
    return programmes.in_memory()[0]


@pytest.fixture
def home(office: Office) -> Home:
    return Home(office)


@pytest.fixture
def programme_id(office: Office) -> str:
    return str(office.programme(opens_on="2026-08-01")["id"])


def set_off(home: Home) -> None:
    """A cancelled emergency paid the household."""
    registry = home.office.registry
    emergency_id, list_id = relief.topped_up(registry)
    found = paying.payments_of(registry, list_id)
    mine = next(each for each in found if each["household_id"] == home.id)
    paying.confirm(registry, Line(mine["id"], "paid", "2026-11-22"))
    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)


def test_how_a_payment_stands_is_said_in_words_as_it_goes_on(home: Home, programme_id: str) -> None:
    home.enrolled(programme_id)
    registry, states = home.office.registry, []

    def look() -> dict[str, Any]:
        (one,) = home.payments()
        states.append(one["state"]["code"])
        return one

    list_id = paying.prepared(registry, programme_id, NOVEMBER)
    look()
    paying.approve(registry, list_id)
    paying.work(registry, "payment_list.issue", list_id)
    payment = look()
    paying.confirm(registry, Line(payment["id"], "paid", "2026-11-22"))
    paid = look()
    paying.came_back(registry, payment["id"])
    look()
    assert states == ["preparing", "on_its_way", "paid", "returned"]
    assert (paid["month"], paid["amount_fils"], paid["settled_on"]) == (NOVEMBER, AID, "2026-11-22")
    assert (paid["set_off_fils"], paid["set_off_because"]) == (0, None)
    assert paid["name"]["ar"] != paid["name"]["en"]


def test_what_was_set_off_why_and_what_is_left_is_read_and_said_in_the_explanation(
    home: Home, programme_id: str
) -> None:
    set_off(home)
    enrolment_id = home.enrolled(programme_id)
    paying.issued(home.office.registry, programme_id, NOVEMBER)
    aid = next(each for each in home.payments() if each["source"]["kind"] == "programme")
    assert (aid["whole_fils"], aid["set_off_fils"], aid["amount_fils"]) == (AID, PART, AID - PART)
    assert aid["set_off_because"]["code"] == "emergency_cancelled"
    (debt,) = home.recoveries()
    assert (debt["id"], debt["percent"], debt["state"]["code"]) == (aid["recovery_id"], 10, "open")
    assert (debt["set_off_fils"], debt["left_fils"]) == (PART, TOP_UP - PART)
    told = home.office.do("explain_enrolment", home.head, enrolment_id=enrolment_id)["paragraphs"]
    (less,) = (each for each in told if each["code"] == "set_off")
    assert "10%" in less["en"]
    assert "41.340" in less["en"]
    assert "41 دينارًا و340 فلسًا" in less["ar"]


def test_a_part_that_is_given_back_is_said_to_be(home: Home, programme_id: str) -> None:
    set_off(home)
    home.enrolled(programme_id)
    registry = home.office.registry
    paying.issued(registry, programme_id, NOVEMBER)
    (debt,) = home.recoveries()
    paying.came_back(registry, debt["payment_id"])
    aid = next(each for each in home.payments() if each["source"]["kind"] == "programme")
    assert aid["set_off_because"]["code"] == "given_back"
    (over,) = home.recoveries()
    assert (over["state"]["code"], over["given_back_fils"], over["left_fils"]) == (
        "came_back",
        PART,
        0,
    )
    paying.issued(registry, programme_id, "2026-12")
    back = next(each for each in home.payments() if each["owed_because"])
    assert (back["month"], back["amount_fils"]) == (NOVEMBER, PART)


def test_what_came_back_of_an_emergency_is_promised_once_more_only_while_it_pays(
    home: Home,
) -> None:
    registry = home.office.registry
    emergency_id, list_id = relief.topped_up(registry)
    paying.came_back(registry, home.payments()[0]["id"])
    assert home.payments()[0]["state"]["code"] == "returned"
    further = relief.pay_again(registry, emergency_id)
    paying.cancel(registry, further)
    paying.work(registry, "payment_list.withdraw", further)
    states = sorted(each["state"]["code"] for each in home.payments())
    assert states == ["returned", "withdrawn"]

    relief.cancel(registry, emergency_id)
    paying.work(registry, "payment_list.withdraw", list_id)
    told = {each["state"]["code"]: each["state"] for each in home.payments()}
    assert told.keys() == {"returned_for_good", "withdrawn"}
    assert "not paid once more" in told["returned_for_good"]["en"]
    assert "فلا تُصرف مرة أخرى" in told["returned_for_good"]["ar"]
    with refused("emergency_not_in_state"):
        relief.pay_again(registry, emergency_id)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_who_was_paid_what_is_called_off_hears_of_the_recovery_alone(
    home: Home, withdrawn: bool
) -> None:
    registry, house = home.office.registry, home.office.house
    emergency_id, list_id = relief.topped_up(registry)
    (mine,) = home.payments()
    relief.cancel(registry, emergency_id)
    if withdrawn:
        paying.work(registry, "payment_list.withdraw", list_id)
    paying.confirm(registry, Line(mine["id"], "paid", "2026-11-22"))
    stores: list[Any] = [house.store(PAYMENTS), house.store(RECOVERIES)]
    told = [event["type"] for store in stores for event in store.published]
    assert "kanaf.registry.payment.topped_up.v1" not in told
    assert told[-1] == "kanaf.registry.recovery.opened.v1"


def test_why_a_payment_is_held_is_not_told(
    home: Home, programme_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.enrolled(programme_id)
    monkeypatch.setattr(checks, "findings", lambda *_: (checks.PAID_ELSEWHERE,))
    list_id = paying.prepared(home.office.registry, programme_id, NOVEMBER)
    (shown,) = paying.payments_of(home.office.registry, list_id)
    assert shown["findings"] == [checks.PAID_ELSEWHERE]
    (held,) = home.payments()
    assert held["state"]["code"] == "held"
    assert checks.PAID_ELSEWHERE not in str(held)
    assert not {"findings", "held_because", "allowed"} & held.keys()


@pytest.mark.parametrize("asks", [CLERK, SUPERVISOR, AUDITOR])
def test_it_is_for_the_family_alone(home: Home, programme_id: str, asks: Actor) -> None:
    home.enrolled(programme_id)
    paying.prepared(home.office.registry, programme_id, NOVEMBER)
    other = Home(home.office)
    for actor in (asks, other.head, citizen(national_number())):
        for read in (home.payments, home.recoveries):
            with pytest.raises(Refused, match="payments_not_yours"):
                read(actor)
    home.id = "00000000-0000-5000-8000-000000000000"
    with pytest.raises(Refused, match="payments_not_yours"):
        home.payments(other.head)


def test_who_is_under_protection_reads_their_own_and_no_address_appears(
    home: Home, programme_id: str
) -> None:
    set_off(home)
    home.enrolled(programme_id)
    protect(home.office.registry, home.head_id, HELPER, centre="shelter-1", with_household=True)
    paying.issued(home.office.registry, programme_id, NOVEMBER)
    shown = [*home.payments(), *home.recoveries()]
    assert len(shown) == 3
    assert all("governorate" not in each and "payee_id" not in each for each in shown)


def test_every_page_is_in_the_audit_log_once(home: Home, programme_id: str) -> None:
    set_off(home)
    audit: Any = home.office.house.audit
    before = len(audit.entries)
    home.payments(limit=1)
    home.recoveries()
    told = [(each["action"], each["kind"]) for each in audit.entries[before:]]
    assert told == [("list", "payment"), ("list", "recovery")]
