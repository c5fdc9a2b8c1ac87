"""Finding persons of one programme: those of a search who are enrolled, or whose household is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from chassis.documents.kind import Criteria, Store, View
from services.registry.app.persons.ports import Search, Wanted

_LOOKED_AT_ONCE = 100
_MOST_TURNS = 10
"""So many hundreds are looked at for one page, which may then be short; its `next` goes on."""


class Enrolled(Protocol):
    """Who is in a programme."""

    def among(self, programme_id: str, person_ids: Sequence[str]) -> set[str]:
        """Those of these persons who apply for it or are in it, themselves or as a household."""
        ...


class KeptEnrolled:
    """By the enrolments and households of the registry."""

    def __init__(self, enrolments: Store[Any], households: Store[Any]) -> None:
        self._enrolments = enrolments
        self._households = households

    def among(self, programme_id: str, person_ids: Sequence[str]) -> set[str]:
        homes = self._homes(person_ids)
        living = [f"{programme_id}/{each}" for each in (*person_ids, *set(homes.values()))]
        found = self._enrolments.find(Criteria(any_of={"living": living}), None, len(living))
        benefiting = {each["person_id"] or each["household_id"] for each in found.items}
        return {each for each in person_ids if benefiting & {each, homes.get(each)}}

    def _homes(self, person_ids: Sequence[str]) -> dict[str, str]:
        """Person to household, for those who have one."""
        wanted = Criteria(any_of={"person": list(person_ids)})
        found = self._households.find(wanted, None, len(person_ids))
        return {
            member: home["id"]
            for home in found.items
            for member in (home["head_id"], *(each["person_id"] for each in home["members"]))
        }


@dataclass(frozen=True)
class ProgrammeSearch:
    """A search that also knows programmes."""

    search: Search
    enrolled: Enrolled

    def __call__(self, wanted: Wanted, after: str | None, limit: int) -> View:
        if wanted.programme is None:
            return self.search(wanted, after, limit)
        items: list[View] = []
        for _ in range(_MOST_TURNS):
            page = self.search(wanted, after, _LOOKED_AT_ONCE)
            ids = [each["id"] for each in page["items"]]
            inside = self.enrolled.among(wanted.programme, ids) if ids else set()
            for number, each in enumerate(page["items"], 1):
                if each["id"] in inside:
                    items.append(each)
                if len(items) == limit and number < len(ids):
                    following = self.search(wanted, after, number)["next"]
                    return {"items": items, "next": following}
            after = page["next"]
            if after is None or len(items) == limit:
                break
        return {"items": items, "next": after}
