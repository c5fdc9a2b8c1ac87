"""Nobody is paid in their own name before they are of age, on stores in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.registry.app.application import Registry
from services.registry.domain.payments import checks
from services.registry.domain.payments.checks import who_receives
from services.registry.domain.payments.facts import Payee
from tests.support import paying, relief
from tests.support.registry import HELPER, amend, protect, register, resettle, settle
from tests.unit.registry.payments.test_payment import CASH, CLAIM, PAYEE, RULES

CHILD, TEENAGER = "2022-05-01", "2012-05-01"
GROWN = replace(PAYEE, person_id="guardian-1", name="سلمى")


def alone(registry: Registry, born: str = CHILD, **changes: Any) -> tuple[str, str]:
    """A child who heads a household of one; answers both ids."""
    child = str(register(registry, birth_date=born, **changes)["id"])
    return child, str(settle(registry, child)["id"])


def guarded_by(guardian_id: str) -> dict[str, Any]:
    return {"person_id": guardian_id, "relation": "other_relative", "court_decision": None}


def on(registry: Registry, list_id: str) -> dict[str, tuple[str, list[str], str]]:
    listed = paying.payments_of(registry, list_id)
    return {e["household_id"]: (e["status"], e["findings"], e["payee_id"]) for e in listed}


def test_a_child_is_not_paid_in_their_own_name(registry: Registry) -> None:
    child, home = alone(registry)
    emergency_id, first = relief.topped_up(registry)
    assert on(registry, first) == {home: ("held", ["payee_minor"], child)}
    guardian = str(register(registry)["id"])
    amend(registry, child, guardian=guarded_by(guardian))
    assert on(registry, relief.pay_again(registry, emergency_id)) == {
        home: ("listed", [], guardian)
    }


def test_who_heads_the_household_after_a_death_is_asked_too(registry: Registry) -> None:
    late, heir = str(register(registry)["id"]), str(register(registry, birth_date=TEENAGER)["id"])
    home = str(settle(registry, late, heir)["id"])
    emergency_id = relief.targeted(registry)
    list_id = relief.approve(registry, emergency_id)
    paying.work(registry, "payment_list.prepare", list_id)
    resettle(registry, home, leave=[late], successor={"head_id": heir, "members": []})
    paying.work(registry, "payment_list.issue", list_id)
    assert on(registry, list_id)[home] == ("held", ["payee_minor"], late)


def test_a_guardian_receives_it_beside_what_is_their_own(registry: Registry) -> None:
    guardian = str(register(registry)["id"])
    own = str(settle(registry, guardian)["id"])
    homes = [alone(registry, guardian=guarded_by(guardian))[1] for _ in range(2)]
    _, list_id = relief.topped_up(registry)
    assert on(registry, list_id) == dict.fromkeys((own, *homes), ("listed", [], guardian))
    named = {row.split(",")[2] for row in paying.file_of(registry, list_id).splitlines()[1:-1]}
    assert named == {own, *homes}


@pytest.mark.parametrize(
    "guardian",
    [
        None,
        replace(GROWN, status="deceased"),
        replace(GROWN, minor=True),
        replace(GROWN, name=None),
        replace(GROWN, document_number=None),
    ],
)
def test_a_guardian_who_cannot_be_paid_is_none(guardian: Payee | None) -> None:
    child = replace(PAYEE, minor=True, guardians=(guardian,) if guardian else ())
    assert checks.findings(CASH, CLAIM, who_receives(child, RULES), RULES) == ("payee_minor",)


@pytest.mark.parametrize("hidden", [0, 1])
def test_the_first_guardian_who_can_be_paid_receives_it(hidden: int) -> None:
    late = replace(GROWN, person_id="guardian-0", status="deceased", protected=hidden == 0)
    fit = replace(GROWN, protected=hidden == 1)
    received = who_receives(replace(PAYEE, minor=True, guardians=(late, fit)), RULES)
    assert received is not None
    assert checks.findings(CASH, CLAIM, received, RULES) == ()
    assert (received.person_id, received.protected) == (fit.person_id, hidden == 1)


def test_a_hidden_guardian_who_died_holds_up_nobody_and_hides_nothing(registry: Registry) -> None:
    mother = str(register(registry)["id"])
    child, home = alone(registry, guardian=guarded_by(mother))
    protect(registry, mother, HELPER)
    amend(registry, mother, HELPER, died_on="2026-11-20")
    grandmother = str(register(registry)["id"])
    amend(registry, child, guardian=guarded_by(grandmother))
    _, list_id = relief.topped_up(registry)
    assert on(registry, list_id)[home] == ("listed", [], grandmother)
    [read] = paying.payments_of(registry, list_id, relief.SUPERVISOR)
    assert read["payee_id"] == grandmother


def test_what_a_guardian_took_home_is_hidden_once_they_are(registry: Registry) -> None:
    mother, grandmother = (str(register(registry)["id"]) for _ in range(2))
    child, _ = alone(registry, guardian=guarded_by(mother))
    _, list_id = relief.topped_up(registry)
    protect(registry, mother, HELPER)
    amend(registry, mother, HELPER, died_on="2026-11-20")
    amend(registry, child, guardian=guarded_by(grandmother))
    assert paying.payments_of(registry, list_id, relief.SUPERVISOR) == []


def test_what_a_child_who_died_is_owed_goes_to_no_guardian() -> None:
    child = replace(PAYEE, minor=True, guardians=(GROWN,), status="deceased")
    assert checks.findings(CASH, CLAIM, who_receives(child, RULES), RULES) == ("head_deceased",)
