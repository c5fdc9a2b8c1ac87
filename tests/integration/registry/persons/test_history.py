"""A record is shown as it was, with who changed what and why; what is sensitive is written down."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from chassis.clock import FixedClock
from chassis.context import Context, use
from services.registry.app.application import Registry
from tests.support.registry import (
    AUDITOR,
    CLERK,
    CLERK_OF_IRBID,
    amend,
    arabic,
    citizen,
    national_number,
    refused,
    register,
)

DEAF = [{"kind": "hearing", "degree": "severe"}]


def test_a_correction_keeps_what_was_there_before(registry: Registry, clock: FixedClock) -> None:
    view = register(registry, birth_date="1985")
    before = clock.now()
    clock.advance(timedelta(days=1))
    reason = {"kind": "correction", "note": "شهادة الميلاد"}
    corrected = amend(registry, view["id"], birth_date="1986-02-03", reason=reason)
    clock.advance(timedelta(days=1))
    change = {"kind": "change", "note": None}
    amend(registry, view["id"], name=arabic(first="أمل"), disabilities=DEAF, reason=change)
    then = registry.person_queries.person(view["id"], CLERK, before)
    assert then == view
    assert registry.person_queries.person(view["id"], CLERK, before + timedelta(days=1)) == (
        corrected
    )
    changes = registry.person_queries.history(view["id"], CLERK)["items"]
    assert [(each["changed_by"], each["reason"], each["changed"]) for each in changes] == [
        ("clerk-17", None, []),
        ("clerk-17", "correction: شهادة الميلاد", ["birth_date"]),
        ("clerk-17", "change", ["disabilities", "name"]),
    ]
    times = [datetime.fromisoformat(each["at"]) for each in changes]
    assert times == [before, before + timedelta(days=1), before + timedelta(days=2)]


def test_before_the_registration_there_was_nobody(registry: Registry, clock: FixedClock) -> None:
    view = register(registry)
    with refused("person_not_found"):
        registry.person_queries.person(view["id"], CLERK, clock.now() - timedelta(seconds=1))


def test_history_is_for_who_may_see_the_person(registry: Registry) -> None:
    number = national_number()
    view = register(registry, number=number)
    for reader in (CLERK, AUDITOR, citizen(number)):
        assert len(registry.person_queries.history(view["id"], reader)["items"]) == 1
    with refused("person_not_yours"):
        registry.person_queries.history(view["id"], CLERK_OF_IRBID)


def test_what_is_sensitive_is_in_no_ordinary_answer(registry: Registry) -> None:
    view = register(registry, disabilities=DEAF)
    assert "disabilities" not in view
    assert "disabilities" not in registry.person_queries.person(view["id"], CLERK)


def test_every_read_of_what_is_sensitive_asks_for_a_purpose_and_is_granted_to_few(
    registry: Registry,
) -> None:
    number = national_number()
    view = register(registry, number=number, disabilities=DEAF)
    for reader in (CLERK, citizen(number)):
        with use(Context(reader)):
            shown = registry.person_queries.sensitive(view["id"], "eligibility", reader)
        assert shown["disabilities"] == DEAF
    for stranger in (AUDITOR, CLERK_OF_IRBID):
        with use(Context(stranger)), refused("person_not_yours"):
            registry.person_queries.sensitive(view["id"], "eligibility", stranger)


def test_nobody_is_their_own_guardian_and_a_guardian_is_registered(registry: Registry) -> None:
    child, mother = register(registry)["id"], register(registry)["id"]
    with refused("guardian_is_self"):
        amend(registry, child, guardian={"person_id": child, "relation": "parent"})
    with refused("guardian_not_registered"):
        amend(registry, child, guardian={"person_id": str(uuid.uuid4()), "relation": "parent"})
    amended = amend(registry, child, guardian={"person_id": mother, "relation": "parent"})
    assert amended["guardian"] == {"person_id": mother, "relation": "parent"}


def test_one_document_stands_once_with_a_person(registry: Registry) -> None:
    card = {"kind": "service_card", "number": "7712"}
    with refused("document_twice"):
        register(registry, other_documents=[card, card])
