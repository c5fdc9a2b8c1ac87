"""What the registry can be asked about emergencies. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from services.registry.app.emergencies.ports import Emergencies, Target, Targets
from services.registry.app.payments.ports import Lists, Progress, Recorded
from services.registry.app.ports import View
from services.registry.domain.access import Actor
from services.registry.domain.emergencies import access


@dataclass(frozen=True)
class FindEmergencies:
    """A page of emergencies."""

    status: str | None = None
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


@dataclass(frozen=True)
class ListTargets:
    """A page of the households that an emergency concerns."""

    emergency_id: str
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


class EmergencyQueries:
    """Reading emergencies and their target lists, each within the reach of who asks."""

    def __init__(
        self,
        emergencies: Emergencies,
        lists: Lists,
        targets: Targets,
        progress: Progress,
        audit: Recorded,
    ) -> None:
        self._emergencies = emergencies
        self._lists = lists
        self._targets = targets
        self._progress = progress
        self._audit = audit

    def emergency(self, emergency_id: str, actor: Actor) -> View:
        """One emergency: how far the target list and the top-ups are."""
        emergency = self._emergencies.load(emergency_id)
        access.may_read(actor, emergency.governorates)
        top_ups = None
        if emergency.list_id is not None:
            top_ups = self._top_ups(emergency.list_id)
        progress = self._progress.of("emergency", emergency_id)
        view = self._emergencies.view(emergency_id)
        return {**view, "top_ups": top_ups, "progress": progress}

    def _top_ups(self, list_id: str) -> View:
        shown = self._lists.view(list_id)
        totals, file = shown["totals"], shown["file"]
        return {
            "list_id": list_id,
            "status": shown["status"],
            "listed": totals and totals["listed"],
            "held": totals and totals["held"],
            "issued": file and file["issued"],
            "withdrawn": shown["withdrawn"],
            "to_follow_up": shown["to_follow_up"],
            "progress": self._progress.of("payment_list", list_id),
        }

    def find(self, query: FindEmergencies, actor: Actor) -> View:
        """A page of emergencies, newest first."""
        places = access.places_to_read(actor)
        if query.governorate is not None:
            access.may_read(actor, {query.governorate})
            places = frozenset({query.governorate})
        wanted = None if places is None else sorted(places)
        return self._emergencies.find(query.status, wanted, query.after, query.limit)

    def targets(self, query: ListTargets, actor: Actor) -> View:
        """A page of the target list, by household id."""
        emergency = self._emergencies.load(query.emergency_id)
        access.may_read(actor, emergency.governorates)
        places = access.places_to_read(actor)
        if query.governorate is not None:
            access.may_read(actor, {query.governorate})
            places = frozenset({query.governorate})
        self._audit.record("list", "emergency_targets", emergency.id)
        protected_too = access.may_know_protected(actor)
        sheet, index = _place(query.after)
        items: list[View] = []
        for number, targets in self._targets.sheets(emergency.id, sheet):
            for at, each in enumerate(targets):
                if (number, at) < (sheet, index) or not _shown(each, places, protected_too):
                    continue
                if len(items) == query.limit:
                    return {"items": items, "next": f"{number}.{at}"}
                items.append(asdict(each))
        return {"items": items, "next": None}


def _shown(target: Target, places: frozenset[str] | None, protected_too: bool) -> bool:
    if target.protected and not protected_too:
        return False
    return places is None or target.governorate in places


def _place(after: str | None) -> tuple[int, int]:
    sheet, _, index = (after or "0.0").partition(".")
    return (int(sheet), int(index)) if sheet.isdigit() and index.isdigit() else (0, 0)
