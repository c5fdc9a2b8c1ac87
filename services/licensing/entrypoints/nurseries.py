"""What the gateway can call about nurseries' applications and licences, and what falls due."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing import nurseries as contract
from contracts.rpc.problems import read
from services.licensing.app.commands import ApproveApplication, ExpireLicence
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints import requests

Data = dict[str, Any]


class NurseryMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def submit_application(self, request: Data) -> Data:
        asked = requests.submit(read(contract.SubmitApplication, request))
        return self.application.nurseries.applications.submit(asked, current().actor)

    @command
    def check_application(self, request: Data) -> Data:
        asked = requests.check(read(contract.CheckApplication, request))
        return self.application.nurseries.applications.check(asked, current().actor)

    @command
    def approve_application(self, request: Data) -> Data:
        asked = ApproveApplication(**read(contract.ApproveApplication, request))
        return self.application.nurseries.licences.approve(asked, current().actor)

    @command
    def reject_application(self, request: Data) -> Data:
        asked = requests.reject(read(contract.RejectApplication, request))
        return self.application.nurseries.applications.reject(asked, current().actor)

    @query
    def get_application(self, request: Data) -> Data:
        asked = read(contract.GetApplication, request)
        return self.application.nurseries.reading.application(
            asked["application_id"], current().actor
        )

    @query
    def find_applications(self, request: Data) -> Data:
        page = requests.page(read(contract.FindApplications, request))
        return self.application.nurseries.reading.find_applications(*page, current().actor)

    @query
    def get_licence(self, request: Data) -> Data:
        asked = read(contract.GetLicence, request)
        return self.application.nurseries.reading.licence(asked["licence_id"], current().actor)

    @query
    def find_licences(self, request: Data) -> Data:
        page = requests.page(read(contract.FindLicences, request))
        return self.application.nurseries.reading.find_licences(*page, current().actor)

    @due("licences", "renewal_due_")
    def renewal_due(self, licence_id: str, timer: str) -> None:
        self.application.nurseries.licences.remind(requests.remind(licence_id, timer))

    @due("licences", "expired")
    def licence_expired(self, licence_id: str, timer: str) -> None:
        self.application.nurseries.licences.expire(ExpireLicence(licence_id))
