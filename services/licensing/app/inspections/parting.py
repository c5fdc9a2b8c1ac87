"""What becomes of visits, corrections and measures when a licence ends for good, has another holder
or another address; within the transaction in which that is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.licensing.app.inspections.planning import Planning
from services.licensing.app.inspections.ports import (
    Actions,
    Calendar,
    Inspections,
    Oversights,
    Photographs,
)
from services.licensing.domain.places import Place

BY = "system:licences"
GIVEN_BACK = "licence_given_back"


@dataclass(frozen=True)
class Parting:
    """For the area of licences."""

    inspections: Inspections
    actions: Actions
    oversights: Oversights
    planning: Planning
    photographs: Photographs
    calendar: Calendar

    def stop(self, licence_id: str, because: str = GIVEN_BACK) -> None:
        """The place has closed: who was not there yet does not go, nothing is to be put right any
        more, measures that hold have nothing to hold on to, and nobody decides on objections to
        them. What had begun is concluded."""
        for inspection in self.inspections.about(licence_id):
            if inspection.is_open:
                self.planning.cancel(inspection.id, because, BY)
        for action in self.actions.open_at(licence_id):
            action.drop()
            self.actions.save(action)
        oversight = self.oversights.find(licence_id)
        if oversight is not None:
            oversight.stop(because, self.calendar.today())
            self.oversights.save(oversight)

    def move(self, licence_id: str, place: Place) -> None:
        """What is to be done there is done where it is now, by who works there, with its papers. A
        visit that was made, or has begun, stays with who made it, and where."""
        for inspection in self.inspections.about(licence_id):
            if inspection.awaits_visit:
                self.planning.move(inspection, place)
                self.photographs.move(f"inspection/{inspection.id}", place.governorate)
        for action in self.actions.open_at(licence_id):
            action.move(place)
            self.actions.save(action)
            self.photographs.move(f"corrective_action/{action.id}", place.governorate)
        oversight = self.oversights.find(licence_id)
        if oversight is not None:
            oversight.move(place)
            self.oversights.save(oversight)

    def pass_on(self, licence_id: str, owners: Iterable[str]) -> None:
        """What is known of the place is read, answered and contested by who holds it now."""
        holders = tuple(sorted(owners))
        for inspection in self.inspections.about(licence_id):
            inspection.pass_on(holders)
            self.inspections.save(inspection)
        for action in self.actions.about(licence_id):
            action.pass_on(holders)
            self.actions.save(action)
        oversight = self.oversights.find(licence_id)
        if oversight is not None:
            oversight.pass_on(holders)
            self.oversights.save(oversight)
