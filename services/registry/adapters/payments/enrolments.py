"""Enrolments as claims: whoever was paid for a month by the course of their enrolment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from services.registry.adapters.documents import Documents, State
from services.registry.adapters.payments.courses import (
    NEEDED,
    course_of,
    may_be_redressed,
)
from services.registry.adapters.payments.records import merged
from services.registry.adapters.payments.redressed import Contested
from services.registry.app.batches import in_batches
from services.registry.app.payments.ports import Corrected
from services.registry.domain.payments.course import ACTIVE, SUSPENDED, Course, MonthRules
from services.registry.domain.payments.facts import Claim, Source
from services.registry.domain.programmes.words import ProgrammeKind, Status

PAID_ONCE = frozenset({ProgrammeKind.EMERGENCY_TOPUP.value})
"""A top-up is a single amount; every other benefit is one of each month."""

_NEEDED = (
    *NEEDED,
    "applicant.household_id",
    "applicant.person_id",
    "applicant.formerly",
    "programme.kind",
    "set_aside.merged_id",
)
_NO_LONGER_RUN = (
    Status.EXITED.value,
    Status.GRADUATED.value,
    Status.WAITING.value,
    Status.WITHDRAWN.value,
)
"""Whoever waits in line, or left it, may have run before."""

_BATCH = 500


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
                    yield replace(
                        _whose(enrolment_id, state),
                        amount_fils=due[enrolment_id],
                        once=state["programme"]["kind"] in PAID_ONCE,
                        former=state["status"] != ACTIVE,
                    )

    def _due(
        self, enrolments: Sequence[tuple[str, State]], month: str, rules: MonthRules
    ) -> dict[str, int | None]:
        """The amounts of those of these that are paid for this month."""
        states = {each: state for each, state in enrolments if _counts(state)}
        courses = {each: course_of(state) for each, state in states.items()}
        behind = rules.behind if rules.wrongly_stopped_only else 0
        asked = [
            each
            for each, course in courses.items()
            if may_be_redressed(states[each])
            or (not _is_due(course, month, rules) and course.stopped_within(month, behind))
        ]
        for each, upheld in upheld_of(self._documents, asked).items():
            courses[each] = course_of(states[each], upheld)
        return {
            each: course.amount_of(month, rules)
            for each, course in courses.items()
            if _is_due(course, month, rules)
        }


class Corrections:
    """The enrolments of a programme of which an amount was contested rightly."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def of(self, source: Source) -> list[str]:
        """Their ids, in order."""
        fields = ("whose", "contested")
        upheld = self._documents.each("grievances", {"status": "upheld"}, None, fields)
        return sorted(
            {
                state["whose"]["enrolment_id"]
                for _, state in upheld
                if state["whose"].get("programme_id") == source.id
            }
        )

    def courses(self, enrolment_ids: Sequence[str]) -> Mapping[str, Corrected]:
        """Those of these that are claimed, with what was contested rightly."""
        found = self._documents.some("enrolments", enrolment_ids, _NEEDED)
        upheld = upheld_of(self._documents, list(found))
        return {
            each: Corrected(_by_all_records(each, state), course_of(state, upheld.get(each, ())))
            for each, state in found.items()
            if _counts(state)
        }


def upheld_of(documents: Documents, enrolment_ids: Sequence[str]) -> dict[str, list[Contested]]:
    """What was contested rightly of these, as the answers to grievances say."""
    upheld: dict[str, list[Contested]] = {}
    if enrolment_ids:
        keys = {"enrolment": list(enrolment_ids), "status": "upheld"}
        needed = ("whose", "contested", "reply.on")
        for _, state in documents.each("grievances", keys, None, needed):
            answered_on = (state.get("reply") or {}).get("on")
            contested = {**state["contested"], "answered_on": answered_on}
            upheld.setdefault(state["whose"]["enrolment_id"], []).append(contested)
    return upheld


def _is_due(course: Course, month: str, rules: MonthRules) -> bool:
    """Whether the month is paid; so long after it, only when something wrong stopped it."""
    wrongly = not rules.wrongly_stopped_only or course.wrongly_stopped(month, rules)
    return wrongly and course.is_due(month, rules)


def _by_all_records(enrolment_id: str, state: State) -> Claim:
    """Payments keep whom they name, also before a merge."""
    formerly = state["applicant"].get("formerly", ())
    return replace(_whose(enrolment_id, state), also=tuple(formerly))


def _whose(enrolment_id: str, state: State) -> Claim:
    applicant = state["applicant"]
    return Claim(enrolment_id, applicant["household_id"], applicant.get("person_id"), None)


def _counts(state: State) -> bool:
    """Whether it is claimed at all. Not the second one of a person who has two: the other is. Nor
    one that is paid a single time and was stopped before it was: its household may be granted it
    anew, and that would be paid beside it."""
    if (state.get("set_aside") or {}).get("merged_id") is not None:
        return False
    return state["status"] == ACTIVE or state["programme"]["kind"] not in PAID_ONCE
