"""How enrolments are kept, found and shown, and when something falls due on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of
from chassis.context import current
from chassis.documents.kind import Kind, State, Store, Timer, View, anybody
from services.registry.adapters.privacy.repeated import Tell, told_again
from services.registry.adapters.programmes import plain
from services.registry.adapters.programmes.events import publish
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Applicant, Application, ProgrammeRef
from services.registry.domain.programmes.words import Status, Text

REVIEW, REMINDER, SUSPENSION = "review", "reminder", "suspension"

_KEPT_INSIDE = (
    "remind_on",
    "set_aside",
    "former_assessments",
    "review_not_by",
    "review_of",
    "made_good_until",
)
_LISTED = ("id", "version", "status", "amount_fils", "started_on", "review_on")


def _to_state(enrolment: Enrolment) -> State:
    kept: State = {
        name: plain.plain(value)
        for name, value in vars(enrolment).items()
        if name not in ("id", "version", "events")
    }
    return kept


def _from_state(enrolment_id: str, version: int, state: State) -> Enrolment:
    reference, application = state["programme"], state["application"]
    return Enrolment(
        id=enrolment_id,
        version=version,
        programme=ProgrammeRef(**{**reference, "name": Text(**reference["name"])}),
        applicant=Applicant(
            **{**state["applicant"], "formerly": tuple(state["applicant"].get("formerly", ()))}
        ),
        application=Application(
            **{**application, "registered_on": date.fromisoformat(application["registered_on"])}
        ),
        status=Status(state["status"]),
        cross_checks=tuple(plain.cross_check(each) for each in state["cross_checks"]),
        visit=plain.visit(state["visit"]),
        assessment=plain.assessment(state["assessment"]),
        decision=plain.decision(state["decision"]),
        amount_fils=state["amount_fils"],
        started_on=plain.day(state["started_on"]),
        review_on=plain.day(state["review_on"]),
        remind_on=plain.day(state["remind_on"]),
        review_called=state["review_called"],
        ticket=state["ticket"],
        suspension=plain.suspension(state["suspension"]),
        set_aside=plain.set_aside(state.get("set_aside")),
        household_changed_on=plain.day(state.get("household_changed_on")),
        course=tuple(plain.step(each) for each in state["course"]),
        # Until decisions were kept with what they rested on, only the last assessment was.
        former_assessments=tuple(
            plain.assessment(each) for each in state.get("former_assessments", ())
        ),
        review_not_by=plain.names(state.get("review_not_by")),
        review_of=plain.numbers(state.get("review_of")),
        made_good_until=plain.day(state.get("made_good_until")),
    )


def show(enrolment: Enrolment) -> View:
    """The whole enrolment."""
    state = _to_state(enrolment)
    for check in state["cross_checks"]:
        check["facts"] = [{"indicator": name, "value": it} for name, it in check["facts"].items()]
    for number, step in enumerate(state["course"], start=1):
        for hidden in ("assessed", "follows", "noted_on", "redresses", "in_place_of"):
            del step[hidden]
        rested_on = enrolment.decisions.rested_on(number)
        step["rules_version"] = None if rested_on is None else rested_on.rules_version
    if state["suspension"] is not None:
        del state["suspension"]["number"]
    if state["assessment"] is not None:
        del state["assessment"]["amount_code"]
    programme, applicant = state.pop("programme"), state.pop("applicant")
    return {
        "id": enrolment.id,
        "version": enrolment.version,
        "programme_id": programme["id"],
        "programme_name": programme["name"],
        "kind": programme["kind"],
        **{each: applicant[each] for each in ("household_id", "person_id", "governorate")},
        **state.pop("application"),
        **{name: value for name, value in state.items() if name not in _KEPT_INSIDE},
    }


def summary(view: View) -> View:
    """What lists show: nothing of the household's situation."""
    shown = ("programme_id", "programme_name", "kind", "household_id", "person_id", "governorate")
    return {name: view[name] for name in (*_LISTED, *shown, "registered_on", "ticket")}


def ticket_key(programme_id: str, ticket: int) -> str:
    """The key under which who has this ticket is found."""
    return f"{programme_id}/{ticket}"


def living_key(programme_id: str, beneficiary_id: str) -> str:
    """The key under which what lives of a household or person in a programme is found."""
    return f"{programme_id}/{beneficiary_id}"


def _keys(enrolment: Enrolment) -> dict[str, Any]:
    applicant, programme = enrolment.applicant, enrolment.programme
    beneficiary = applicant.person_id or applicant.household_id
    return {
        "programme": programme.id,
        "household": applicant.household_id,
        "person": applicant.person_id,
        "status": enrolment.status.value,
        "governorate": applicant.governorate,
        "living": living_key(programme.id, beneficiary) if enrolment.lives else None,
        "ticket": None if enrolment.ticket is None else ticket_key(programme.id, enrolment.ticket),
        "review": "due" if enrolment.review_called else None,
        "score": None if enrolment.assessment is None else enrolment.assessment.score,
    }


def _timers(enrolment: Enrolment) -> list[Timer]:
    """Reminder and review, and the end of a suspension."""
    due: list[Timer] = []
    if enrolment.remind_on is not None:
        due.append(Timer(REMINDER, start_of(enrolment.remind_on)))
    if enrolment.review_on is not None and not enrolment.review_called:
        due.append(Timer(REVIEW, start_of(enrolment.review_on)))
    # While it waits for a place with its suspension, nothing ends: what follows, follows then.
    if enrolment.suspension is not None and enrolment.status is Status.SUSPENDED:
        due.append(Timer(SUSPENSION, start_of(enrolment.suspension.until + timedelta(days=1))))
    return due


ENROLMENTS: Kind[Enrolment] = Kind(
    service="registry",
    name="enrolment",
    collection="enrolments",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"living": "already_enrolled", "ticket": "ticket_taken"},
    timers=_timers,
    indexes=(
        ("programme", "status", "score"),
        ("household",),
        ("person",),
        ("governorate", "status"),
    ),
)


class KeptEnrolments:
    """See `app.programmes.ports.Enrolments`. Whoever commands is answered as far as they are told:
    now, and when they repeat it."""

    def __init__(self, store: Store[Enrolment], tell: Tell) -> None:
        self._store = store
        self._tell = tell
        self.get_companion = store.get_companion
        self.load = store.load
        self.hold = store.hold
        self.view = store.view

    def get(self, enrolment_id: str, admit: Callable[[Enrolment], None] = anybody) -> Enrolment:
        with told_again(self._tell):
            return self._store.get(enrolment_id, admit)

    def add(self, enrolment: Enrolment) -> View:
        with told_again(self._tell):
            return self._tell(self._store.add(enrolment), current().actor)

    def save(self, enrolment: Enrolment, why: str | None = None) -> View:
        return self._tell(self._store.save(enrolment, why), current().actor)
