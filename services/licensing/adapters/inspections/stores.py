"""Stores of inspections, with the questions that handlers ask them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import Criteria
from chassis.errors import Conflict, NotFound
from services.licensing.adapters.inspections.kinds import YES
from services.licensing.adapters.kept import Kept
from services.licensing.adapters.one_each import KeptOneEach
from services.licensing.domain.inspections.corrective import CorrectiveAction
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Inspector
from services.licensing.domain.inspections.oversight import Oversight

MOST_OPEN = 500
MOST_OF_A_PLACE = 2000
"""More than any place has in all its years: a bound, no rule of law."""


class KeptInspections(Kept[Inspection]):
    """See `app.inspections.ports.Inspections`."""

    def open_places(self, governorate: str) -> Collection[str]:
        wanted = Criteria(equals={"governorate": governorate, "open": YES})
        return {each.about.id for each in self._store.each(wanted)}

    def about(self, about_id: str) -> Sequence[Inspection]:
        return self._store.newest(Criteria(equals={"about_id": about_id}), MOST_OF_A_PLACE)

    def plan(self, inspections: Iterable[Inspection]) -> None:
        for each in self._store.add_many(inspections):
            if each.outcome == "refused":
                raise Conflict(each.code or "inspection_open_already")
            if each.outcome == "repeated":
                raise ConcurrentChange(f"inspection {each.id} exists")


class KeptInspectors(Kept[Inspector]):
    """See `app.inspections.ports.Inspectors`."""

    def of_subject(self, subject: str) -> Inspector | None:
        return next(iter(self._store.newest(Criteria(equals={"subject": subject}), 1)), None)

    def of_governorate(self, governorate: str) -> Sequence[Inspector]:
        wanted = Criteria(equals={"governorate": governorate, "active": YES})
        return self._store.newest(wanted, MOST_OPEN)


class KeptActions(Kept[CorrectiveAction]):
    """See `app.inspections.ports.Actions`."""

    def about(self, about_id: str) -> Sequence[CorrectiveAction]:
        return self._store.newest(Criteria(equals={"about_id": about_id}), MOST_OF_A_PLACE)

    def open_at(self, about_id: str) -> Sequence[CorrectiveAction]:
        return self._store.newest(Criteria(equals={"open_at": about_id}), MOST_OPEN)


class KeptOversights(KeptOneEach[Oversight]):
    """See `app.inspections.ports.Oversights`."""

    def find(self, licence_id: str) -> Oversight | None:
        try:
            return self.get_companion(licence_id)
        except NotFound:
            return None

    def by_id(self, oversight_id: str) -> Oversight:
        return self._store.get(oversight_id)

    def of_governorate(self, governorate: str) -> Mapping[str, Oversight]:
        wanted = Criteria(equals={"governorate": governorate})
        return {each.licence_id: each for each in self._store.each(wanted)}
