"""What the gateway can call about cameras and consents."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from contracts.rpc.base import Nothing
from contracts.rpc.licensing import cameras as contract
from contracts.rpc.problems import read
from services.licensing.app.cameras.commands import CheckCamera, EndConsent, StopCamera
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints import camera_requests
from services.licensing.entrypoints.reading import pages

Data = dict[str, Any]


class CameraMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @query
    def get_camera_rules(self, request: Data) -> Data:
        read(Nothing, request)
        return self.application.cameras.reading.rules()

    @command
    def register_camera(self, request: Data) -> Data:
        asked = camera_requests.register(read(contract.RegisterCamera, request))
        return self.application.cameras.cameras.register(asked, current().actor)

    @command
    def check_camera(self, request: Data) -> Data:
        asked = CheckCamera(**read(contract.CheckCamera, request))
        return self.application.cameras.cameras.check(asked, current().actor)

    @command
    def put_camera_out_of_service(self, request: Data) -> Data:
        asked = StopCamera(**read(contract.StopCamera, request))
        return self.application.cameras.cameras.put_out_of_service(asked, current().actor)

    @command
    def remove_camera(self, request: Data) -> Data:
        asked = StopCamera(**read(contract.StopCamera, request))
        return self.application.cameras.cameras.remove(asked, current().actor)

    @query
    def get_camera(self, request: Data) -> Data:
        asked = read(contract.GetCamera, request)
        return self.application.cameras.reading.camera(asked["camera_id"], current().actor)

    @query
    def find_cameras(self, request: Data) -> Data:
        page = pages.page(read(contract.FindCameras, request))
        return self.application.cameras.reading.find_cameras(*page, current().actor)

    @command
    def give_camera_consent(self, request: Data) -> Data:
        asked = camera_requests.give_consent(read(contract.GiveCameraConsent, request))
        return self.application.cameras.consents.give(asked, current().actor)

    @command
    def end_camera_consent(self, request: Data) -> Data:
        asked = EndConsent(**read(contract.EndCameraConsent, request))
        return self.application.cameras.consents.end(asked, current().actor)

    @query
    def get_camera_consents(self, request: Data) -> Data:
        room = self.application.cameras
        asked = room.consents_id(read(contract.GetCameraConsents, request)["licence_id"])
        return room.reading.consents_of(asked, current().actor)
