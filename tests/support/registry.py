"""People and households as tests need them, in the words of the contract."""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chassis.context import Actor, Command, Context, use
from chassis.errors import is_refusal
from chassis.rpc.dispatch import fingerprint
from services.registry.app.application import Registry
from services.registry.app.households.queries import FindHouseholds
from services.registry.app.persons.queries import FindPersons
from services.registry.entrypoints.reading import households as household_requests
from services.registry.entrypoints.reading import persons as person_requests
from services.registry.entrypoints.reading import privacy as privacy_requests

CLERK = Actor("clerk-17", frozenset({"clerk"}), "amman-1", frozenset({"JO-AM"}))
CLERK_OF_IRBID = Actor("clerk-21", frozenset({"clerk"}), "irbid-1", frozenset({"JO-IR"}))
AUDITOR = Actor("auditor-1", frozenset({"auditor"}))
HELPER = Actor("caseworker-3", frozenset({"caseworker"}), "shelter-1", frozenset({"JO-AM"}))
"""Who protects somebody, and so needs to know; and the supervisor of their centre."""
OF_THE_SHELTER = Actor("supervisor-4", frozenset({"supervisor"}), "shelter-1", frozenset({"JO-AM"}))

_NAMES = (
    ("آمال", "خديجة", "مريم", "سعاد", "نوال", "هيفاء", "رغد", "لبنى", "وفاء", "شيرين", "جمانة"),
    ("عبد الله", "سمير", "ياسين", "حمزة", "داود", "نبيل", "طارق", "فواز", "غسان", "بشير", "وليد"),
    ("محمد", "جميل", "عيسى", "فارس", "راشد", "لطفي", "ثابت", "قاسم", "منصور", "هاشم", "زيدان"),
    ("الخطيب", "العبادي", "أبو زيد", "الحسن", "المجالي", "الزعبي", "القضاة", "الشوبكي", "حدادين"),
)
_serial = itertools.count(uuid.uuid4().int % 90_000_000)


def citizen(national_number: str) -> Actor:
    """The person with this number, signed in at home."""
    return Actor(f"citizen-{national_number}", frozenset({"citizen"}), None, frozenset(),
                 None, national_number)  # fmt: skip


def national_number() -> str:
    """A number that no other test has used yet, and that is not near another one."""
    return f"30{next(_serial) * 61_803_399 % 100_000_000:08d}"


def arabic(
    first: str = "آمال",
    father: str | None = "عبد الله",
    grandfather: str | None = "محمد",
    family: str = "الخطيب",
) -> dict[str, Any]:
    """A name in Arabic alone."""
    parts = {"first": first, "father": father, "grandfather": grandfather, "family": family}
    return {"arabic": parts, "latin": None}


CORRECTED = {"kind": "correction", "note": "بحسب الوثائق"}
"""Why most records are amended."""
_UNEXPLAINED = {"contact", "address", "reason"}


def explained(**changes: Any) -> dict[str, Any]:
    """An amendment of a person that says why where it must."""
    return changes if changes.keys() <= _UNEXPLAINED else {"reason": CORRECTED, **changes}


def person(number: str | None = None, **changes: Any) -> dict[str, Any]:
    """A request to register a woman in Amman; `number` is her national number."""
    return {
        "identity": {"kind": "national_number", "number": number or national_number()},
        "name": arabic(),
        "birth_date": "1985-03-17",
        "sex": "female",
        "contact": {"mobile": "0791234567", "email": None, "language": "ar"},
        "address": {"governorate": "JO-AM", "district": "لواء ماركا", "details": None},
        **changes,
    }


def another_person(number: str | None = None, **changes: Any) -> dict[str, Any]:
    """The same for a woman with a name of her own.

    Where all tests share one registry, hundreds of one name would all be probable duplicates.
    """
    name = arabic(*(random.choice(each) for each in _NAMES))
    return person(number, **{"name": name, **changes})


def household(head_id: str, *members: str, **changes: Any) -> dict[str, Any]:
    """A request to register a household in Amman whose members are the head's children."""
    return {
        "head_id": head_id,
        "members": [{"person_id": each, "relation": "child"} for each in members],
        "address": {"governorate": "JO-AM", "district": None, "details": None},
        **changes,
    }


def wedded(spouse_id: str, *children: str) -> list[dict[str, str]]:
    """The members of a household whose head is married."""
    return [
        {"person_id": spouse_id, "relation": "spouse"},
        *({"person_id": each, "relation": "child"} for each in children),
    ]


@contextmanager
def command_of(
    actor: Actor, request: Any = None, key: str | None = None, based_on: int | None = None
) -> Iterator[None]:
    """Run the block as one command of this actor, as the RPC server does."""
    command = Command(
        key=f"test:{actor.subject}:{key or uuid.uuid4()}",
        fingerprint=fingerprint(request or {}),
        expected_version=based_on,
    )
    with use(Context(actor=actor, command=command)):
        yield


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this code."""
    with pytest.raises(Exception, match=code) as raised:
        yield
    assert is_refusal(raised.value)
    assert getattr(raised.value, "code", None) == code


def register(
    registry: Registry, actor: Actor = CLERK, key: str | None = None, **changes: Any
) -> Any:
    """Register a person."""
    request = person(**changes)
    with command_of(actor, request, key):
        return registry.persons.register(person_requests.register_person(request), actor)


def amend(
    registry: Registry,
    person_id: str,
    actor: Actor = CLERK,
    based_on: int | None = None,
    **changes: Any,
) -> Any:
    """Amend a person; what must be explained is a correction unless `reason` says otherwise."""
    request = {"person_id": person_id, **explained(**changes)}
    with command_of(actor, request, based_on=based_on):
        return registry.persons.amend(person_requests.amend_person(request), actor)


def settle(
    registry: Registry, head: str, *members: str, actor: Actor = CLERK, **changes: Any
) -> Any:
    """Register a household."""
    request = household(head, *members, **changes)
    with command_of(actor, request):
        return registry.households.register(household_requests.register_household(request), actor)


def resettle(registry: Registry, household_id: str, actor: Actor = CLERK, **changes: Any) -> Any:
    """Amend a household."""
    why = {"reason": CORRECTED} if "successor" in changes else {}
    request = {"household_id": household_id, **why, **changes}
    with command_of(actor, request):
        return registry.households.amend(household_requests.amend_household(request), actor)


def listed(registry: Registry, actor: Actor = CLERK, **filters: Any) -> list[dict[str, Any]]:
    """The persons found, as they are shown."""
    return list(registry.person_queries.find_persons(FindPersons(**filters), actor)["items"])


def found(registry: Registry, actor: Actor = CLERK, **filters: Any) -> list[str]:
    """Their ids."""
    return [each["id"] for each in listed(registry, actor, **filters)]


def live(
    registry: Registry,
    what: str,
    household_id: str,
    actor: Actor = CLERK,
    key: str | None = None,
    **request: Any,
) -> Any:
    """Let something happen in a household (`split`, `death`, …), yesterday unless `on` says."""
    full = {"household_id": household_id, "on": "2026-11-20", **request}
    with command_of(actor, full, key):
        command = getattr(household_requests, what)(full)
        return getattr(registry.household_life, what)(command, actor)


def home_of(registry: Registry, person_id: str, actor: Actor = CLERK) -> Any:
    """The household that a person is in, as the actor finds it."""
    page = registry.household_queries.find_households(FindHouseholds(person_id=person_id), actor)
    return page["items"][0] if page["items"] else None


def protect(registry: Registry, person_id: str, actor: Actor, **request: Any) -> Any:
    """Protect a person."""
    full = {"person_id": person_id, "reason": "violence", **request}
    with command_of(actor, full):
        return registry.privacy.protecting.protect(privacy_requests.protect_person(full), actor)
