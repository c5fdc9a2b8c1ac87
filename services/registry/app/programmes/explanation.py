"""Why a decision is what it is, in words a family can read, in both languages.

Everything said was kept when it was decided: the reasons, and the version of the rules they come
from. Rules that changed since change nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.registry.app.ports import View
from services.registry.app.programmes.ports import Rules
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Step
from services.registry.domain.programmes.words import Reason, Status

Say = Callable[[str, Mapping[str, Any]], Reason]
"""The sentence with this code in both languages, with these values in it."""

CONTESTABLE = frozenset({Status.REJECTED, Status.SUSPENDED, Status.EXITED, Status.ACTIVE})


@dataclass(frozen=True)
class Explain:
    """Composes explanations."""

    say: Say
    rules: Rules

    def of(self, enrolment: Enrolment) -> View:
        """Its paragraphs, the version of the rules, and until when a grievance can be filed."""
        step = enrolment.course[-1]
        assessment = enrolment.assessment
        paragraphs = [self._standing(enrolment, step)]
        if step.reason is not None:
            paragraphs.append(step.reason)
        if assessment is not None:
            values = {"on": assessment.on, "version": assessment.rules_version}
            paragraphs += [self.say("assessed", values), *assessment.reasons]
        if enrolment.holds_place and enrolment.amount_fils is not None:
            paragraphs.append(self.say("amount", {"amount": _dinars(enrolment.amount_fils)}))
        if enrolment.household_changed_on is not None:
            values = {"on": enrolment.household_changed_on}
            paragraphs.append(self.say("household_changed", values))
        if enrolment.review_on is not None:
            paragraphs.append(self.say("review", {"on": enrolment.review_on}))
        until = self.grievance_until(step)
        if until is not None:
            paragraphs.append(self.say("grievance", {"until": until}))
        return {
            "paragraphs": [vars(each).copy() for each in paragraphs],
            "rules_version": None if assessment is None else assessment.rules_version,
            "grievance_until": None if until is None else until.isoformat(),
        }

    def grievance_until(self, step: Step) -> date | None:
        """The last day to file a grievance against this step, when it is one to file against."""
        if step.status not in CONTESTABLE:
            return None
        return step.on + timedelta(days=self.rules(step.on).grievances.filing_days)

    def _standing(self, enrolment: Enrolment, step: Step) -> Reason:
        values = {
            "on": step.on,
            "started": enrolment.started_on or step.on,
            "programme_ar": enrolment.programme.name.ar,
            "programme_en": enrolment.programme.name.en,
            "until": "" if enrolment.suspension is None else enrolment.suspension.until,
            "ticket": enrolment.ticket or "",
        }
        return self.say(_sentence(enrolment), values)


def _sentence(enrolment: Enrolment) -> str:
    """Which sentence says how it stands: of what runs again, also since when it did before."""
    *before, step = enrolment.course
    if step.status is Status.ACTIVE and before:
        again = {Status.SUSPENDED: "resumed", Status.EXITED: "reinstated"}
        return again.get(before[-1].status, step.status.value)
    return step.status.value


def _dinars(fils: int) -> str:
    return f"{fils // 1000}.{fils % 1000:03d}"
