"""The guardians on a record, of whom not everybody may know every one.

A guardian under protection stays on the record of a child whom everybody sees. Who does not know
her records another one beside her, and changes and compares none but those they know: so neither
answers nor versions tell that somebody stands there. Who knows them all names the right one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from services.registry.domain.persons.facts import Guardian


def known_of(guardians: Sequence[Guardian], unseen: Collection[str]) -> tuple[Guardian, ...]:
    """Those who exist for somebody for whom these persons do not."""
    known = (each.as_known(unseen) for each in guardians)
    return tuple(each for each in known if each is not None)


def hidden_of(guardians: Sequence[Guardian], unseen: Collection[str]) -> tuple[Guardian, ...]:
    """Those who do not."""
    return tuple(each for each in guardians if each.as_known(unseen) is None)


def records_of(guardians: Iterable[Guardian]) -> set[str]:
    """All by which these are known, or were before merges."""
    return {record for each in guardians for record in each.records}


def once(guardians: Iterable[Guardian]) -> tuple[Guardian, ...]:
    """Each person once: of whom two records were named and merged since, the record keeps both, so
    that each finds back when that merge is undone."""
    first: dict[str, Guardian] = {}
    for each in guardians:
        first.setdefault(each.person_id, each)
    return tuple(first.values())


def after_naming(
    guardians: Sequence[Guardian], named: Guardian | None, unseen: Collection[str]
) -> tuple[Guardian, ...]:
    """With this one, or none, in place of all whom who names them knows."""
    known = known_of(guardians, unseen)
    if named is None and not known:
        return tuple(guardians)
    staying = [each for each in known if each == named][:1] or ([named] if named else [])
    if [*once(known)] == staying:
        return tuple(guardians)
    return (*hidden_of(guardians, unseen), *staying)


def of_both(
    own: Sequence[Guardian], others: Sequence[Guardian], unseen: Collection[str], *, taken: bool
) -> tuple[Guardian, ...]:
    """Of a record in which another one ends: its own, or the other's when those are `taken`, in
    place of all whom who merges knows. Whom they may not choose between stay, of either."""
    known, theirs = once(known_of(own, unseen)), once(known_of(others, unseen))
    if taken and known != theirs:
        as_named = {each: each for each in known}
        own = (*hidden_of(own, unseen), *(as_named.get(each, each) for each in theirs))
    named = {each.person_id for each in own}
    hidden = (each for each in hidden_of(others, unseen) if each.person_id not in named)
    return (*own, *hidden)


def as_recorded(guardians: tuple[Guardian, ...]) -> dict[str, Any]:
    """As a record has them: the first, and those beside."""
    return {"guardian": next(iter(guardians), None), "further_guardians": guardians[1:]}


def after_merge(
    guardians: Sequence[Guardian], merged_id: str, survivor_id: str
) -> tuple[Guardian, ...]:
    """With the record that stays in place of the one that ended."""
    return tuple(
        each.merged(survivor_id) if each.person_id == merged_id else each for each in guardians
    )


def after_parting(
    guardians: Sequence[Guardian], merged_id: str, survivor_id: str
) -> tuple[Guardian, ...]:
    """With whom they were before that merge, which was undone."""
    return tuple(
        each.parted()
        if each.person_id == survivor_id and each.formerly[-1:] == (merged_id,)
        else each
        for each in guardians
    )
