"""Deadlines follow the holidays, and bills and visits the deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from services.licensing.app.applications.following import Following
from services.licensing.app.applications.ports import Applications
from services.licensing.app.ports import Together
from services.licensing.domain.applications.deadline import Office

Running = Callable[[], Iterator[str]]
"""The ids of all applications with a clock that runs."""
Undisturbed = Callable[[Callable[[], None]], None]
"""Does something again while somebody else was faster."""


@dataclass(frozen=True)
class Recounting:
    applications: Applications
    following: Following
    running: Running
    together: Together
    undisturbed: Undisturbed
    office: Office

    def recount(self, _: int) -> None:
        """Holidays of a year changed: every deadline that runs is counted anew, each by itself."""
        for application_id in self.running():
            self.undisturbed(partial(self._one, application_id))

    def _one(self, application_id: str) -> None:
        with self.together():
            application = self.applications.get_companion(application_id)
            application.recount(self.office)
            if application.events:
                self.following.keep_pace(application)
                self.applications.save(application)
