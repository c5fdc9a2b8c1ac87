"""What the registry can be asked about emergencies. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from services.registry.app.emergencies.ports import Emergencies, Target, Targets
from services.registry.app.payments.ports import Lists, Progress
from services.registry.app.payments.shown import open_list, uncounted
from services.registry.app.ports import Audit, Hidden, View
from services.registry.domain.access import Actor
from services.registry.domain.emergencies import access

_AT_ONCE = 100


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
        audit: Audit,
        hidden: Hidden,
    ) -> None:
        self._emergencies = emergencies
        self._lists = lists
        self._targets = targets
        self._progress = progress
        self._audit = audit
        self._hidden = hidden

    def emergency(self, emergency_id: str, actor: Actor) -> View:
        """One emergency: how far the target list and the top-ups are.

        What counts households under protection, or could be compared with what does not, is shown
        to those who may know them.
        """
        emergency = self._emergencies.load(emergency_id)
        access.may_read(actor, emergency.governorates)
        all_of_it = access.may_know_protected(actor)
        top_ups = None
        if emergency.list_id is not None:
            top_ups = self._top_ups(emergency.list_id, all_of_it)
        progress = self._progress.of("emergency", emergency_id)
        return {
            **self._emergencies.told(emergency, all_of_it),
            "top_ups": top_ups,
            "progress": progress if all_of_it else uncounted(progress),
        }

    def _top_ups(self, list_id: str, all_of_it: bool) -> View:
        shown = self._lists.view(list_id)
        progress = self._progress.of("payment_list", list_id)
        if not all_of_it:
            shown, progress = open_list(shown), uncounted(progress)
        totals, file = shown["totals"], shown["file"]
        return {
            "list_id": list_id,
            "status": shown["status"],
            "listed": totals and totals["listed"],
            "held": totals and totals["held"],
            "issued": file and file["issued"],
            "withdrawn": shown["withdrawn"],
            "to_follow_up": shown["to_follow_up"],
            "progress": progress,
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
        """A page of the target list, by household id; who was shown is in the audit log."""
        emergency = self._emergencies.load(query.emergency_id)
        access.may_read(actor, emergency.governorates)
        places = access.places_to_read(actor)
        if query.governorate is not None:
            access.may_read(actor, {query.governorate})
            places = frozenset({query.governorate})
        known = self._known(self._targets.after(emergency.id, query.after), places, actor)
        found = list(islice(known, query.limit + 1))
        items = found[: query.limit]
        shown = [each.household_id for each in items]
        self._audit.record("emergency.targets", "household", shown, emergency.id)
        # Not a place among all: it would count those that are passed over.
        more = items[-1].household_id if len(found) > query.limit else None
        return {"items": [_shown(each) for each in items], "next": more}

    def _known(
        self, targets: Iterator[Target], places: frozenset[str] | None, actor: Actor
    ) -> Iterator[Target]:
        """Those that the actor may see: not those either that were protected since."""
        here = (each for each in targets if places is None or each.governorate in places)
        if access.may_know_protected(actor):
            yield from here
            return
        while some := list(islice(here, _AT_ONCE)):
            hidden = self._hidden({each.household_id for each in some}, actor)
            hidden |= {each.household_id for each in some if each.protected}
            yield from (each for each in some if each.household_id not in hidden)


def _shown(target: Target) -> View:
    """The household alone: who lives in it is read where households are."""
    view = asdict(target)
    del view["person_ids"]
    return view
