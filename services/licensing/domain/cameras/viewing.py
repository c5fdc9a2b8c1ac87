"""A viewing: an operator looks through one camera, for a purpose and a limited time. Every attempt
is a record, also one that was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import must_work
from services.licensing.domain.cameras.camera import Camera
from services.licensing.domain.cameras.events import (
    ViewingEnded,
    ViewingEvent,
    ViewingFlagged,
    ViewingForgotten,
    ViewingOpened,
    ViewingRefused,
)
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.refusals import ViewingOfOther, ViewingOver

BY_OPERATOR, BY_TIME = "operator", "time"
CONSENT_ENDED, CAMERA_STOPPED = "consent_ended", "camera_stopped"


class ViewingState(StrEnum):
    OPEN = "open"
    ENDED = "ended"
    REFUSED = "refused"


@dataclass(frozen=True)
class Asked:
    """Who wanted to look, for which purpose and reason, and when. Name and reason are forgotten."""

    operator: str | None
    purpose: str
    reason: str | None
    at: datetime


@dataclass(frozen=True)
class Seen:
    """Through which camera of which place: as it was when the viewing was asked for."""

    camera_id: str
    area: str
    place: LicensedPlace
    stream_reference: str

    @classmethod
    def through(cls, camera: Camera, place: LicensedPlace) -> Seen:
        looking = camera.looking
        return cls(camera.id, looking.area, place, looking.stream_reference)


@dataclass(frozen=True)
class End:
    """When and how a viewing ended."""

    at: datetime
    how: str


@dataclass
class Viewing:
    """The aggregate. The constructor restores; `open` and `refuse` make new ones.

    `number` counts an operator's viewings without a gap, so that none can be taken away unseen; a
    refused attempt has none. Until `ends_at` its operator may use the reference of the stream. On
    `forget_on` the record loses who looked and in which words; when and what for stays.
    """

    id: str
    version: int
    asked: Asked
    seen: Seen
    state: ViewingState
    ends_at: datetime
    forget_on: date
    number: int | None = None
    refused_for: str | None = None
    unusual: tuple[str, ...] = ()
    end: End | None = None
    events: list[ViewingEvent] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        viewing_id: str,
        number: int,
        asked: Asked,
        seen: Seen,
        ends_at: datetime,
        forget_on: date,
        unusual: tuple[str, ...],
    ) -> Viewing:
        """All guards have let the operator pass."""
        viewing = cls(
            viewing_id,
            0,
            asked,
            seen,
            ViewingState.OPEN,
            ends_at,
            forget_on,
            number=number,
            unusual=unusual,
        )
        camera_id, place = seen.camera_id, seen.place
        viewing.events.append(ViewingOpened(viewing_id, camera_id, place.id, asked.purpose))
        if unusual:
            viewing.events.append(
                ViewingFlagged(viewing_id, camera_id, place.id, place.governorate, unusual)
            )
        return viewing

    @classmethod
    def refuse(
        cls, viewing_id: str, asked: Asked, seen: Seen, why: str, forget_on: date
    ) -> Viewing:
        """An attempt that a rule did not let pass."""
        viewing = cls(
            viewing_id, 0, asked, seen, ViewingState.REFUSED, asked.at, forget_on, refused_for=why
        )
        viewing.events.append(ViewingRefused(viewing_id, seen.camera_id, seen.place.id, why))
        return viewing

    @property
    def governorate(self) -> str:
        return self.seen.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        return self.seen.place.owners

    def lets_see(self, actor: Actor, now: datetime) -> bool:
        """Whether this actor may use the reference of the stream at this moment."""
        running = self.state is ViewingState.OPEN and now < self.ends_at
        return running and self.asked.operator == actor.subject

    def close(self, actor: Actor, now: datetime) -> None:
        """The operator has seen enough, or a supervisor of the governorate ends it."""
        must_end(actor, self)
        if self.state is not ViewingState.OPEN:
            raise ViewingOver()
        self.cut(min(now, self.ends_at), BY_OPERATOR)

    def cut(self, at: datetime, how: str) -> None:
        """It ends, once, whatever the operator wants."""
        if self.state is ViewingState.OPEN:
            self.state = ViewingState.ENDED
            self.end = End(at, how)
            self.events.append(ViewingEnded(self.id, self.seen.camera_id, self.seen.place.id, how))

    def forget(self) -> None:
        """Who looked and in which words is kept no longer."""
        if self.asked.operator is not None:
            self.asked = Asked(None, self.asked.purpose, None, self.asked.at)
            self.events.append(ViewingForgotten(self.id))

    def must_be_of(self, actor: Actor, camera_id: str) -> None:
        """Raises `ViewingOfOther` unless the actor looked through this camera in it."""
        of_it = self.seen.camera_id == camera_id and self.state is not ViewingState.REFUSED
        if not of_it or self.asked.operator != actor.subject:
            raise ViewingOfOther(pointer="/viewing_id")


def ends_at(now: datetime, minutes: int, consents_end: datetime) -> datetime:
    """A viewing lasts so many minutes, and never beyond the consents that it rests on."""
    return min(now + timedelta(minutes=minutes), consents_end)


def must_end(actor: Actor, viewing: Viewing) -> None:
    """Raises `CameraNotYours` for whom a viewing does not obey."""
    if viewing.asked.operator != actor.subject:
        must_work(actor, viewing.governorate, "supervisor")
