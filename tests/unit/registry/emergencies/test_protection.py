"""How many live in a place under protection is read off no emergency and no list of payments."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.adapters.emergencies.choosing import PlacesAndGroups
from services.registry.app.application import Registry
from services.registry.app.emergencies.commands import CancelEmergency
from services.registry.app.emergencies.queries import ListTargets
from services.registry.domain.emergencies.emergency import Amount, Emergency, Group, Place
from tests.support import paying, relief
from tests.support.paying import FIRST
from tests.support.registry import AUDITOR, CLERK, HELPER, command_of, protect, register, settle

OTHERS = pytest.mark.parametrize("actor", [relief.SUPERVISOR, AUDITOR], ids=str)


def hide(registry: Registry, household_id: str) -> None:
    with use(Context(HELPER)):
        head = registry.household_queries.household(household_id, CLERK)["head_id"]
        protect(registry, head, HELPER, centre="shelter-1", with_household=True)


@OTHERS
def test_totals_are_of_what_everybody_sees(registry: Registry, actor: Actor) -> None:
    hidden = paying.family(registry)
    paying.family(registry)
    hide(registry, hidden)
    emergency_id, _ = relief.topped_up(registry, amount=Amount("person", 20_000))
    one = {"count": 1, "total_fils": 20_000}
    view = relief.shown(registry, emergency_id, actor)
    assert view["concerned"] == {
        "households": 1,
        "persons": 1,
        "total_fils": 20_000,
        "governorates": {"JO-AM": one},
        "protected": None,
        "protected_listed": None,
    }
    top_ups = view["top_ups"]
    assert (top_ups["listed"], top_ups["held"], top_ups["issued"]) == (one, None, None)
    whole = relief.shown(registry, emergency_id, FIRST)
    assert whole["concerned"] == {
        "households": 2,
        "persons": 2,
        "total_fils": 40_000,
        "governorates": {"JO-AM": one},
        "protected": 1,
        "protected_listed": 1,
    }
    with command_of(actor):
        found = registry.emergencies.queries.targets(ListTargets(emergency_id), actor)
    assert (len(found["items"]), found["next"]) == (1, None)


@OTHERS
def test_the_log_has_every_household_that_a_target_list_showed(
    registry: Registry, actor: Actor
) -> None:
    hide(registry, paying.family(registry))
    shown = sorted(paying.family(registry) for _ in range(2))
    emergency_id = relief.targeted(registry)
    audit: Any = registry.emergencies.queries._audit
    with command_of(actor):
        registry.emergencies.queries.targets(ListTargets(emergency_id), actor)
    entries = [each for each in audit.of("household", shown[1]) if "within" in each]
    told = [(each["action"], each["record_id"], each["within"]) for each in entries]
    assert told == [("emergency.targets", shown, emergency_id)]


def test_an_auditor_reads_no_total_of_a_list_with_them(registry: Registry) -> None:
    hidden = paying.family(registry)
    paying.family(registry)
    hide(registry, hidden)
    _, list_id = relief.topped_up(registry)
    one, two = {"count": 1, "total_fils": 50_000}, {"count": 2, "total_fils": 100_000}
    view = registry.payments.queries.payment_list(list_id, AUDITOR)
    assert (view["totals"]["listed"], view["file"]["issued"]) == (one, None)
    assert [view["totals"][each] for each in ("held", "findings", "already")] == [None] * 3
    whole = registry.payments.queries.payment_list(list_id, FIRST)
    assert (whole["totals"]["listed"], whole["file"]["issued"]) == (two, two)


def test_an_answer_to_a_change_tells_no_more(registry: Registry) -> None:
    hidden = paying.family(registry)
    hide(registry, hidden)
    paying.family(registry)
    emergency_id = relief.targeted(registry)
    with command_of(relief.SUPERVISOR):
        cancelled = registry.emergencies.handlers.cancel(
            CancelEmergency(emergency_id, "إعلان بالخطأ"), relief.SUPERVISOR
        )
    assert cancelled["concerned"]["households"] == 1
    assert cancelled["concerned"]["protected"] is None


@OTHERS
def test_a_target_that_was_protected_since_is_on_no_page(registry: Registry, actor: Actor) -> None:
    homes = sorted(paying.family(registry) for _ in range(4))
    emergency_id = relief.targeted(registry)
    for each in (homes[0], homes[2], homes[3]):
        hide(registry, each)
    with command_of(actor):
        page = registry.emergencies.queries.targets(ListTargets(emergency_id, limit=1), actor)
    assert ([each["household_id"] for each in page["items"]], page["next"]) == ([homes[1]], None)
    everybody = relief.targets(registry, emergency_id, FIRST)
    assert [each["household_id"] for each in everybody] == homes


def test_a_list_ended_while_it_is_read_is_read_as_one_moment(registry: Registry) -> None:
    hide(registry, paying.family(registry))
    paying.family(registry)
    emergency_id = relief.declared(registry)
    kept = registry.emergencies.queries._emergencies
    load = kept.load

    def slowly(id_: str) -> Emergency:
        found = load(id_)
        if found.status == "targeting":
            paying.work(registry, "emergency.target", id_)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "load", slowly)
        during = relief.shown(registry, emergency_id, FIRST)
    assert (during["status"], during["concerned"]) == ("targeting", None)
    after = relief.shown(registry, emergency_id, FIRST)
    assert (after["status"], after["concerned"]["protected_listed"]) == ("targeted", 1)


EMPTY, HIDING = (Place("JO-AM", each) for each in ("لواء الجيزة", "لواء ناعور"))


@OTHERS
def test_where_only_hidden_homes_are_all_is_answered_as_where_nobody_is(
    registry: Registry, actor: Actor
) -> None:
    there = {"governorate": "JO-AM", "district": HIDING.district, "details": None}
    head = register(registry, address=there)["id"]
    hide(registry, settle(registry, head, address=there)["id"])
    seen = []
    for place in (EMPTY, HIDING):
        emergency_id, list_id = relief.topped_up(registry, place)
        view = relief.shown(registry, emergency_id, actor)
        view["top_ups"] = {**view["top_ups"], "list_id": None, "progress": None}
        own = ("id", "places", "list_id", "progress")
        seen.append({name: value for name, value in view.items() if name not in own})
        whole = relief.shown(registry, emergency_id, FIRST)
        assert whole["top_ups"]["listed"]["count"] == (place is HIDING)
        if actor is AUDITOR:
            told = registry.payments.queries.payment_list(list_id, actor)
            assert (told["totals"]["sha256"], told["file"]["sha256"]) == (None, None)
    assert seen[0] == seen[1]
    assert (seen[0]["status"], seen[0]["concerned"]["households"]) == ("approved", 0)


def test_the_event_of_a_target_list_counts_whom_everybody_sees(
    registry: Registry, database: MemoryDatabase
) -> None:
    hide(registry, paying.family(registry))
    paying.family(registry)
    emergency_id = relief.targeted(registry)
    (told,) = (
        each["data"]
        for each in database.collections["emergencies"][emergency_id]["pending"]
        if each["type"].endswith("targeted.v2")
    )
    assert (told["households"], told["persons"], told["total_fils"]) == (1, 1, 50_000)


def test_hidden_homes_are_chosen_by_the_same_conditions(registry: Registry) -> None:
    hidden, fitting, other = (paying.family(registry) for _ in range(3))
    hide(registry, hidden)
    choosing = registry.emergencies.handlers._choosing
    assert isinstance(choosing, PlacesAndGroups)

    class Conditions:
        def check(self, expression: str) -> None: ...

        def households(self, *_: Any, with_protected: bool) -> Any:
            yield from [hidden, fitting] if with_protected else [fitting]

    choosing._targeting = Conditions()
    emergency_id = relief.targeted(registry, group=Group(expression="size >= 1"))
    assert {each["household_id"] for each in relief.targets(registry, emergency_id, FIRST)} == {
        hidden,
        fitting,
    }
    assert relief.shown(registry, emergency_id, FIRST)["concerned"]["protected_listed"] == 1
    with command_of(relief.SUPERVISOR):
        query = ListTargets(emergency_id)
        listed = registry.emergencies.queries.targets(query, relief.SUPERVISOR)["items"]
    assert [each["household_id"] for each in listed] == [fitting]
    assert relief.shown(registry, emergency_id, relief.SUPERVISOR)["concerned"]["households"] == 1
    assert other not in str(listed)
