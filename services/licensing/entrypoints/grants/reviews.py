"""Reviews: what reviewers declare and hand in."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from contracts.rpc.licensing.grants import reviews as contract
from services.licensing.app.grants import commands
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import grants as reading

Data = dict[str, Any]


class ReviewMethods:
    """Part of `GrantMethods`."""

    application: Licensing = Application()

    @command
    def declare_grant_interest(self, request: Data) -> Data:
        asked = reading.command(commands.DeclareInterest, contract.DeclareGrantInterest, request)
        return self.application.grants.reviews.declare(asked, current().actor)

    @command
    def score_grant_proposal(self, request: Data) -> Data:
        asked = reading.command(commands.HandIn, contract.ScoreGrantProposal, request)
        return self.application.grants.reviews.hand_in(asked, current().actor)

    @query
    def get_grant_review(self, request: Data) -> Data:
        asked = reading.named(contract.NamesReview, request)
        return self.application.grants.reading.review(asked, current().actor)

    @query
    def get_reviewed_grant_proposal(self, request: Data) -> Data:
        asked = reading.named(contract.NamesReview, request)
        return self.application.grants.reading.reviewed_proposal(asked, current().actor)

    @query
    def find_grant_reviews(self, request: Data) -> Data:
        page = reading.page(contract.FindGrantReviews, request)
        return self.application.grants.reading.find_reviews(*page, current().actor)
