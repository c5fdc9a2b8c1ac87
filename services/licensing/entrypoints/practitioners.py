"""What the gateway can call about the register of practitioners."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, query
from contracts.rpc.licensing import practitioners as contract
from contracts.rpc.problems import read
from services.licensing.app.licensing import Licensing
from services.licensing.app.practitioners.ports import Sought
from services.licensing.domain.practitioners.standing import Standing

Data = dict[str, Any]


class PractitionerMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @query
    def get_practitioner(self, request: Data) -> Data:
        asked = read(contract.GetPractitioner, request)
        reading = self.application.practitioners.reading
        return reading.one(asked["practitioner_id"], current().actor)

    @query
    def find_practitioners(self, request: Data) -> Data:
        asked = read(contract.FindPractitioners, request)
        sought, rest = _sought(asked), (asked["governorate"], asked["after"], asked["limit"])
        return self.application.practitioners.reading.find(sought, *rest, current().actor)

    @query
    def check_practitioner(self, request: Data) -> Data:
        asked = read(contract.CheckPractitioner, request)
        return self.application.practitioners.public.by_number(asked["number"], asked["name"])

    @query
    def check_practitioner_certificate(self, request: Data) -> Data:
        asked = read(contract.CheckPractitionerCertificate, request)
        return self.application.practitioners.public.by_certificate(asked["code"])


def _sought(asked: Data) -> Sought:
    standing = asked["standing"]
    return Sought(
        asked["name"],
        asked["number"],
        asked["class_code"],
        None if standing is None else Standing(standing),
    )
