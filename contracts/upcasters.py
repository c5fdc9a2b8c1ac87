"""Old versions of events raised to the newest, one step per version.

An upcaster sees the whole envelope, adds what the newer version wants from what is known, and
invents nothing: what cannot be known gets a value that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contracts.envelope import PROTECTED, Envelope


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


def _licence_issued_v2(old: Envelope) -> Envelope:
    """Licences were nurseries' alone then."""
    kept = {name: value for name, value in old.data.items() if name != "nursery_kind"}
    new = {
        "service": "nursery.first_licence",
        "kind": "licence",
        "variant": old.data["nursery_kind"],
    }
    return replace(old, type="kanaf.licensing.licence.issued.v2", data={**kept, **new})


def _in_confidence(old: Envelope) -> Envelope:
    """The same facts, which are not for everybody any more."""
    newer = f"{old.type.removesuffix('.v1')}.v2"
    return replace(old, type=newer, dataclassification=PROTECTED)


def _application_submitted_v2(old: Envelope) -> Envelope:
    """Of the time when nurseries alone were licensed: their kind is the variant."""
    data = {name: value for name, value in old.data.items() if name != "nursery_kind"}
    newer = "kanaf.licensing.application.submitted.v2"
    return replace(old, type=newer, data={**data, "variant": old.data["nursery_kind"]})


def _application_approved_v2(old: Envelope) -> Envelope:
    """Of the time when nurseries alone were licensed; the event did not say where."""
    return replace(
        old,
        type="kanaf.licensing.application.approved.v2",
        data={
            "application_id": old.data["application_id"],
            "service": "nursery.first_licence",
            "variant": None,
            "place": None,
            "result_id": old.data["licence_id"],
            "silent": False,
            "late": False,
        },
    )


_CONFIDED = (
    "kanaf.registry.payment_list.prepared.v1",
    "kanaf.registry.payment_list.issued.v1",
    "kanaf.registry.payment_list.withdrawn.v1",
    "kanaf.registry.payment.listed.v1",
    "kanaf.registry.payment.settled.v1",
    "kanaf.registry.payment.redirected.v1",
    "kanaf.registry.payment.allowed.v1",
    "kanaf.registry.payment_confirmations.received.v1",
    "kanaf.registry.payment_confirmations.applied.v1",
    "kanaf.registry.places.taken.v1",
    "kanaf.registry.places.freed.v1",
    "kanaf.registry.places.waited_for.v1",
    "kanaf.registry.emergency.targeted.v1",
    "kanaf.registry.recomputation.previewed.v1",
    "kanaf.registry.recomputation.applied.v1",
)
"""They name who receives aid, or count those under protection."""

UPCASTERS: Mapping[str, Callable[[Envelope], Envelope]] = {
    "kanaf.registry.person.registered.v1": _person_registered_v2,
    "kanaf.licensing.application.submitted.v1": _application_submitted_v2,
    "kanaf.licensing.application.approved.v1": _application_approved_v2,
    "kanaf.licensing.licence.issued.v1": _licence_issued_v2,
    **dict.fromkeys(_CONFIDED, _in_confidence),
}
"""Older type → the step to the next version."""


def upcast(envelope: Envelope) -> Envelope:
    """The same event in the newest version of its type (itself when it is the newest)."""
    while (step := UPCASTERS.get(envelope.type)) is not None:
        envelope = step(envelope)
    return envelope
