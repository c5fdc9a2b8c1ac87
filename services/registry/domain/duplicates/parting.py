"""What goes back when a merge is undone: what it changed, where nobody has amended that since.

Of what a record has several of, each by itself: what came from the other record goes back there,
and what was recorded since stays.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from services.registry.domain.duplicates.duplicate import Merge
from services.registry.domain.persons import disabilities
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.facts import CourtDecision, Guardian
from services.registry.domain.persons.person import Person

_DOCUMENTS = frozenset({"other_documents", "former_documents"})
Named = tuple[str, str, CourtDecision | None]


def back(undone: Merge, survivor: Person, unseen: Collection[str] = ()) -> Changes:
    """The survivor's facts that are to be as they were.

    `unseen`: guardians who do not exist for who undoes it. That matters for merges alone that kept
    no more than one guardian; of others the same goes back, whoever undoes them.
    """
    before: dict[str, Any] = {**undone.before}
    after: dict[str, Any] = {**undone.after}
    guarded = before.pop("guardians", None), after.pop("guardians", None)
    disabled = before.pop("disabilities", None), after.pop("disabilities", None)
    told = survivor.as_told(unseen)
    kept: dict[str, Any] = {
        name: value
        for name, value in before.items()
        if name not in _DOCUMENTS and _as_named(getattr(told, name)) == _as_named(after[name])
    }
    if None not in guarded:
        kept["guardians"] = guardians_parted(*guarded, survivor.guardians)
    if None not in disabled:
        kept["disabilities"] = disabilities.parted(*disabled, survivor.disabilities)
    identity = kept.get("identity", survivor.identity)
    own = () if "identity" in kept else (before.get("identity"),)
    for name in _DOCUMENTS & before.keys():
        now = _parted(before[name], after[name], getattr(survivor, name), own)
        kept[name] = tuple(each for each in now if each != identity)
    return cast("Changes", kept)


def _parted(
    before: Collection[Any], after: Collection[Any], now: tuple[Any, ...], own: Collection[Any]
) -> tuple[Any, ...]:
    """What there is now without what the merge brought in, and with what it took away; `own` is
    the survivor's whatever the merge made of it."""
    if now == after and not any(own):
        return tuple(before)
    brought = [each for each in after if each not in before and each not in own]
    taken = [each for each in before if each not in after]
    return tuple(dict.fromkeys((*(each for each in now if each not in brought), *taken)))


def guardians_parted(
    before: Collection[Guardian], after: Collection[Guardian], now: Collection[Guardian]
) -> tuple[Guardian, ...]:
    """Whom there is now without whom the merge brought, and with whom they took the place of,
    unless somebody named another since; all by whom was named, whatever was merged since."""
    had, given = _names(before), _names(after)
    stands = _names(now)
    brought = [name for name in given if name not in had]
    # Whoever the merge put in the place of others comes first, those who stand beside later.
    unamended = brought[0] in stands if brought else stands.keys() <= given.keys()
    own = {
        name: stands.get(name, each)
        for name, each in had.items()
        if name in stands or (unamended and name not in given)
    }
    since = {name: each for name, each in stands.items() if name not in brought}
    return tuple((own | since).values())


def _names(guardians: Collection[Guardian]) -> dict[Named, Guardian]:
    return {each.first_named: each for each in guardians}


def _as_named(fact: object) -> object:
    """A guardian as somebody named them: that their record was merged since amends nothing."""
    return fact.first_named if isinstance(fact, Guardian) else fact
