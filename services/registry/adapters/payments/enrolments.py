"""Enrolments as claims: whoever was paid for a month by the course of their enrolment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from services.registry.adapters.documents import Documents, State
from services.registry.adapters.payments.courses import NEEDED, Contested, course_of
from services.registry.adapters.payments.records import merged
from services.registry.app.batches import in_batches
from services.registry.domain.payments.course import ACTIVE, SUSPENDED, Course, MonthRules
from services.registry.domain.payments.facts import Claim, Source
from services.registry.domain.programmes.words import ProgrammeKind, Status

PAID_ONCE = frozenset({ProgrammeKind.EMERGENCY_TOPUP.value})
"""A top-up is a single amount; every other benefit is one of each month."""

_NEEDED = (
    *NEEDED,
    "applicant.household_id",
    "applicant.person_id",
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
        states = {each: state for each, state in enrolments if _counts(state)}
        courses = {each: course_of(state) for each, state in states.items()}
        if rules.wrongly_stopped_only:
            courses = self._wrongly_stopped(states, courses, month, rules)
        due = {each for each, course in courses.items() if course.is_due(month, rules)}
        if rules.after_grievance and not rules.wrongly_stopped_only:
            stopped = [
                each
                for each, course in courses.items()
                if each not in due and course.stopped_within(month)
            ]
            for each, upheld in self._upheld(stopped).items():
                if course_of(states[each], upheld).is_due(month, rules):
                    due.add(each)
        return {
            each: course.amount_of(month, rules) for each, course in courses.items() if each in due
        }

    def _wrongly_stopped(
        self,
        states: Mapping[str, State],
        courses: Mapping[str, Course],
        month: str,
        rules: MonthRules,
    ) -> dict[str, Course]:
        """The courses of those that something wrong stopped while the month could be listed."""
        stopped = [
            each for each, course in courses.items() if course.stopped_within(month, rules.behind)
        ]
        upheld = self._upheld(stopped) if rules.after_grievance else {}
        known = {each: course_of(states[each], upheld.get(each, ())) for each in stopped}
        return {
            each: course for each, course in known.items() if course.wrongly_stopped(month, rules)
        }

    def _upheld(self, enrolment_ids: Sequence[str]) -> dict[str, list[Contested]]:
        """What was contested rightly of these, as the answers to grievances say."""
        upheld: dict[str, list[Contested]] = {}
        if enrolment_ids:
            keys = {"enrolment": list(enrolment_ids), "status": "upheld"}
            for _, state in self._documents.each("grievances", keys, None, ("whose", "contested")):
                upheld.setdefault(state["whose"]["enrolment_id"], []).append(state["contested"])
        return upheld


def _counts(state: State) -> bool:
    """Whether it is claimed at all. Not the second one of a person who has two: the other is. Nor
    one that is paid a single time and was stopped before it was: its household may be granted it
    anew, and that would be paid beside it."""
    if (state.get("set_aside") or {}).get("merged_id") is not None:
        return False
    return state["status"] == ACTIVE or state["programme"]["kind"] not in PAID_ONCE
