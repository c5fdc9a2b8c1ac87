"""What the registry keeps of a person beside their record, and forgets with it.

Events that were published hold identifiers; but for contacts, which stand in the journal. A merge
remembers the facts that it changed, to be undone.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import Any, cast

from pymongo.database import Database

from chassis.documents.errors import ConcurrentChange
from chassis.errors import Unavailable
from services.registry.app.persons import plain
from services.registry.domain.households.household import DISSOLVED
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.erasure import CONTACT, LATIN_NAME, NAME, left_of
from services.registry.domain.persons.facts import Name

CONTACT_RECORDED = "kanaf.registry.person.contact_recorded.v1"
_LOOKS, _PAUSE_SECONDS = 50, 0.2
"""How often, and how far apart, it is looked whether what was told before is on its way still."""
_LANGUAGES = ("ar", "en")


class MongoTraces:
    """See `app.privacy.ports.Traces`; in the registry's database."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._database = database

    def forget(self, record: str, categories: Collection[str], known_as: Name) -> None:
        """Raises `Unavailable` while an older contact is on its way: it would come into the journal
        after it was forgotten there."""
        if not {CONTACT, LATIN_NAME, NAME}.isdisjoint(categories):
            self._wait_until_told(record)
            self._forget_contacts(record, categories, known_as)
        self._forget_merges(record, categories, known_as)

    def households_ended(self, person_id: str) -> Sequence[str]:
        # Without an index, which every household would pay for: erasures are rare.
        wanted = {"state.status": DISSOLVED, "state.head_id": person_id}
        return [str(each["_id"]) for each in self._database["households"].find(wanted, {"_id": 1})]

    def _wait_until_told(self, record: str) -> None:
        for _ in range(_LOOKS):
            if not self._waits_to_be_told(record):
                return
            time.sleep(_PAUSE_SECONDS)
        raise Unavailable("broker_unavailable", retry_after=1)

    def _waits_to_be_told(self, record: str) -> bool:
        waiting = {"_id": record, "pending.0": {"$exists": True}}
        return self._database["persons"].find_one(waiting, {"_id": 1}) is not None

    def _forget_contacts(self, record: str, categories: Collection[str], known_as: Name) -> None:
        gone = (
            {"event.data.mobile": None, "event.data.email": None} if CONTACT in categories else {}
        )
        for language in _LANGUAGES:
            self._database["journal"].update_many(
                {
                    "event.subject": record,
                    "event.type": CONTACT_RECORDED,
                    "event.data.language": language,
                },
                {"$set": {**gone, "event.data.name": known_as.spoken(language)}},
            )

    def _forget_merges(self, record: str, categories: Collection[str], known_as: Name) -> None:
        pairs = self._database["duplicates"]
        wanted = {"keys.person": record, "state.merge": {"$ne": None}}
        for pair in pairs.find(wanted, {"version": 1, "state.merge": 1}):
            left: dict[str, Any] = {}
            for side in ("before", "after"):
                facts = plain.changes_from(pair["state"]["merge"][side])
                found = left_of(facts, categories, known_as.arabic)
                for name, value in plain.changes_to(cast("Changes", found)).items():
                    left[f"state.merge.{side}.{name}"] = value
            if left:
                same = {"_id": pair["_id"], "version": pair["version"]}
                if not pairs.update_one(same, {"$set": left}).matched_count:
                    raise ConcurrentChange(f"duplicate {pair['_id']}")


class NoTraces:
    """In memory, where nothing is published and journalled."""

    def forget(self, record: str, categories: Collection[str], known_as: Name) -> None:
        return None

    def households_ended(self, person_id: str) -> Sequence[str]:
        return ()
