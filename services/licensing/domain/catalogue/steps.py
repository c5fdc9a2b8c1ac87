"""The way of an application: steps in their order, each with who takes it and until when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.licensing.domain.catalogue.conditions import Conditions
from services.licensing.domain.words import Words


class StepKind(StrEnum):
    """What is done in a step.

    `check`: a clerk finds it complete, or returns it. `payment`: the fee is paid. `approval`:
    another body says yes or no. `review`: somebody recommends. `inspection`: an inspector visits.
    `decision`: approved or rejected; always the last.
    """

    CHECK = "check"
    PAYMENT = "payment"
    APPROVAL = "approval"
    REVIEW = "review"
    INSPECTION = "inspection"
    DECISION = "decision"


class Silence(StrEnum):
    """What it means when nobody has decided in time."""

    NOTHING = "nothing"
    APPROVAL = "approval"
    REJECTION = "rejection"


@dataclass(frozen=True)
class Term:
    """How long something may take, in working days or in days of the calendar.

    `warn`: so many days of the same sort before its end somebody is told.
    """

    days: int
    working: bool
    warn: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step. It opens when those it comes `after` are done, and is passed over unless `when`.

    `roles` take it; `body` is the partner that answers an approval, and `papers` are the documents
    that it reads for that, by their codes. Who took one of `apart_from` (or filed the application)
    does not take this one. `at_centre`: only staff of the centre where the application was filed.
    """

    code: str
    kind: StepKind
    words: Words
    roles: tuple[str, ...] = ()
    body: str | None = None
    after: tuple[str, ...] = ()
    when: Conditions = ()
    term: Term | None = None
    apart_from: tuple[str, ...] = ()
    at_centre: bool = False
    papers: tuple[str, ...] = ()


def in_order(steps: tuple[Step, ...]) -> str | None:
    """Why these steps are no way from the beginning to one decision; `None` when they are."""
    seen: set[str] = set()
    for step in steps:
        if step.code in seen:
            return f"{step.code} stands twice"
        missing = [each for each in (*step.after, *step.apart_from) if each not in seen]
        if missing:
            return f"{step.code} names {missing[0]}, which is no step before it"
        seen.add(step.code)
    if [each.code for each in steps if each.kind is StepKind.DECISION] != [steps[-1].code]:
        return "the last step, and no other, is the decision"
    return None
