"""Grants: agreements, payments, reports, what comes back."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing.grants import grants as contract
from services.licensing.app.grants import commands
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import grants as reading

Data = dict[str, Any]


class GrantMoneyMethods:
    """Part of `GrantMethods`."""

    application: Licensing = Application()

    @command
    def sign_grant(self, request: Data) -> Data:
        asked = reading.command(commands.SignAgreement, contract.SignGrant, request)
        return self.application.grants.granting.sign(asked, current().actor)

    @command
    def decline_grant(self, request: Data) -> Data:
        asked = reading.command(commands.GiveUpGrant, contract.GiveUpGrant, request)
        return self.application.grants.granting.decline(asked, current().actor)

    @command
    def cancel_grant(self, request: Data) -> Data:
        asked = reading.command(commands.GiveUpGrant, contract.GiveUpGrant, request)
        return self.application.grants.granting.cancel(asked, current().actor)

    @command
    def pay_grant_instalment(self, request: Data) -> Data:
        asked = reading.command(commands.PayInstalment, contract.PayGrantInstalment, request)
        return self.application.grants.granting.pay(asked, current().actor)

    @command
    def report_on_grant(self, request: Data) -> Data:
        asked = reading.command(commands.ReportOnGrant, contract.ReportOnGrant, request)
        return self.application.grants.granting.report(asked, current().actor)

    @command
    def judge_grant_report(self, request: Data) -> Data:
        asked = reading.command(commands.JudgeReport, contract.JudgeGrantReport, request)
        return self.application.grants.granting.judge(asked, current().actor)

    @command
    def ask_grant_change(self, request: Data) -> Data:
        asked = reading.command(commands.AskChange, contract.AskGrantChange, request)
        return self.application.grants.granting.ask_change(asked, current().actor)

    @command
    def decide_grant_change(self, request: Data) -> Data:
        asked = reading.command(commands.DecideChange, contract.DecideGrantChange, request)
        return self.application.grants.granting.decide_change(asked, current().actor)

    @command
    def end_grant(self, request: Data) -> Data:
        asked = reading.command(commands.GiveUpGrant, contract.GiveUpGrant, request)
        return self.application.grants.granting.end(asked, current().actor)

    @command
    def record_grant_recovery(self, request: Data) -> Data:
        asked = reading.command(commands.RecordRecovery, contract.RecordGrantRecovery, request)
        return self.application.grants.granting.recover(asked, current().actor)

    @query
    def get_grant(self, request: Data) -> Data:
        asked = reading.named(contract.NamesGrant, request)
        return self.application.grants.reading.grant(asked, current().actor)

    @query
    def find_grants(self, request: Data) -> Data:
        page = reading.page(contract.FindGrants, request)
        return self.application.grants.reading.find_grants(*page, current().actor)

    @due("grants", "report_overdue_")
    def grant_report_overdue(self, grant_id: str, timer: str) -> None:
        self.application.grants.granting.tell_overdue(reading.overdue(grant_id, timer))

    @due("grants", "report_due_")
    def grant_report_due(self, grant_id: str, timer: str) -> None:
        number = int(timer.rpartition("_")[2])
        self.application.grants.granting.tell_due(grant_id, number)
