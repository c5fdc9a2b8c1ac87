"""The camera room of a place that has another holder or another address; within the transaction in
which it has."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.cameras.ending import Ending
from services.licensing.app.cameras.ports import Cameras, Consents
from services.licensing.app.ports import Calendar
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.viewing import CAMERA_STOPPED, CONSENT_ENDED


@dataclass(frozen=True)
class Passing:
    """For the area of licences."""

    cameras: Cameras
    consents: Consents
    ending: Ending
    calendar: Calendar

    def pass_on(self, place: LicensedPlace) -> None:
        """Its cameras are the new holder's, who has consented to nothing yet.

        Who held it when somebody looked goes on reading that somebody did.
        """
        now = self.calendar.now()
        for camera in self.cameras.of(place.id):
            camera.pass_on(place, now)
            self.cameras.save(camera)
        kept = self.consents.of(place.id)
        if kept is not None:
            kept.pass_on(place, now)
            self.consents.save(kept)
            self.ending.all_of(CONSENT_ENDED, licence_id=place.id)

    def move(self, place: LicensedPlace) -> None:
        """Nobody looks into premises that the place has left: its cameras there are taken down.

        Who looks after what hung there goes on reading of it; cameras of the new address are
        registered, checked and consented to as at first.
        """
        now = self.calendar.now()
        for camera in self.cameras.of(place.id):
            camera.take_down(now)
            self.cameras.save(camera)
        self.ending.all_of(CAMERA_STOPPED, licence_id=place.id)
        kept = self.consents.of(place.id)
        if kept is not None:
            kept.move(place, now)
            self.consents.save(kept)
