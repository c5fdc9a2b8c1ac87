"""What was decided about an enrolment, step by step, and what each decision rested on.

A decision that another one followed stays what it was: it is explained by the rules of its own
day, and whoever took it does not judge it. Steps are numbered from 1, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.registry.domain.programmes.facts import Assessment, Decision, Step
from services.registry.domain.programmes.words import HOLDS_PLACE, UNDECIDED, Status

KEPT_WHOLE = 40
"""Of so many replaced assessments the sentences are kept; of older ones what they came to, and by
which rules. It keeps a document small, and is no rule of law: more than thirty years of yearly
reviews."""


def with_former(
    former: Sequence[Assessment | None], replaced: Assessment | None
) -> tuple[Assessment | None, ...]:
    """The assessments that were replaced, with one more; the oldest without their sentences."""
    found = [*former, replaced]
    old = len(found) - KEPT_WHOLE - 1
    if old >= 0 and (oldest := found[old]) is not None:
        found[old] = replace(oldest, reasons=())
    return tuple(found)


@dataclass(frozen=True)
class Decisions:
    """The steps of an enrolment with the assessments they rest on.

    `former` were replaced, the oldest first; `assessment` and `amount_fils` stand now.
    """

    course: tuple[Step, ...]
    former: tuple[Assessment | None, ...]
    assessment: Assessment | None
    amount_fils: int | None
    decision: Decision | None

    def rested_on(self, number: int) -> Assessment | None:
        """What the rules said when this step was taken; an application rests on nothing yet."""
        status, assessed = self.course[number - 1].status, self.course[number - 1].assessed
        if status in UNDECIDED:
            return None
        return self.former[assessed] if assessed < len(self.former) else self.assessment

    def amount_at(self, number: int) -> int | None:
        """What the benefit was from this step on, in fils; none of a step without a benefit."""
        if self.course[number - 1].status not in HOLDS_PLACE:
            return None
        revised = [each.revision for each in self.course[:number] if each.revision]
        later = [each.revision for each in self.course[number:] if each.revision]
        # One that ended the benefit set no amount: when that falls, it is what it was before.
        known = [each.after_fils for each in revised if each.after_fils is not None]
        if known:
            return known[-1]
        return later[0].before_fils if later else self.amount_fils

    def stands(self, number: int) -> bool:
        """Whether nothing but the amount has changed since this step."""
        status = self.course[number - 1].status
        return all(each.status is status for each in self.course[number:])

    def is_about_amount(self, number: int) -> bool:
        """Whether who objects to this step objects to what the benefit is, or that it is."""
        step = self.course[number - 1]
        return step.status is Status.ACTIVE or (
            step.revision is not None and step.status in HOLDS_PLACE
        )

    def involved(self, number: int) -> frozenset[str]:
        """Who prepared this step, or set the amount that stands with it."""
        assessment, step = self.rested_on(number), self.course[number - 1]
        prepared = () if step.revision is None else step.revision.prepared_by
        stated = () if assessment is None else assessment.stated_by
        amount = self._amount_set_by(number) if self.is_about_amount(number) else frozenset()
        return frozenset({*prepared, *stated}) | amount

    def _amount_set_by(self, number: int) -> frozenset[str]:
        for each in reversed(self.course[:number]):
            if each.revision is not None:
                return frozenset({each.by, *each.revision.prepared_by})
        return frozenset() if self.decision is None else frozenset({self.decision.by})
