"""Handlers of cameras: registered, checked, out of service, removed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.cameras.commands import CheckCamera, RegisterCamera, StopCamera
from services.licensing.app.cameras.ending import Ending
from services.licensing.app.cameras.ports import Cameras, Places, Rules
from services.licensing.app.ports import Calendar, NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import must_see
from services.licensing.domain.cameras.camera import Camera
from services.licensing.domain.cameras.refusals import PlaceUnknown
from services.licensing.domain.cameras.viewing import CAMERA_STOPPED


@dataclass(frozen=True)
class CameraDesk:
    """Keeps the list of cameras. Answers are views, which never say by which reference the video
    system knows a camera."""

    cameras: Cameras
    places: Places
    ending: Ending
    together: Together
    rules: Rules
    calendar: Calendar
    new_id: NewId

    def register(self, command: RegisterCamera, actor: Actor) -> View:
        place = self.places.known(command.licence_id)
        if place is None:
            raise PlaceUnknown(pointer="/licence_id")
        camera = Camera.register(
            self.new_id(),
            place,
            command.looking,
            self.rules(self.calendar.today()),
            actor,
            self.calendar.now(),
        )
        return self.cameras.add(camera)

    def check(self, command: CheckCamera, actor: Actor) -> View:
        camera = self.cameras.get(command.camera_id, partial(must_see, actor))
        camera.check(command.outcome, command.findings, actor, self.calendar.now())
        return self.cameras.save(camera)

    def put_out_of_service(self, command: StopCamera, actor: Actor) -> View:
        """Who looks through it at this moment does so no longer."""
        with self.together():
            camera = self.cameras.get(command.camera_id, partial(must_see, actor))
            camera.put_out_of_service(command.reason, actor, self.calendar.now())
            self.ending.all_of(CAMERA_STOPPED, camera_id=camera.id)
            return self.cameras.save(camera)

    def remove(self, command: StopCamera, actor: Actor) -> View:
        with self.together():
            camera = self.cameras.get(command.camera_id, partial(must_see, actor))
            camera.remove(command.reason, actor, self.calendar.now())
            self.ending.all_of(CAMERA_STOPPED, camera_id=camera.id)
            return self.cameras.save(camera)
