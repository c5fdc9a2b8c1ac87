"""Proposals: made by societies, decided by staff, appealed."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing.grants import proposals as contract
from services.licensing.app.grants import commands
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import grants as reading

Data = dict[str, Any]


class ProposalMethods:
    """Part of `GrantMethods`."""

    application: Licensing = Application()

    @command
    def draft_grant_proposal(self, request: Data) -> Data:
        asked = reading.command(commands.DraftProposal, contract.DraftGrantProposal, request)
        return self.application.grants.proposals.draft(asked, current().actor)

    @command
    def revise_grant_proposal(self, request: Data) -> Data:
        asked = reading.command(commands.ReviseProposal, contract.ReviseGrantProposal, request)
        return self.application.grants.proposals.revise(asked, current().actor)

    @command
    def prepare_grant_decision(self, request: Data) -> Data:
        asked = reading.command(commands.PrepareDecision, contract.PrepareGrantDecision, request)
        return self.application.grants.proposals.prepare(asked, current().actor)

    @command
    def appeal_grant_decision(self, request: Data) -> Data:
        asked = reading.command(commands.AppealDecision, contract.AppealGrantDecision, request)
        return self.application.grants.proposals.appeal(asked, current().actor)

    @command
    def decide_grant_appeal(self, request: Data) -> Data:
        asked = reading.command(commands.DecideAppeal, contract.DecideGrantAppeal, request)
        return self.application.grants.proposals.decide_appeal(asked, current().actor)

    @command
    def submit_grant_proposal(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.proposals.submit(asked, current().actor)

    @command
    def withdraw_grant_proposal(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.proposals.withdraw(asked, current().actor)

    @command
    def approve_grant_decision(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.proposals.approve(asked, current().actor)

    @command
    def assign_grant_reviewers(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.reviews.assign(asked, current().actor)

    @query
    def get_grant_proposal(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.reading.proposal(asked, current().actor)

    @query
    def get_grant_marks(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.reading.marks(asked, current().actor)

    @query
    def get_grant_assessment(self, request: Data) -> Data:
        asked = reading.named(contract.NamesProposal, request)
        return self.application.grants.reading.assessment(asked, current().actor)

    @query
    def find_grant_proposals(self, request: Data) -> Data:
        page = reading.page(contract.FindGrantProposals, request)
        return self.application.grants.reading.find_proposals(*page, current().actor)

    @due("grant_proposals", "assign")
    def grant_reviewers_due(self, proposal_id: str, timer: str) -> None:
        self.application.grants.reviews.assign_when_closed(proposal_id)
