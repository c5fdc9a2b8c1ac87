"""How pairs are kept: state, view, search keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date
from itertools import product
from typing import Any

from chassis.documents.kind import Criteria, Kind, Published, State, Store, View
from chassis.errors import NotFound
from contracts.events.base import Event, to_data
from contracts.events.registry import duplicates as contract
from services.registry.adapters.duplicates.grounds import (
    decision_from,
    decision_shown,
    decision_to,
    score_from,
    score_to,
)
from services.registry.app.duplicates.detection import evidence
from services.registry.app.persons import plain
from services.registry.domain.duplicates.deaths import HouseholdDeath
from services.registry.domain.duplicates.duplicate import (
    MERGED,
    OPEN,
    REJECTED,
    Duplicate,
    DuplicateSuggested,
    Merge,
    PairDecided,
    PairMoved,
    PairWeighed,
    pair_id,
)
from services.registry.domain.duplicates.places import Place


def _to_state(duplicate: Duplicate) -> State:
    merge = duplicate.merge
    return {
        "person_ids": list(duplicate.person_ids),
        "governorates": list(duplicate.governorates),
        "score": score_to(duplicate.score),
        "model": duplicate.model,
        "advice": duplicate.advice,
        "status": duplicate.status,
        "found_on": None if duplicate.found_on is None else duplicate.found_on.isoformat(),
        "found_by": duplicate.found_by,
        "decision": decision_to(duplicate.decision),
        "merge": None
        if merge is None
        else {
            "survivor_id": merge.survivor_id,
            "merged_id": merge.merged_id,
            "before": plain.changes_to(merge.before),
            "after": plain.changes_to(merge.after),
            "place": None if merge.place is None else asdict(merge.place),
            "death": None if merge.death is None else asdict(merge.death),
        },
    }


def _from_state(duplicate_id: str, version: int, state: State) -> Duplicate:
    merge = state["merge"]
    one, two = state["person_ids"]
    return Duplicate(
        id=duplicate_id,
        person_ids=(one, two),
        governorates=tuple(state["governorates"]),
        score=score_from(state["score"]),
        model=state["model"],
        advice=state["advice"],
        status=state["status"],
        found_on=None if state["found_on"] is None else date.fromisoformat(state["found_on"]),
        decision=decision_from(state["decision"]),
        merge=None
        if merge is None
        else Merge(
            merge["survivor_id"],
            merge["merged_id"],
            plain.changes_from(merge["before"]),
            plain.changes_from(merge["after"]),
            None if merge.get("place") is None else Place(**merge["place"]),
            None if merge.get("death") is None else HouseholdDeath(**merge["death"]),
        ),
        found_by=state.get("found_by"),
        version=version,
    )


def to_view(duplicate: Duplicate) -> View:
    """A pair as shown: levels and weights, no values of either record."""
    state = _to_state(duplicate)
    merge = duplicate.merge
    return {
        "id": duplicate.id,
        "version": duplicate.version,
        **{
            name: state[name]
            for name in (
                *("person_ids", "governorates", "status", "advice", "model"),
                *("found_on", "found_by"),
            )
        },
        "probability": round(duplicate.score.probability, 4),
        "evidence": evidence(duplicate.score),
        "decision": decision_shown(duplicate.decision),
        "survivor_id": None if merge is None or duplicate.status != MERGED else merge.survivor_id,
    }


def _publish(event: Any) -> Published:
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


def _tell(event: Any) -> Event:
    match event:
        case DuplicateSuggested():
            return contract.DuplicateSuggested(event.duplicate_id, event.person_ids)
        case PairDecided():
            return contract.DuplicateDecided(event.duplicate_id, event.status)
        case PairMoved():
            return contract.DuplicateMoved(event.duplicate_id)
        case PairWeighed():
            return contract.DuplicateWeighed(event.duplicate_id, event.advice)
    raise TypeError(f"no contract event for {type(event).__name__}")


DUPLICATES: Kind[Duplicate] = Kind(
    service="registry",
    name="duplicate",
    collection="duplicates",
    to_state=_to_state,
    from_state=_from_state,
    to_view=to_view,
    publish=_publish,
    keys=lambda duplicate: {
        "person": list(duplicate.person_ids),
        "status": duplicate.status,
        "governorate": list(duplicate.governorates),
        "advice": duplicate.advice,
        "found_by": duplicate.found_by,
    },
    indexes=(("status", "governorate"), ("person",), ("found_by",)),
    watched={"status": (OPEN,)},
)


class KeptDuplicates:
    """Pairs in a store of documents."""

    def __init__(self, store: Store[Duplicate]) -> None:
        self._store = store
        self.get = store.get
        self.load = store.load
        self.add = store.add
        self.add_many = store.add_many
        self.show = to_view

    def save(self, duplicate: Duplicate) -> View:
        return self._store.save(duplicate)

    def knows(self, duplicate_id: str) -> bool:
        return self._find(duplicate_id) is not None

    def told_apart(self, one_id: str, two_id: str) -> bool:
        """See `app.duplicates.ports.Duplicates`."""
        records = product(self._records_of(one_id), self._records_of(two_id))
        found = (self._find(pair_id(*each)) for each in records)
        return any(each is not None and each.status == REJECTED for each in found)

    def naming(self, person_id: str) -> list[Duplicate]:
        return list(self._store.each(Criteria(equals={"person": person_id})))

    def kept_place(self, merged_id: str, survivor_id: str) -> Place | None:
        """Where the record that ended stood in its household, as older merges have kept it."""
        pair = self._find(pair_id(merged_id, survivor_id))
        if pair is None or pair.merge is None or pair.merge.merged_id != merged_id:
            return None
        return pair.merge.place

    def _records_of(self, person_id: str) -> list[str]:
        """The record, and every one that was merged into it."""
        records = [person_id]
        for each in records:
            records += [
                pair.merge.merged_id
                for pair in self._store.each(Criteria(equals={"person": each, "status": MERGED}))
                if pair.merge is not None and pair.merge.survivor_id == each
            ]
        return records

    def _find(self, duplicate_id: str) -> Duplicate | None:
        try:
            return self._store.load(duplicate_id)
        except NotFound:
            return None

    def found_by(self, matching_id: str) -> int:
        """How many pairs a matching put into the queue."""
        return self._store.count(Criteria(equals={"found_by": matching_id}))

    def search(
        self,
        *,
        equals: Mapping[str, str | None],
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of pairs; see `app.duplicates.ports`."""
        page = self._store.find(
            Criteria(
                equals={name: value for name, value in equals.items() if value is not None},
                any_of={} if governorates is None else {"governorate": sorted(governorates)},
            ),
            after,
            limit,
        )
        return {"items": page.items, "next": page.next}
