"""Forgetting in the background what was erased, wherever it is kept beside the record."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.ports import Run
from services.registry.app.privacy.ports import DataRequests, Traces


@dataclass(frozen=True)
class Forgetting:
    """The work `privacy_request.forget`."""

    requests: DataRequests
    traces: Traces

    def forget(self, request_id: str, run: Run) -> None:
        """Done twice it forgets the same."""
        request = self.requests.load(request_id)
        if not request.traces_left or request.decision is None:
            return
        self.traces.forget(request.person_id, [each.code for each in request.decision.erased])
        request = self.requests.get(request_id)
        request.traces_are_gone()
        self.requests.save(request)
