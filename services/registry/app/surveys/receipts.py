"""What a device is told of the visits it brought, and how a batch that is sent again is known."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.answers import AnswerProblem
from services.registry.domain.surveys.quality import Flag
from services.registry.domain.surveys.record import Record, Worth
from services.registry.domain.surveys.visit import Visit


class Became(StrEnum):
    """What became of one visit of a batch. `deferred` ones are to be sent again."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    CONFLICT = "conflict"
    REPEATED = "repeated"
    REFUSED = "refused"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class Receipt:
    """One visit of a batch: what became of it, why, and what is wrong with which answer.

    `errors` say where it could not be read at all; then its `visit_id` may be unknown, too.
    """

    visit_id: str | None
    became: Became
    survey_visit_id: str | None = None
    code: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[AnswerProblem, ...] = ()
    flags: tuple[Flag, ...] = ()
    errors: tuple[RefusedField, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether the same is answered when the batch is sent again."""
        return self.became is not Became.DEFERRED

    @classmethod
    def of(cls, visit: Visit, kept: Record) -> Receipt:
        """For a record that was kept just now."""
        visit_id = kept.report.visit_id
        if kept.clash is not None:
            return cls(visit_id, Became.CONFLICT, visit.id, code=kept.clash, flags=kept.flags)
        became = Became.ACCEPTED if kept.worth is Worth.ACCEPTED else Became.REVIEW
        return cls(visit_id, became, visit.id, flags=kept.flags)


class Batch(Protocol):
    """One batch under its `Idempotency-Key`: what was answered before, by place in the batch."""

    @property
    def answered(self) -> Mapping[int, Receipt]: ...

    def each_by_itself(self) -> AbstractContextManager[None]:
        """A batch is no command on one record: each visit in it knows its own repetition."""
        ...

    def keep(self, receipts: Mapping[int, Receipt]) -> Mapping[int, Receipt]:
        """Remember the final ones; answers what counts, where somebody answered meanwhile."""
        ...


class Batches(Protocol):
    """Remembers what batches were answered."""

    def begin(self) -> Batch:
        """The batch at hand. Raises when its key was used for another one."""
        ...
