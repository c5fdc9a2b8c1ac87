"""Why alternative care says no. Each refusal has a stable code; its texts are in `contracts`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class RefusedField:
    """Which field of the request was refused: JSON pointer, code, and values for the text."""

    pointer: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """A rule said no: `kind` tells what the caller can do, `code` names the rule.

    A well-formed request that a rule forbids is a conflict (409); 422 is for requests that do
    not fit their schema.
    """

    kind: ClassVar[str]
    code: ClassVar[str]

    def __init__(self, *, pointer: str | None = None, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params
        self.errors = () if pointer is None else (RefusedField(pointer, self.code, params),)


class NotYours(Refusal):
    """The record lies outside of the actor's need to know."""

    kind, code = "forbidden", "care_not_yours"


class RoleMayNot(Refusal):
    """None of the actor's roles allows this."""

    kind, code = "forbidden", "care_role_may_not"


class FamilyFull(Refusal):
    """Every place in the family is taken."""

    kind, code = "conflict", "family_full"


class FamilyNotApproved(Refusal):
    """The family was not yet approved, by ministry and court, on the day of the placement."""

    kind, code = "conflict", "family_not_approved"


class AlreadyPlaced(Refusal):
    """The child lives with a family already."""

    kind, code = "conflict", "child_already_placed"


class PlacementEnded(Refusal):
    """The placement was ended before."""

    kind, code = "conflict", "placement_already_ended"


class PlacementUnknown(Refusal):
    """The case has no such placement."""

    kind, code = "not_found", "placement_not_found"


class CapacityOutOfRange(Refusal):
    """A family's capacity is outside of what the rules allow."""

    kind, code = "conflict", "family_capacity_out_of_range"


class NotAChild(Refusal):
    """The person's age is at or above the limit that the rules set."""

    kind, code = "conflict", "not_a_child"


class DateInFuture(Refusal):
    """The date has not come yet."""

    kind, code = "conflict", "care_date_in_future"


class DateTooEarly(Refusal):
    """The date lies before the day it must follow."""

    kind, code = "conflict", "care_date_too_early"


class DecisionAfterStart(Refusal):
    """The court decided after the placement began."""

    kind, code = "conflict", "court_decision_after_start"


class UnknownLegalSituation(Refusal):
    """The legal situation is not in the list that is in force."""

    kind, code = "conflict", "legal_situation_unknown"


class UnknownReason(Refusal):
    """The reason for ending a placement is not in the list that is in force."""

    kind, code = "conflict", "placement_end_reason_unknown"
