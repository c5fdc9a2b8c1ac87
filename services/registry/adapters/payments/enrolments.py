"""Enrolments as claims: whoever was paid for a month by the course of their enrolment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from services.registry.adapters.documents import Documents, State
from services.registry.adapters.payments.records import merged
from services.registry.app.batches import in_batches
from services.registry.domain.payments.course import (
    ACTIVE,
    STOPPED,
    SUSPENDED,
    Course,
    MonthRules,
    Revised,
    Stage,
)
from services.registry.domain.payments.facts import Claim, Source
from services.registry.domain.programmes.words import ProgrammeKind, Status

PAID_ONCE = frozenset({ProgrammeKind.EMERGENCY_TOPUP.value})
"""A top-up is a single amount; every other benefit is one of each month."""

_NEEDED = (
    "status",
    "applicant.household_id",
    "applicant.person_id",
    "programme.kind",
    "amount_fils",
    "started_on",
    "set_aside.merged_id",
    "course.status",
    "course.on",
    "course.revision.before_fils",
)
_NO_LONGER_RUN = (Status.EXITED.value, Status.GRADUATED.value, Status.WAITING.value)
_BATCH = 500

Stopped = tuple[str, str]
"""A stage that stopped an enrolment: what it was since, and since when."""


class Enrolments:
    """The enrolments of a programme as claims of a month. Each is read once, in a stream."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def of(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        keys = {"programme": source.id, "status": ACTIVE}
        return self._claims(self._documents.each("enrolments", keys, after, _NEEDED), month, rules)

    def former(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        suspended = (SUSPENDED,) if rules.while_suspended else ()
        keys = {"programme": source.id, "status": (*_NO_LONGER_RUN, *suspended)}
        # Most of those in line never began.
        began = self._documents.each("enrolments", keys, after, _NEEDED, having="started_on")
        return self._claims(began, month, rules)

    def standing(
        self, source: Source, month: str, claims: Sequence[Claim], rules: MonthRules
    ) -> Mapping[str, int | None]:
        """Not those of a record that ended and that has not been followed: another may be paid."""
        found = self._documents.some("enrolments", [each.id for each in claims], _NEEDED)
        due = self._due(list(found.items()), month, rules)
        # One that runs no more follows no record: its claim is of the one that stays.
        running = [each for each in due if found[each]["status"] == ACTIVE]
        whose = {each: found[each]["applicant"].get("person_id") for each in running}
        ended = merged(self._documents, {each for each in whose.values() if each is not None})
        return {each: amount for each, amount in due.items() if whose.get(each) not in ended}

    def _claims(
        self, enrolments: Iterable[tuple[str, State]], month: str, rules: MonthRules
    ) -> Iterator[Claim]:
        for batch in in_batches(enrolments, _BATCH):
            due = self._due(batch, month, rules)
            for enrolment_id, state in batch:
                if enrolment_id in due:
                    applicant = state["applicant"]
                    yield Claim(
                        enrolment_id,
                        applicant["household_id"],
                        applicant.get("person_id"),
                        due[enrolment_id],
                        once=state["programme"]["kind"] in PAID_ONCE,
                        former=state["status"] != ACTIVE,
                    )

    def _due(
        self, enrolments: Sequence[tuple[str, State]], month: str, rules: MonthRules
    ) -> dict[str, int | None]:
        """The amounts of those of these that are paid for this month."""
        states = {each: state for each, state in enrolments if not state.get("set_aside")}
        courses = {each: _course(state) for each, state in states.items()}
        due = {each for each, course in courses.items() if course.is_due(month, rules)}
        if rules.after_grievance:
            stopped = [
                each
                for each, course in courses.items()
                if each not in due and course.stopped_within(month)
            ]
            for each, undone in self._undone(stopped).items():
                if _course(states[each], undone).is_due(month, rules):
                    due.add(each)
        return {
            each: course.amount_of(month, rules) for each, course in courses.items() if each in due
        }

    def _undone(self, enrolment_ids: Sequence[str]) -> dict[str, set[Stopped]]:
        """What stopped these and was not right, as the answers to grievances say."""
        undone: dict[str, set[Stopped]] = {}
        if enrolment_ids:
            keys = {"enrolment": list(enrolment_ids), "status": "upheld"}
            for _, state in self._documents.each("grievances", keys, None, ("whose", "contested")):
                contested = state["contested"]
                if contested["step"] in STOPPED and not contested.get("revision"):
                    which = undone.setdefault(state["whose"]["enrolment_id"], set())
                    which.add((contested["step"], contested["on"]))
        return undone


def _course(state: State, undone: Collection[Stopped] = ()) -> Course:
    stages: list[Stage] = []
    revisions: list[Revised] = []
    for step in state.get("course") or _begun(state):
        status, on = step["status"], step["on"]
        if not stages or stages[-1].status != status:
            stages.append(Stage(status, on))
        if (status, on) in undone:
            stages[-1] = Stage(status, stages[-1].since, undone=True)
        if revision := step.get("revision"):
            revisions.append(Revised(on, revision.get("before_fils")))
    return Course(tuple(stages), state.get("amount_fils"), tuple(revisions))


def _begun(state: State) -> list[State]:
    """The course of an enrolment of which no steps were kept: it runs since it began."""
    if state["status"] != ACTIVE:
        return []
    return [{"status": ACTIVE, "on": state.get("started_on") or ""}]
