"""What an enrolment tells of the line it waits in.

Tickets count everybody who came: beside a list of those who wait, a number that is missing there
is somebody hidden. So they are told to who may count the places: the family always, to whom no
list shows others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.app.ports import View
from services.registry.app.programmes.ports import Programmes
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import may_count


@dataclass(frozen=True)
class Telling:
    """Shows enrolments as far as the actor may know how many hold or wait for a place."""

    programmes: Programmes

    def tells_turn(self, actor: Actor, programme_id: str) -> bool:
        """Whether the actor is told the tickets of this programme."""
        return may_count(actor, self.programmes.load(programme_id).terms.governorates)

    def enrolment(self, view: View, actor: Actor) -> View:
        """One enrolment."""
        return self.enrolments([view], actor)[0]

    def enrolments(self, views: Sequence[View], actor: Actor) -> list[View]:
        """The enrolments of a page; each programme is asked once."""
        waited_for = {each["programme_id"] for each in views if each["ticket"] is not None}
        told = {each for each in waited_for if self.tells_turn(actor, each)}
        return [
            each if each["programme_id"] in told else {**each, "ticket": None} for each in views
        ]
