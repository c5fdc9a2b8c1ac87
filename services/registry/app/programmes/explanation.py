"""Why a decision is what it is, in words a family can read, in both languages.

Everything said of a decision was kept when it was decided: the reasons, and the version of the
rules they come from. Rules that changed since change nothing here, and no later decision does. Of
what stands it is told beside that what is known today, and does not count yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.registry.app.ports import View
from services.registry.app.programmes.ports import Rules, SetOff
from services.registry.domain.counted import money
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Assessment, Revision, Step
from services.registry.domain.programmes.words import HOLDS_PLACE, UNDECIDED, Reason, Status

Say = Callable[[str, Mapping[str, Any]], Reason]
"""The sentence with this code in both languages, with these values in it."""

CONTESTABLE = frozenset(
    {Status.REJECTED, Status.SUSPENDED, Status.EXITED, Status.GRADUATED, Status.ACTIVE}
)
MOST_FORMER = 100
"""So many former decisions are told of: the newest."""
_IN_THE_PAST = {"suspended": "was_suspended", "waiting": "was_waiting"}
"""Until when a suspension was to last, and the number in the line, are not kept for long."""


@dataclass(frozen=True)
class Explain:
    """Composes explanations."""

    say: Say
    rules: Rules
    set_off: SetOff
    disregarding: Callable[[Enrolment], list[Reason]] = lambda enrolment: []

    def of(self, enrolment: Enrolment, *, with_turn: bool = True) -> View:
        """What stands: its paragraphs, the version of the rules, and until when a grievance can be
        filed; and the decisions before it, each as it was explained then. `with_turn`: with the
        number in the line, where it waits."""
        step, assessment = enrolment.course[-1], enrolment.assessment
        amount = enrolment.amount_fils if enrolment.holds_place else None
        found = self._found(assessment, step.status, amount)
        paragraphs = [*self._standing(enrolment, step, with_turn=with_turn), *found]
        if amount is not None:
            paragraphs.append(self._granted("amount", amount, assessment))
        # What was declared since counts for nothing yet: said also where nobody decided anew.
        paragraphs += [each for each in self.disregarding(enrolment) if each not in paragraphs]
        paragraphs += self._less(enrolment)
        if step.in_place_of and enrolment.holds_place and enrolment.programme.money:
            paragraphs.append(self.say("redressed", {}))
        if enrolment.household_changed_on is not None:
            values = {"on": enrolment.household_changed_on}
            paragraphs.append(self.say("household_changed", values))
        if enrolment.review_on is not None:
            paragraphs.append(self.say("review", {"on": enrolment.review_on}))
        until = self.grievance_until(step.status, step.known_from)
        if until is not None:
            paragraphs.append(self.say("grievance", {"until": until}))
        return {**_told(paragraphs, assessment, until), "former": self._former(enrolment)}

    def grievance_until(self, status: Status, on: date) -> date | None:
        """The last day to file a grievance against a step to this status, known from this day on;
        none when it is no step to file against."""
        if status not in CONTESTABLE:
            return None
        return on + timedelta(days=self.rules(on).grievances.filing_days)

    def _standing(self, enrolment: Enrolment, step: Step, *, with_turn: bool) -> list[Reason]:
        """How it stands. A revision says nothing of a suspension or a place in the line: these
        go on, and are told first."""
        code, told = _sentence(enrolment.course), []
        waits = "waiting" if with_turn else "waiting_unnumbered"
        values, suspension = _values(enrolment, step), enrolment.suspension
        revised, status = step.revision is not None, step.status
        if revised and status is Status.SUSPENDED and suspension is not None:
            told += [self.say("suspended", {**values, "on": suspension.on}), suspension.reason]
        elif revised and status is Status.WAITING:
            told.append(self.say(waits, values))
        said = waits if code == Status.WAITING.value else code
        return [*told, self.say(said, values), *_because(step)]

    def _less(self, enrolment: Enrolment) -> list[Reason]:
        """That payments are less than the benefit, and where that is read."""
        found = None
        if enrolment.holds_place and enrolment.programme.money:
            found = self.set_off(enrolment.household_id)
        if found is None:
            return []
        values = {"percent": found.percent, "left": _Money(found.left_fils)}
        return [self.say("set_off", values)]

    def _found(
        self, assessment: Assessment | None, status: Status, amount: int | None
    ) -> list[Reason]:
        """What the rules said, and by which version; how much, as far as that is granted, or as
        long as nothing is decided."""
        if assessment is None:
            return []
        values = {"on": assessment.on, "version": assessment.rules_version}
        grants = status in HOLDS_PLACE and amount == assessment.amount_fils
        holds = grants or status in UNDECIDED or status is Status.WAITING
        reasons = assessment.reasons if holds else assessment.findings
        return [self.say("assessed", values), *reasons]

    def _granted(self, code: str, fils: int, assessment: Assessment | None) -> Reason:
        """How much is granted; and by what, where it is not what the rules said."""
        by_rules = assessment is None or assessment.amount_fils == fils
        return self.say(code if by_rules else f"{code}_of_terms", {"amount": _Money(fils)})

    def _former(self, enrolment: Enrolment) -> list[View]:
        """The decisions before the last step, the newest first."""
        numbers = range(len(enrolment.course) - 1, 0, -1)
        decided = [n for n in numbers if enrolment.course[n - 1].status not in UNDECIDED]
        return [self._as_it_was(enrolment, number) for number in decided[:MOST_FORMER]]

    def _as_it_was(self, enrolment: Enrolment, number: int) -> View:
        """The decision with this number, by the rules of its own day."""
        step, decisions = enrolment.course[number - 1], enrolment.decisions
        code = _sentence(enrolment.course[:number])
        assessment, amount = decisions.rested_on(number), decisions.amount_at(number)
        paragraphs = [
            self.say(_IN_THE_PAST.get(code, code), _values(enrolment, step)),
            *_because(step),
            *self._found(assessment, step.status, amount),
        ]
        if amount is not None:
            paragraphs.append(self._granted("amount_then", amount, assessment))
        return {
            "step": number,
            "status": step.status.value,
            "on": step.on.isoformat(),
            "amount_fils": amount,
            **_told(paragraphs, assessment, self.grievance_until(step.status, step.known_from)),
        }


def _told(paragraphs: list[Reason], assessment: Assessment | None, until: date | None) -> View:
    return {
        "paragraphs": [vars(each).copy() for each in paragraphs],
        "rules_version": None if assessment is None else assessment.rules_version,
        "grievance_until": None if until is None else until.isoformat(),
    }


def _because(step: Step) -> list[Reason]:
    return [] if step.reason is None else [step.reason]


def _values(enrolment: Enrolment, step: Step) -> dict[str, Any]:
    revision = step.revision or Revision(None, None)
    return {
        "on": step.on,
        "started": enrolment.started_on or step.on,
        "programme_ar": enrolment.programme.name.ar,
        "programme_en": enrolment.programme.name.en,
        "until": "" if enrolment.suspension is None else enrolment.suspension.until,
        "ticket": enrolment.ticket or "",
        "before": _Money(revision.before_fils or 0),
        "after": _Money(revision.after_fils or 0),
    }


def _sentence(course: Sequence[Step]) -> str:
    """Which sentence says how it stood with the last of these steps: of what changed that it did,
    of what runs again also since when it did before."""
    *before, step = course
    if step.revision is not None and step.status in (*HOLDS_PLACE, Status.WAITING):
        return "changed" if step.revision.changes else "reviewed"
    if step.status is Status.ACTIVE and before:
        again = {
            Status.SUSPENDED: "resumed",
            Status.EXITED: "reinstated",
            Status.GRADUATED: "reinstated",
        }
        return again.get(before[-1].status, step.status.value)
    return step.status.value


@dataclass(frozen=True)
class _Money:
    """An amount in a sentence, in its language."""

    fils: int

    def __format__(self, language: str) -> str:
        if language == "ar":
            return money(self.fils, language)
        return f"JOD {self.fils // 1000}.{self.fils % 1000:03d}"
