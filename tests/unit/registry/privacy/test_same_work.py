"""Who asks for a hidden record has the registry do what it does for an unknown id."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from tests.support.registry import AUDITOR, CLERK, HELPER, protect, refused, register, settle

Look = Callable[[Registry, str, Actor], Any]
LOOKS: dict[str, tuple[str, Look]] = {
    "person": ("person", lambda to, id, who: to.person_queries.person(id, who)),
    "person_history": ("person", lambda to, id, who: to.person_queries.history(id, who)),
    "household": ("household", lambda to, id, who: to.household_queries.household(id, who)),
    "household_history": ("household", lambda to, id, who: to.household_queries.history(id, who)),
}


@pytest.mark.parametrize("actor", [CLERK, AUDITOR], ids=["clerk", "auditor"])
@pytest.mark.parametrize("what", LOOKS)
def test_a_look_at_an_unknown_id_is_written_down_alike(
    registry: Registry, what: str, actor: Actor
) -> None:
    kind, look = LOOKS[what]
    her = register(registry)["id"]
    home = settle(registry, her)["id"]
    with use(Context(HELPER)):
        protect(registry, her, HELPER, with_household=True)
    audit: Any = registry.privacy.protecting.audit
    written = []
    for record_id in ({"person": her, "household": home}[kind], str(uuid.uuid4())):
        before = len(audit.entries)
        with use(Context(actor)), refused(f"{kind}_not_found"):
            look(registry, record_id, actor)
        written.append([(each["action"], each["kind"]) for each in audit.entries[before:]])
    assert written == [[(f"{kind}.read_refused", kind)]] * 2
