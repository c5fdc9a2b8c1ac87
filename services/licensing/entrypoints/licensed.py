"""What the gateway can call about licences of every service, and what falls due on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing import licences as contract
from contracts.rpc.problems import read
from services.licensing.app.licensed import commands
from services.licensing.app.licensed.ports import Sought
from services.licensing.app.licensing import Licensing
from services.licensing.domain.licences.course import Reason
from services.licensing.entrypoints.reading import pages

Data = dict[str, Any]


class LicenceMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @query
    def show_licence(self, request: Data) -> Data:
        asked = read(contract.ShowLicence, request)
        return self.application.licences.reading.licence(asked["licence_id"], current().actor)

    @query
    def search_licences(self, request: Data) -> Data:
        page = pages.page(read(contract.SearchLicences, request))
        return self.application.licences.reading.find(*page, current().actor)

    @query
    def get_certificate(self, request: Data) -> Data:
        asked = read(contract.GetCertificate, request)
        sought = asked["licence_id"], asked["language"]
        return self.application.licences.reading.certificate(*sought, current().actor)

    @command
    def suspend_licence(self, request: Data) -> Data:
        asked = suspend(read(contract.SuspendLicence, request))
        return self.application.licences.desk.suspend(asked, current().actor)

    @command
    def reinstate_licence(self, request: Data) -> Data:
        asked = read(contract.ReinstateLicence, request)
        told = commands.ReinstateLicence(asked["licence_id"], reason(asked))
        return self.application.licences.desk.reinstate(told, current().actor)

    @command
    def revoke_licence(self, request: Data) -> Data:
        asked = read(contract.RevokeLicence, request)
        told = commands.RevokeLicence(asked["licence_id"], reason(asked))
        return self.application.licences.desk.revoke(told, current().actor)

    @query
    def check_certificate(self, request: Data) -> Data:
        asked = read(contract.CheckCertificate, request)
        return self.application.licences.public.check(asked["code"])

    @query
    def find_licensed_places(self, request: Data) -> Data:
        filters, after, limit = pages.page(read(contract.FindLicensedPlaces, request))
        return self.application.licences.public.find(Sought(**filters), after, limit)

    @query
    def get_licence_keys(self, request: Data) -> Data:
        read(contract.GetLicenceKeys, request)
        return self.application.licences.public.keys()

    @due("licences", "due_")
    def licence_due(self, licence_id: str, timer: str) -> None:
        self.application.licences.desk.fall_due(licence_id)


def suspend(asked: Mapping[str, Any]) -> commands.SuspendLicence:
    until = None if asked["until"] is None else date.fromisoformat(asked["until"])
    return commands.SuspendLicence(asked["licence_id"], reason(asked), until)


def reason(asked: Mapping[str, Any]) -> Reason:
    return Reason(asked["reason_code"], asked["text"]["ar"], asked["text"]["en"])
