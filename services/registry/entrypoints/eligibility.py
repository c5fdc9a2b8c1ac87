"""What the gateway can call about eligibility."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.base import Nothing
from contracts.rpc.problems import read
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import eligibility as reading

Request = dict[str, Any]


class EligibilityMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def declare_facts(self, request: Request) -> Request:
        asked = reading.declare_facts(request)
        return self.application.eligibility.desk.declare(*asked, current().actor)

    @command
    def withdraw_facts(self, request: Request) -> Request:
        asked = reading.withdraw_facts(request)
        return self.application.eligibility.desk.withdraw(*asked, current().actor)

    @query
    def get_profile(self, request: Request) -> Request:
        asked = reading.get_profile(request)
        return self.application.eligibility.desk.profile(asked, current().actor)

    @query
    def assess_household(self, request: Request) -> Request:
        asked = reading.assess_household(request)
        return self.application.eligibility.desk.assessment(*asked, current().actor)

    @query
    def list_indicators(self, request: Request) -> Request:
        read(Nothing, request)
        return self.application.eligibility.desk.indicators()

    @query
    def list_eligibility_rules(self, request: Request) -> Request:
        return self.application.eligibility.desk.rules(reading.rules_on_day(request))

    @command
    def start_recomputation(self, request: Request) -> Request:
        asked = reading.start_recomputation(request)
        return self.application.eligibility.recomputations.start(asked, current().actor)

    @command
    def approve_recomputation(self, request: Request) -> Request:
        asked = reading.recomputation(request)
        return self.application.eligibility.recomputations.approve(asked, current().actor)

    @command
    def cancel_recomputation(self, request: Request) -> Request:
        asked = reading.recomputation(request)
        return self.application.eligibility.recomputations.cancel(asked, current().actor)

    @query
    def get_recomputation(self, request: Request) -> Request:
        asked = reading.recomputation(request)
        return self.application.eligibility.recomputations.one(asked, current().actor)

    @query
    def find_recomputations(self, request: Request) -> Request:
        asked = reading.find_recomputations(request)
        return self.application.eligibility.recomputations.find(*asked, current().actor)

    @query
    def find_recomputed_households(self, request: Request) -> Request:
        asked = reading.find_recomputed_households(request)
        return self.application.eligibility.recomputations.households(*asked, current().actor)

    @due("profiles", "disregard")
    def disregard_is_over(self, household_id: str, timer: str) -> None:
        self.application.eligibility.disregard.end(household_id)
