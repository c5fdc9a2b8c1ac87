"""What the gateway can call about viewings and incidents, and what falls due on them."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing import camera_viewings as contract
from contracts.rpc.problems import read
from services.licensing.app.cameras.commands import DecideIncident, LinkIncidents, OpenViewing
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints import camera_requests
from services.licensing.entrypoints.reading import pages

Data = dict[str, Any]


class CameraRoomMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def open_camera_viewing(self, request: Data) -> Data:
        asked = OpenViewing(**read(contract.OpenCameraViewing, request))
        return self.application.cameras.viewings.open(asked, current().actor)

    @command
    def end_camera_viewing(self, request: Data) -> Data:
        asked = read(contract.EndCameraViewing, request)
        return self.application.cameras.viewings.close(asked["viewing_id"], current().actor)

    @query
    def get_camera_viewing(self, request: Data) -> Data:
        asked = read(contract.GetCameraViewing, request)
        return self.application.cameras.reading.viewing(asked["viewing_id"], current().actor)

    @query
    def find_camera_viewings(self, request: Data) -> Data:
        page = camera_requests.viewings(read(contract.FindCameraViewings, request))
        return self.application.cameras.reading.find_viewings(*page, current().actor)

    @command
    def flag_camera_incident(self, request: Data) -> Data:
        asked = camera_requests.flag(read(contract.FlagCameraIncident, request))
        return self.application.cameras.incidents.flag(asked, current().actor)

    @command
    def confirm_camera_incident(self, request: Data) -> Data:
        asked = DecideIncident(**read(contract.DecideCameraIncident, request))
        return self.application.cameras.incidents.confirm(asked, current().actor)

    @command
    def dismiss_camera_incident(self, request: Data) -> Data:
        asked = DecideIncident(**read(contract.DecideCameraIncident, request))
        return self.application.cameras.incidents.dismiss(asked, current().actor)

    @command
    def link_camera_incidents(self, request: Data) -> Data:
        asked = LinkIncidents(**read(contract.LinkCameraIncidents, request))
        return self.application.cameras.incidents.link(asked, current().actor)

    @query
    def get_camera_incident(self, request: Data) -> Data:
        asked = read(contract.GetCameraIncident, request)
        return self.application.cameras.reading.incident(asked["incident_id"], current().actor)

    @query
    def find_camera_incidents(self, request: Data) -> Data:
        page = pages.page(read(contract.FindCameraIncidents, request))
        return self.application.cameras.reading.find_incidents(*page, current().actor)

    @due("camera_viewings", "time_over")
    def viewing_time_over(self, viewing_id: str, timer: str) -> None:
        self.application.cameras.viewings.time_is_over(viewing_id)

    @due("camera_viewings", "forgotten")
    def viewing_forgotten(self, viewing_id: str, timer: str) -> None:
        self.application.cameras.viewings.forget(viewing_id)

    @due("camera_incidents", "undecided")
    def incident_undecided(self, incident_id: str, timer: str) -> None:
        self.application.cameras.incidents.escalate(incident_id)
