"""Calls, their budgets and their panels."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing.grants import calls as contract
from services.licensing.app.grants import commands
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import grants as reading

Data = dict[str, Any]


class CallMethods:
    """Part of `GrantMethods`."""

    application: Licensing = Application()

    @command
    def draft_grant_call(self, request: Data) -> Data:
        asked = reading.command(commands.DraftCall, contract.DraftGrantCall, request)
        return self.application.grants.calls.draft(asked, current().actor)

    @command
    def revise_grant_call(self, request: Data) -> Data:
        asked = reading.command(commands.ReviseCall, contract.ReviseGrantCall, request)
        return self.application.grants.calls.revise(asked, current().actor)

    @command
    def cancel_grant_call(self, request: Data) -> Data:
        asked = reading.command(commands.CancelCall, contract.CancelGrantCall, request)
        return self.application.grants.calls.cancel(asked, current().actor)

    @command
    def raise_grant_budget(self, request: Data) -> Data:
        asked = reading.command(commands.RaiseBudget, contract.RaiseGrantBudget, request)
        return self.application.grants.calls.raise_budget(asked, current().actor)

    @command
    def name_grant_panel(self, request: Data) -> Data:
        asked = reading.command(commands.NamePanel, contract.NameGrantPanel, request)
        return self.application.grants.calls.name_panel(asked, current().actor)

    @command
    def publish_grant_call(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.calls.publish(asked, current().actor)

    @command
    def complete_grant_review(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.calls.complete_review(asked, current().actor)

    @command
    def decide_grant_call(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.calls.decide(asked, current().actor)

    @command
    def end_grant_call(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.calls.end(asked, current().actor)

    @query
    def get_grant_call(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.reading.call(asked, current().actor)

    @query
    def get_grant_panel(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.reading.panel(asked, current().actor)

    @query
    def get_grant_budget(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.reading.budget(asked, current().actor)

    @query
    def rank_grant_proposals(self, request: Data) -> Data:
        asked = reading.named(contract.NamesCall, request)
        return self.application.grants.reading.ranking(asked, current().actor)

    @query
    def find_grant_calls(self, request: Data) -> Data:
        page = reading.page(contract.FindGrantCalls, request)
        return self.application.grants.reading.find_calls(*page, current().actor)

    @due("grant_calls", "opens")
    def grant_call_opens(self, call_id: str, timer: str) -> None:
        self.application.grants.calls.open(call_id)

    @due("grant_calls", "closes")
    def grant_call_closes(self, call_id: str, timer: str) -> None:
        self.application.grants.calls.close(call_id)
