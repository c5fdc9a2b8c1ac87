"""Consents, requests and copies as tests need them, in the words of the contract."""

from __future__ import annotations

import json
from typing import Any

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import privacy as reading
from tests.support.registry import CLERK, command_of
from tests.support.work import FakeRun

AMMAN = frozenset({"JO-AM"})
SUPERVISOR = Actor("supervisor-3", frozenset({"supervisor"}), "amman-1", AMMAN)
CASEWORKER = Actor("caseworker-7", frozenset({"caseworker"}), "amman-1", AMMAN)


def consent(registry: Registry, person_id: str, actor: Actor = CLERK, **changes: Any) -> Any:
    """A consent to a referral, given at a counter."""
    request = {"person_id": person_id, "purpose": "health_referral", "way": "counter", **changes}
    with command_of(actor, request):
        return registry.privacy.consenting.give(reading.give_consent(request), actor)


def withdraw(registry: Registry, consent_id: str, actor: Actor = CLERK) -> Any:
    with command_of(actor):
        return registry.privacy.consenting.withdraw(consent_id, actor)


def ask_for(
    registry: Registry, person_id: str, kind: str, actor: Actor = CLERK, **changes: Any
) -> Any:
    """A request about a person's own data."""
    request = {"person_id": person_id, "kind": kind, "text": "أرجو النظر في طلبي.", **changes}
    with command_of(actor, request):
        return registry.privacy.requests.file(reading.file_request(request), actor)


def decide(
    registry: Registry, request_id: str, actor: Actor = SUPERVISOR, outcome: str = "granted"
) -> Any:
    """Decide on a request."""
    request = {"request_id": request_id, "outcome": outcome, "reason": "وثيقة رسمية"}
    with command_of(actor, request):
        return registry.privacy.requests.decide(reading.decide_request(request), actor)


def granted(registry: Registry, person_id: str, kind: str, **changes: Any) -> Any:
    """A request that was filed at a counter and granted."""
    return decide(registry, ask_for(registry, person_id, kind, **changes)["id"])


def lift(registry: Registry, request_id: str, actor: Actor = SUPERVISOR) -> Any:
    with command_of(actor):
        return registry.privacy.requests.lift(request_id, actor)


def work(registry: Registry, name: str, aggregate_id: str) -> None:
    """Do one piece of work."""
    with use(Context(Actor.system("registry.work"))):
        registry.work[name](aggregate_id, FakeRun())


def copied(registry: Registry, person_id: str, actor: Actor = CASEWORKER) -> str:
    """A finished copy of everything about a person; answers its id."""
    request = {"person_id": person_id, "language": "ar"}
    with command_of(actor, request):
        copy_id = str(registry.privacy.copying.ask(reading.ask_copy(request), actor)["id"])
    work(registry, "data_copy.write", copy_id)
    return copy_id


def fetched(registry: Registry, copy_id: str, form: str = "json", actor: Actor = CASEWORKER) -> str:
    """The text of a finished copy."""
    with use(Context(actor)):
        file = registry.privacy.copying.file(copy_id, form, actor, 0)
        return b"".join(registry.files.store.read(file.id)).decode()


def dossier(registry: Registry, person_id: str, actor: Actor = CASEWORKER) -> dict[str, Any]:
    """Everything about a person as the JSON of their copy has it."""
    found: dict[str, Any] = json.loads(
        fetched(registry, copied(registry, person_id, actor), "json", actor)
    )
    return found


def sensitive(registry: Registry, person_id: str, purpose: str, actor: Actor = CLERK) -> Any:
    with use(Context(actor)):
        return registry.person_queries.sensitive(person_id, purpose, actor)
