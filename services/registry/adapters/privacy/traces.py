"""What the registry keeps of a person beside their record, and forgets with it.

Events that were published hold identifiers; but for contacts, which stand in the journal. A merge
remembers the facts that it changed, to be undone.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from pymongo.database import Database

from chassis.documents.kind import Store
from chassis.errors import Unavailable
from services.registry.domain.duplicates.duplicate import MERGED
from services.registry.domain.persons.person import Person, blanked

CONTACT_RECORDED = "kanaf.registry.person.contact_recorded.v1"
_LOOKS, _PAUSE_SECONDS = 50, 0.2
"""How often, and how far apart, it is looked whether what was told before is on its way still."""
_FACT_OF = {
    "contact": "contact",
    "latin_name": "name.latin",
    "address_details": "address.details",
    "disabilities": "disabilities",
}
_BLANK: dict[str, Any] = {
    "contact": {"mobile": None, "email": None, "language": "ar"},
    "latin_name": None,
    "address_details": None,
    "disabilities": [],
}


class MongoTraces:
    """In the registry's database; `persons` are erased where a record was merged into another."""

    def __init__(self, database: Database[dict[str, Any]], persons: Store[Person]) -> None:
        self._database = database
        self._persons = persons

    def forget(self, person_id: str, categories: Collection[str]) -> None:
        """See `app.privacy.ports.Traces`. Raises `Unavailable` while an older contact is on its
        way: it would come into the journal after it was forgotten there."""
        for each in (person_id, *self._merged_into(person_id)):
            if each != person_id:
                self._erase(each, categories)
            if "contact" in categories:
                self._forget_contacts(each)
        self._forget_merges(person_id, categories)

    def _merged_into(self, person_id: str) -> list[str]:
        merges = self._database["duplicates"].find(
            {
                "keys.person": person_id,
                "state.status": MERGED,
                "state.merge.survivor_id": person_id,
            }
        )
        return [each["state"]["merge"]["merged_id"] for each in merges]

    def _erase(self, person_id: str, categories: Collection[str]) -> None:
        merged = self._persons.get_companion(person_id)
        merged.erase(categories)
        self._persons.save(merged, "erasure with the record that it was merged into")
        self._persons.rewrite_history(person_id, lambda former: blanked(former, categories))

    def _forget_contacts(self, person_id: str) -> None:
        for _ in range(_LOOKS):
            if not self._waits_to_be_told(person_id):
                break
            time.sleep(_PAUSE_SECONDS)
        else:
            raise Unavailable("broker_unavailable", retry_after=1)
        self._database["journal"].update_many(
            {"event.subject": person_id, "event.type": CONTACT_RECORDED},
            {"$set": {"event.data.mobile": None, "event.data.email": None}},
        )

    def _waits_to_be_told(self, person_id: str) -> bool:
        waiting = {"_id": person_id, "pending.0": {"$exists": True}}
        return self._database["persons"].find_one(waiting, {"_id": 1}) is not None

    def _forget_merges(self, person_id: str, categories: Collection[str]) -> None:
        for side in ("before", "after"):
            for each in categories:
                path = f"state.merge.{side}.{_FACT_OF[each]}"
                self._database["duplicates"].update_many(
                    {"keys.person": person_id, path: {"$exists": True}},
                    {"$set": {path: _BLANK[each]}},
                )


class NoTraces:
    """In memory, where nothing is published and journalled."""

    def forget(self, person_id: str, categories: Collection[str]) -> None:
        return None
