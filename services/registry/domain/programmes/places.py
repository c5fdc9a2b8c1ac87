"""The places of a programme (المقاعد): how many there are, are taken, and who is next in line.

They are an aggregate of their own: places are taken all day, and a change of the programme's terms
is based on what its editor has seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from services.registry.domain.programmes.events import (
    PlaceFreed,
    PlacesChanged,
    PlacesEvent,
    PlaceTaken,
    PlaceWaitedFor,
)
from services.registry.domain.programmes.refusals import NoPlace, QuotaBelowTaken


@dataclass
class Places:
    """The aggregate. Tickets count from 1; those up to `called` had their turn.

    `moved_at` is when places or the line last changed: the line is served from then on.
    """

    id: str
    programme_id: str
    quota: int
    moved_at: datetime
    taken: int = 0
    waiting: int = 0
    called: int = 0
    last_ticket: int = 0
    version: int = 0
    events: list[PlacesEvent] = field(default_factory=list)

    @classmethod
    def lay_out(cls, places_id: str, programme_id: str, quota: int, now: datetime) -> Places:
        """So many places, all free."""
        places = cls(places_id, programme_id, quota, now)
        places.events.append(PlacesChanged(programme_id, quota))
        return places

    @property
    def free(self) -> int:
        """Places that nobody has."""
        return self.quota - self.taken

    @property
    def line_moves(self) -> bool:
        """Whether somebody waits for a place that is free."""
        return self.free > 0 and self.waiting > 0

    @property
    def has_room(self) -> bool:
        """Whether who comes now gets a place: one is free, and nobody came before."""
        return self.free > 0 and self.waiting == 0

    def take(self, enrolment_id: str, now: datetime) -> None:
        """Somebody gets a place. Raises `NoPlace`."""
        if not self.has_room:
            raise NoPlace(quota=self.quota)
        self._occupy(enrolment_id, now)

    def queue(self, enrolment_id: str, now: datetime) -> int:
        """Somebody joins the line; answers their ticket."""
        self.last_ticket += 1
        self.waiting += 1
        self.moved_at = now
        self.events.append(PlaceWaitedFor(self.programme_id, enrolment_id, self.waiting))
        return self.last_ticket

    def call(self, ticket: int, enrolment_id: str, now: datetime) -> None:
        """Who is next in line gets a place. Raises `NoPlace`."""
        if self.free < 1:
            raise NoPlace(quota=self.quota)
        self.waiting -= 1
        self.called = ticket
        self._occupy(enrolment_id, now)

    def take_again(self, enrolment_id: str, now: datetime) -> None:
        """Who had a place until lately has one again, before the line. Raises `NoPlace`."""
        if self.free < 1:
            raise NoPlace(quota=self.quota)
        self._occupy(enrolment_id, now)

    def queue_again(self, enrolment_id: str, now: datetime) -> None:
        """Who left the line stands in it again, with a ticket whose turn has not come."""
        self.waiting += 1
        self.moved_at = now
        self.events.append(PlaceWaitedFor(self.programme_id, enrolment_id, self.waiting))

    def leave_line(self, enrolment_id: str, now: datetime) -> None:
        """Somebody no longer waits; their ticket is passed over."""
        self.waiting -= 1
        self.moved_at = now
        self.events.append(PlaceWaitedFor(self.programme_id, enrolment_id, self.waiting))

    def release(self, enrolment_id: str, now: datetime) -> None:
        """Somebody gives their place back."""
        self.taken -= 1
        self.moved_at = now
        self.events.append(PlaceFreed(self.programme_id, enrolment_id, self.free))

    def resize(self, quota: int, now: datetime) -> None:
        """More places, or fewer. Raises `QuotaBelowTaken`."""
        if quota < self.taken:
            raise QuotaBelowTaken(taken=self.taken)
        if quota != self.quota:
            self.quota, self.moved_at = quota, now
            self.events.append(PlacesChanged(self.programme_id, quota))

    def _occupy(self, enrolment_id: str, now: datetime) -> None:
        self.taken += 1
        self.moved_at = now
        self.events.append(PlaceTaken(self.programme_id, enrolment_id, self.free))
