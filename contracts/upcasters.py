"""Old versions of events raised to the newest, one step per version.

An upcaster sees the whole envelope, adds what the newer version wants from what is known, and
invents nothing: what cannot be known gets a value that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contracts.envelope import Envelope


def _person_registered_v2(old: Envelope) -> Envelope:
    return replace(
        old,
        type="kanaf.registry.person.registered.v2",
        data={
            "person_id": old.data["person_id"],
            "place": {"governorate": old.data["governorate"], "district": None},
            "identity_kind": "unknown",
            "birth_year": old.data["birth_year"],
            "registered_on": old.time.date().isoformat(),
        },
    )


UPCASTERS: Mapping[str, Callable[[Envelope], Envelope]] = {
    "kanaf.registry.person.registered.v1": _person_registered_v2,
}
"""Older type → the step to the next version."""


def upcast(envelope: Envelope) -> Envelope:
    """The same event in the newest version of its type (itself when it is the newest)."""
    while (step := UPCASTERS.get(envelope.type)) is not None:
        envelope = step(envelope)
    return envelope
