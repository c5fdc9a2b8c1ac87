"""Handlers of viewings: opened or refused, ended, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from services.licensing.app.cameras.commands import OpenViewing
from services.licensing.app.cameras.ports import (
    Audit,
    Cameras,
    Consents,
    LocalTime,
    Places,
    Rules,
    StartOf,
    Viewings,
)
from services.licensing.app.numbers import Numbers
from services.licensing.app.ports import Calendar, NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import OPERATOR, must_work
from services.licensing.domain.cameras.camera import Camera
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.refusals import (
    ConsentMissing,
    PlaceUnknown,
    TooManyViewings,
)
from services.licensing.domain.cameras.rules import HOLDER, Area, CameraRules
from services.licensing.domain.cameras.viewing import (
    BY_TIME,
    Asked,
    Seen,
    Viewing,
    ends_at,
    must_end,
)
from services.licensing.domain.refusals import Refusal


@dataclass(frozen=True)
class ViewingDesk:
    """Lets operators look, and writes down every attempt.

    `new_id` is the same for the same command; `fresh_id` never: each refused attempt is a record
    of its own, also when it is repeated.
    """

    viewings: Viewings
    cameras: Cameras
    consents: Consents
    places: Places
    numbers: Numbers
    audit: Audit
    together: Together
    rules: Rules
    calendar: Calendar
    local: LocalTime
    start_of: StartOf
    new_id: NewId
    fresh_id: Callable[[], str]

    def open(self, command: OpenViewing, actor: Actor) -> View:
        """The viewing with the reference of its stream, or the refusal: each is written down."""
        asked = Asked(actor.subject, command.purpose, command.reason, self.calendar.now())
        try:
            with self.together():
                return self._open(command.camera_id, asked, actor)
        except Refusal as refused:
            self._write_down(command.camera_id, asked, refused)
            raise

    def close(self, viewing_id: str, actor: Actor) -> View:
        """The operator has seen enough, or a supervisor thinks so."""
        viewing = self.viewings.get(viewing_id, partial(must_end, actor))
        viewing.close(actor, self.calendar.now())
        return self.viewings.save(viewing)

    def time_is_over(self, viewing_id: str) -> None:
        viewing = self.viewings.get(viewing_id)
        viewing.cut(viewing.ends_at, BY_TIME)
        self.viewings.save(viewing)

    def forget(self, viewing_id: str) -> None:
        """Its record has been kept as long as the rules say."""
        viewing = self.viewings.get(viewing_id)
        viewing.forget()
        self.viewings.forget(viewing)

    def _open(self, camera_id: str, asked: Asked, actor: Actor) -> View:
        rules = self.rules(self.calendar.today())
        camera = self.cameras.get_companion(camera_id)
        must_work(actor, camera.governorate, OPERATOR)
        rules.must_know_purpose(asked.purpose)
        camera.must_be_active()
        place = self._place(camera, rules)
        consented = self._consented(rules.area(camera.looking.area), place, asked, rules)
        # What is relied on stays so until this is stored: who withdraws meanwhile comes after it,
        # and finds it running.
        self.cameras.hold(camera)
        until = ends_at(asked.at, rules.viewing.minutes, consented)
        viewing_id = self.new_id()
        number = self._number(viewing_id, actor.subject, asked.at, rules)
        self.audit.record(f"camera_viewing.open.{asked.purpose}", "camera", camera_id)
        return self.viewings.add(
            Viewing.open(
                viewing_id,
                number,
                asked,
                Seen.through(camera, place),
                until,
                self._forget_on(rules),
                self._unusual(camera_id, actor, asked.at, rules),
            )
        )

    def _place(self, camera: Camera, rules: CameraRules) -> LicensedPlace:
        place = self.places.known(camera.place.id)
        if place is None:
            raise PlaceUnknown()
        rules.must_serve_place(place.state)
        return place

    def _consented(
        self, area: Area, place: LicensedPlace, asked: Asked, rules: CameraRules
    ) -> datetime:
        """The moment at which the consents end that allow this. Raises `ConsentMissing`."""
        kept = self.consents.of(place.id)
        if kept is None:
            raise ConsentMissing(party=HOLDER)
        parties = rules.consenting.parties(area, place.service)
        last = kept.last_day(parties, asked.purpose, self.calendar.today())
        self.consents.hold(kept)
        return self.start_of(last + timedelta(days=1))

    def _number(self, viewing_id: str, operator: str, now: datetime, rules: CameraRules) -> int:
        """The operator's next number: of two who open at once one comes first and is counted.

        Raises `TooManyViewings`. What is over counts no longer, also before its timer has fired.
        """
        number = self.numbers.next(f"camera_viewings/{operator}")
        running = self.viewings.running(operator=operator)
        others = [each for each in running if each.id != viewing_id and now < each.ends_at]
        if len(others) >= rules.viewing.at_once:
            raise TooManyViewings(most=rules.viewing.at_once)
        return number

    def _unusual(
        self, camera_id: str, actor: Actor, now: datetime, rules: CameraRules
    ) -> tuple[str, ...]:
        unusual = rules.viewing.unusual
        since = now - timedelta(hours=unusual.within_hours)
        earlier = self.viewings.earlier(camera_id, actor.subject, since)
        return unusual.reasons(self.local(now), earlier)

    def _write_down(self, camera_id: str, asked: Asked, refused: Refusal) -> None:
        self.audit.record("camera_viewing.refused", "camera", camera_id)
        camera = self.cameras.load(camera_id)
        forget_on = self._forget_on(self.rules(self.calendar.today()))
        seen = Seen.through(camera, self.places.known(camera.place.id) or camera.place)
        attempt = Viewing.refuse(self.fresh_id(), asked, seen, refused.code, forget_on)
        self.viewings.add(attempt)

    def _forget_on(self, rules: CameraRules) -> date:
        return self.calendar.today() + timedelta(days=rules.viewing.kept_days)
