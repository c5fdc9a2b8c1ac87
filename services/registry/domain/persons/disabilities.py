"""A person's disabilities: one of each kind."""

from __future__ import annotations

from collections.abc import Collection

from services.registry.domain.persons.facts import Disability
from services.registry.domain.persons.refusals import DisabilityTwice

Disabilities = tuple[Disability, ...]


def must_differ(disabilities: Collection[Disability]) -> None:
    """Raises `DisabilityTwice`.

    Asked of what somebody says, not of what stands: records of before may have a kind twice.
    """
    if len({each.kind for each in disabilities}) < len(disabilities):
        raise DisabilityTwice()


def of_both(survivor: Disabilities, merged: Disabilities) -> Disabilities:
    """Of two records of one person: as the survivor's says, unless the other alone knows the
    degree."""
    known: dict[str, Disability] = {}
    for each in (*survivor, *merged):
        if each.kind not in known or known[each.kind].degree is None:
            known[each.kind] = each
    return tuple(known.values())


def parted(before: Disabilities, after: Disabilities, now: Disabilities) -> Disabilities:
    """What there is when a merge is undone: each kind as it was, unless it was amended since."""
    had, given, stands = (_by_kind(each) for each in (before, after, now))
    return tuple(
        each
        for kind in stands | had
        for each in (had if stands.get(kind) == given.get(kind) else stands).get(kind, ())
    )


def _by_kind(disabilities: Disabilities) -> dict[str, Disabilities]:
    """Several of a kind, where the record is of before."""
    kinds = dict.fromkeys(each.kind for each in disabilities)
    return {kind: tuple(each for each in disabilities if each.kind == kind) for kind in kinds}
