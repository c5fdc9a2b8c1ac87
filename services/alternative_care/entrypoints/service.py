"""The nameko class: requests from the gateway, and what falls due."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc import alternative_care as contract
from contracts.rpc import audit
from contracts.rpc.problems import read
from services.alternative_care.app.alternative_care import AlternativeCare
from services.alternative_care.app.commands import CallReview
from services.alternative_care.entrypoints import requests

Data = dict[str, Any]


class AlternativeCareService:
    """Carer families, and the cases and placements of children."""

    name = "alternative_care"
    application: AlternativeCare = Application()

    @command
    def register_family(self, request: Data) -> Data:
        asked = requests.register_family(read(contract.RegisterFamily, request))
        return self.application.families.register(asked, current().actor)

    @query
    def get_family(self, request: Data) -> Data:
        asked = read(contract.GetFamily, request)
        return self.application.reading.family(asked["family_id"], current().actor)

    @query
    def find_families(self, request: Data) -> Data:
        page = requests.page(read(contract.FindFamilies, request))
        return self.application.reading.find_families(*page, current().actor)

    @command
    def open_case(self, request: Data) -> Data:
        asked = requests.open_case(read(contract.OpenCase, request))
        return self.application.cases.open(asked, current().actor)

    @query
    def get_case(self, request: Data) -> Data:
        asked = read(contract.GetCase, request)
        return self.application.reading.case(asked["case_id"], current().actor)

    @query
    def find_cases(self, request: Data) -> Data:
        page = requests.page(read(contract.FindCases, request))
        return self.application.reading.find_cases(*page, current().actor)

    @command
    def place_child(self, request: Data) -> Data:
        asked = requests.place_child(read(contract.PlaceChild, request))
        return self.application.placements.place(asked, current().actor)

    @command
    def end_placement(self, request: Data) -> Data:
        asked = requests.end_placement(read(contract.EndPlacement, request))
        return self.application.placements.end(asked, current().actor)

    @query
    def find_audit_entries(self, request: Data) -> Data:
        return self.application.reading.audit_entries(*audit.asked(request), current().actor)

    @due("cases", "review_due")
    def review_due(self, case_id: str, timer: str) -> None:
        self.application.cases.call_review(CallReview(case_id))
