"""Held means not paid: money that another list has is passed over, whatever speaks against it."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from services.registry.domain.emergencies.emergency import Amount
from services.registry.domain.payments.confirmation import Line
from tests.support import paying, relief
from tests.support.monthly_aid import AID, Aid
from tests.support.paying import Running, Stopped
from tests.support.programmes import in_memory
from tests.support.registry import CLERK, amend, live, register, resettle, settle

NOVEMBER, DECEMBER = "2026-11", "2026-12"
NO_DOCUMENT = ["payee_document_missing"]
TODAY = "2026-11-22"


@pytest.fixture
def aid() -> Aid:
    return Aid()


def without_document(aid: Aid) -> None:
    """What was on file of the head is wrong: they have no document to be paid by."""
    registry = aid.office.registry
    home_id = aid.do("get_enrolment", CLERK)["household_id"]
    head = aid.office.do("get_household", CLERK, household_id=home_id)["head_id"]
    amend(registry, head, identity={"kind": "none", "number": None})


def confirmed(aid: Aid, month: str) -> str:
    """The only payment of this month's list is paid out; answers its id."""
    list_id = aid.prepared(month)
    aid.issued(list_id)
    (payment,) = paying.payments_of(aid.office.registry, list_id)
    day = aid.clock.now().date().isoformat()
    paying.confirm(aid.office.registry, Line(payment["id"], "paid", day))
    return str(payment["id"])


def totals(registry: Registry, list_id: str) -> tuple[int, int, int]:
    """How many are listed, held, and on other lists."""
    found = paying.shown(registry, list_id)["totals"]
    return found["listed"]["count"], found["held"]["count"], found["already"]


def test_a_month_that_was_paid_is_passed_over_when_the_document_is_missing_since(aid: Aid) -> None:
    confirmed(aid, NOVEMBER)
    without_document(aid)
    again = aid.prepared(NOVEMBER)
    assert aid.on(again) == []
    assert totals(aid.office.registry, again) == (0, 0, 1)
    assert aid.listed(DECEMBER) == [(AID, "held", NO_DOCUMENT)]


def test_so_is_one_that_is_on_another_list_and_not_confirmed_yet(aid: Aid) -> None:
    aid.issued(aid.prepared(NOVEMBER))
    without_document(aid)
    assert aid.listed(NOVEMBER) == []


def test_what_is_held_is_held_again_until_it_is_paid(aid: Aid) -> None:
    without_document(aid)
    for _ in range(2):
        assert aid.listed(NOVEMBER) == [(AID, "held", NO_DOCUMENT)]


def test_money_that_came_back_is_held_once_and_no_more_when_it_was_paid(aid: Aid) -> None:
    first = confirmed(aid, NOVEMBER)
    paying.came_back(aid.office.registry, first)
    without_document(aid)
    # Its month is that of the first payment: what is held is the money that came back alone.
    assert aid.listed(NOVEMBER) == [(AID, "held", NO_DOCUMENT)]
    home_id = aid.do("get_enrolment", CLERK)["household_id"]
    head = aid.office.do("get_household", CLERK, household_id=home_id)["head_id"]
    amend(aid.office.registry, head, identity={"kind": "unhcr", "number": "123-45C67890"})
    confirmed(aid, NOVEMBER)
    without_document(aid)
    assert aid.listed(NOVEMBER) == []
    assert aid.listed(DECEMBER) == [(AID, "held", NO_DOCUMENT)]


def test_work_that_was_cut_off_comes_to_the_same(aid: Aid) -> None:
    confirmed(aid, NOVEMBER)
    without_document(aid)
    aid.enrolled(identity={"kind": "none", "number": None})
    aid.enrolled()
    registry = aid.office.registry
    list_id, run = paying.opened(registry, aid.programme_id, NOVEMBER), Running(dies_after=0)
    with pytest.raises(Stopped):
        paying.work(registry, "payment_list.prepare", list_id, run)
    paying.work(registry, "payment_list.prepare", list_id, Running(run.checkpoint))
    assert totals(registry, list_id) == (1, 1, 1)


def test_whoever_was_paid_joins_another_who_was_paid() -> None:
    aid = Aid()
    office = aid.office
    theirs = aid.do("get_enrolment", CLERK)["household_id"]
    alone = str(register(office.registry)["id"])
    home = settle(office.registry, alone)
    office.approved(
        {"id": aid.programme_id, "beneficiary": "household", "rules": "monthly_aid"}, home
    )
    aid.issued(aid.prepared(NOVEMBER))
    coming = [{"person_id": alone, "relation": "other_relative"}]
    live(office.registry, "join", theirs, other_household_id=home["id"], members=coming)
    list_id = aid.prepared(NOVEMBER)
    assert aid.on(list_id) == []
    assert totals(office.registry, list_id) == (0, 0, 2)


def test_a_persons_own_that_was_paid_is_not_held_when_they_live_nowhere() -> None:
    office, _ = in_memory()
    to = office.programme(beneficiary="person", rules=None, amount_fils=40_000)
    home = office.household()
    office.approved(to, home)
    paying.issued(office.registry, to["id"])
    heir = next(each["person_id"] for each in home["members"])
    amend(office.registry, heir, birth_date="1990-01-01")
    leaving = {"head_id": heir, "members": []}
    resettle(office.registry, home["id"], leave=[home["head_id"]], successor=leaving)
    again = paying.prepared(office.registry, to["id"])
    assert paying.payments_of(office.registry, again) == []
    assert totals(office.registry, again) == (0, 0, 1)


@pytest.mark.parametrize("each_gets", ["household", "person"])
def test_a_further_list_of_an_emergency_has_nobody_who_was_paid(
    registry: Registry, each_gets: str
) -> None:
    paid, back = (paying.family(registry) for _ in range(2))
    emergency_id, first = relief.topped_up(registry, amount=Amount(each_gets, 50_000))
    of_home = {each["household_id"]: each["id"] for each in paying.payments_of(registry, first)}
    paying.confirm(registry, Line(of_home[paid], "paid", TODAY))
    paying.came_back(registry, of_home[back])
    amend(registry, head_of(registry, paid), identity={"kind": "none", "number": None})
    further = relief.pay_again(registry, emergency_id)
    found = {e["household_id"]: e["status"] for e in paying.payments_of(registry, further)}
    assert found == {back: "listed"}


def head_of(registry: Registry, household_id: str) -> str:
    return str(registry.household_queries.household(household_id, CLERK)["head_id"])
