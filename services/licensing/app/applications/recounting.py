"""Deadlines follow the holidays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from services.licensing.app.applications.ports import Applications
from services.licensing.domain.applications.deadline import Office

Running = Callable[[], Iterator[str]]
"""The ids of all applications with a clock that runs."""
Undisturbed = Callable[[Callable[[], None]], None]
"""Does something again while somebody else was faster."""


@dataclass(frozen=True)
class Recounting:
    applications: Applications
    running: Running
    undisturbed: Undisturbed
    office: Office

    def recount(self, _: int) -> None:
        """Holidays of a year changed: every deadline that runs is counted anew, each by itself."""
        for application_id in self.running():
            self.undisturbed(partial(self._one, application_id))

    def _one(self, application_id: str) -> None:
        application = self.applications.get_companion(application_id)
        application.recount(self.office)
        self.applications.save(application)
