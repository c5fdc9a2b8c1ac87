"""What was recorded of a person, as somebody is told of it.

Not what was recorded while the record was hidden from them, nor what changed alone about whom they
may not know: guardians, and who was taken for the same person in a merge that was undone. Versions
are counted as if nothing of it had ever been: else what is missing would tell that there is
something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache

from services.registry.app.persons.ports import Revision
from services.registry.domain.persons.guardians import records_of
from services.registry.domain.persons.person import Person

_MORE_GUARDIANS = {"further_guardians"}
_OF_THE_RECORD = {"id", "version", "events", "origin", "number_claimed", "told_in_part"}
_RECORD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OWN_MERGE = re.compile(rf"merge(d with {_RECORD.pattern}| with {_RECORD.pattern} undone)")
"""What the record itself took over or gave back: everybody sees the other record's side of it."""


@dataclass(frozen=True)
class Told:
    """A state of the record: `person` has the `version` that is told, `changed` says since the
    state before."""

    recorded: Revision
    person: Person
    changed: Sequence[str]
    reason: str | None


def told(
    revisions: Iterable[Revision], seen: Callable[[Person], bool], hides: Callable[[str], bool]
) -> Iterator[Told]:
    """The oldest first. `seen`: whether what was recorded so may be told; `hides`: whether somebody
    does not exist for who is told, by the id of their record."""
    hides = cache(hides)
    version, stored = 0, 0
    before: Person | None = None
    for each in revisions:
        step, stored = each.version - stored, each.version
        if not seen(each.aggregate):
            continue
        why, now = each.why or "", _as_told(each.aggregate, hides)
        unsaid = any(map(hides, _RECORD.findall(why)))
        changed: list[str] = []
        if before is not None:
            changed = _differing(_as_told(before, hides), now)
            aside = _differing(before, each.aggregate) and not _OWN_MERGE.fullmatch(why)
            if not changed and (unsaid or aside):
                before = each.aggregate
                continue
        version, before = version + step, each.aggregate
        yield Told(each, replace(now, version=version), changed, None if unsaid else each.why)


def at_version(states: Iterable[Told], stored: int) -> Told | None:
    """The state that is told of the record in this version, as it is stored."""
    found = None
    for each in states:
        if each.recorded.version > stored:
            break
        found = each
    return found


def _as_told(person: Person, hides: Callable[[str], bool]) -> Person:
    told = person.as_told(frozenset(filter(hides, records_of(person.guardians))))
    hidden = told.merged_into is not None and hides(told.merged_into)
    return replace(told, merged_into=None) if hidden else told


def _differing(before: Person, now: Person) -> list[str]:
    names = [each.name for each in fields(Person) if each.name not in _OF_THE_RECORD]
    changed = {name for name in names if getattr(before, name) != getattr(now, name)}
    # One fact to who reads it, however many there are.
    return sorted(
        changed - _MORE_GUARDIANS | ({"guardian"} if changed & _MORE_GUARDIANS else set())
    )
