"""A camera: registered → active → out of service → removed, checked by an inspector before it is
looked through, and again after it was out of service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import must_work
from services.licensing.domain.cameras.events import (
    CameraChecked,
    CameraEvent,
    CameraRegistered,
    CameraStateChanged,
)
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.refusals import (
    CameraNotActive,
    CheckedByRegistrar,
    WrongCameraState,
)
from services.licensing.domain.cameras.rules import CameraRules

PASSED, FAILED = "passed", "failed"


class CameraState(StrEnum):
    REGISTERED = "registered"
    ACTIVE = "active"
    OUT_OF_SERVICE = "out_of_service"
    REMOVED = "removed"


@dataclass(frozen=True)
class Looking:
    """Where a camera looks, what for, and by which reference the video system knows it."""

    area: str
    purpose: str
    stream_reference: str


@dataclass(frozen=True)
class Step:
    """What became of a camera: who did what, when, and what they said of it."""

    at: datetime
    by: str
    what: str
    text: str | None = None


@dataclass
class Camera:
    """The aggregate. The constructor restores a stored one; `register` makes a new one."""

    id: str
    version: int
    place: LicensedPlace
    looking: Looking
    state: CameraState
    course: list[Step]
    events: list[CameraEvent] = field(default_factory=list)

    @classmethod
    def register(
        cls,
        camera_id: str,
        place: LicensedPlace,
        looking: Looking,
        rules: CameraRules,
        actor: Actor,
        at: datetime,
    ) -> Camera:
        """A clerk or supervisor of the governorate writes down that it hangs there."""
        must_work(actor, place.governorate, "clerk", "supervisor")
        rules.must_serve_place(place.state)
        rules.area(looking.area)
        step = Step(at, actor.subject, CameraState.REGISTERED)
        camera = cls(camera_id, 0, place, looking, CameraState.REGISTERED, [step])
        camera.events.append(CameraRegistered(camera_id, place.id, looking.area, place.where))
        return camera

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        return self.place.owners

    def check(self, outcome: str, findings: str, actor: Actor, at: datetime) -> None:
        """An inspector looks at how it hangs and what it sees; what passes is active."""
        must_work(actor, self.governorate, "inspector")
        self._must_be(CameraState.REGISTERED, CameraState.OUT_OF_SERVICE)
        if actor.subject == self.course[0].by:
            raise CheckedByRegistrar()
        self.course.append(Step(at, actor.subject, f"check_{outcome}", findings))
        self.events.append(CameraChecked(self.id, outcome))
        if outcome == PASSED:
            self._become(CameraState.ACTIVE)

    def put_out_of_service(self, reason: str, actor: Actor, at: datetime) -> None:
        """Nobody looks through it until it was checked again."""
        must_work(actor, self.governorate, "clerk", "supervisor", "inspector", "camera_operator")
        self._must_be(CameraState.ACTIVE)
        self._step(CameraState.OUT_OF_SERVICE, reason, actor, at)

    def remove(self, reason: str, actor: Actor, at: datetime) -> None:
        """It hangs there no longer; its records stay."""
        must_work(actor, self.governorate, "clerk", "supervisor")
        self._must_be(CameraState.REGISTERED, CameraState.ACTIVE, CameraState.OUT_OF_SERVICE)
        self._step(CameraState.REMOVED, reason, actor, at)

    def pass_on(self, place: LicensedPlace, at: datetime) -> None:
        """The place has another holder; the camera hangs where it hung."""
        self.place = place
        self.course.append(Step(at, "system", "holder_changed"))
        self.events.append(CameraStateChanged(self.id, place.id, self.state))

    def take_down(self, at: datetime) -> None:
        """The place has moved, and the camera hangs at an address that is not its any more."""
        if self.state is not CameraState.REMOVED:
            self.course.append(Step(at, "system", "place_moved"))
            self._become(CameraState.REMOVED)

    def must_be_active(self) -> None:
        """Raises `CameraNotActive`."""
        if self.state is not CameraState.ACTIVE:
            raise CameraNotActive(state=self.state.value)

    def _must_be(self, *states: CameraState) -> None:
        if self.state not in states:
            raise WrongCameraState(state=self.state.value)

    def _step(self, state: CameraState, reason: str, actor: Actor, at: datetime) -> None:
        self.course.append(Step(at, actor.subject, state, reason))
        self._become(state)

    def _become(self, state: CameraState) -> None:
        self.state = state
        self.events.append(CameraStateChanged(self.id, self.place.id, state))
