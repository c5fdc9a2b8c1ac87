"""People and households as tests need them, in the words of the contract."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chassis.context import Actor, Command, Context, use
from chassis.rpc.dispatch import fingerprint

CLERK = Actor("clerk-17", frozenset({"clerk"}), "amman-1", frozenset({"JO-AM"}))
CLERK_OF_IRBID = Actor("clerk-21", frozenset({"clerk"}), "irbid-1", frozenset({"JO-IR"}))
AUDITOR = Actor("auditor-1", frozenset({"auditor"}))
INSPECTOR = Actor("inspector-1", frozenset({"inspector"}), "amman-1", frozenset({"JO-AM"}))

_serial = itertools.count(uuid.uuid4().int % 90_000_000)


def citizen(national_number: str) -> Actor:
    """The person with this number, signed in at home."""
    return Actor(f"citizen-{national_number}", frozenset({"citizen"}), None, frozenset(),
                 None, national_number)  # fmt: skip


def national_number() -> str:
    """A number that no other test has used yet (a woman's, without a year)."""
    return f"30{next(_serial) % 100_000_000:08d}"


def arabic(
    first: str = "آمال",
    father: str | None = "عبد الله",
    grandfather: str | None = "محمد",
    family: str = "الخطيب",
) -> dict[str, Any]:
    """A name in Arabic alone."""
    parts = {"first": first, "father": father, "grandfather": grandfather, "family": family}
    return {"arabic": parts, "latin": None}


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


def household(head_id: str, *members: str, **changes: Any) -> dict[str, Any]:
    """A request to register a household in Amman whose members are the head's children."""
    return {
        "head_id": head_id,
        "members": [{"person_id": each, "relation": "child"} for each in members],
        "address": {"governorate": "JO-AM", "district": None, "details": None},
        **changes,
    }


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
