"""What people can ask about their own data: correction, objection, restriction, erasure.

`number_claim` nobody files: somebody was registered under the number of a protected person, and
who knows her decides what it means.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.erasure import left_of
from services.registry.domain.persons.facts import NameParts
from services.registry.domain.privacy.events import (
    RequestEnded,
    RequestEscalated,
    RequestEvent,
    RequestFiled,
    RequestMoved,
    RetentionReviewed,
    TracesForgotten,
)
from services.registry.domain.privacy.refusals import (
    ChangesUnfit,
    NotInForce,
    PurposeUnfit,
    RecorderDecides,
    RequestClosed,
)
from services.registry.domain.programmes.words import Reason, Text

CORRECTION, OBJECTION, RESTRICTION, ERASURE = "correction", "objection", "restriction", "erasure"
NUMBER_CLAIM = "number_claim"
FILED = (CORRECTION, OBJECTION, RESTRICTION, ERASURE)
KINDS = (*FILED, NUMBER_CLAIM)
OPEN, GRANTED, REFUSED, WITHDRAWN, LIFTED = "open", "granted", "refused", "withdrawn", "lifted"
STANDING = (OPEN, GRANTED, REFUSED, WITHDRAWN, LIFTED)
RECORD, FACTS = "record", "facts"
LASTING = frozenset({OBJECTION, RESTRICTION})
"""What stays in force once it is granted, until it is lifted."""


@dataclass(frozen=True)
class Asked:
    """What is asked, in the person's words; `changes` for a correction, `purpose` for an objection.

    `about`: a correction is of their record, or of `FACTS` that are held about their household:
    those are withdrawn and declared anew where they are kept, and the text says which.
    `claimant_id`: who was registered under the person's number.
    """

    kind: str
    text: str
    changes: Changes | None = None
    purpose: str | None = None
    claimant_id: str | None = None
    about: str = RECORD


@dataclass(frozen=True)
class Filed:
    """By whom and when it was recorded. `by_person`: from home, not at a counter; then by
    `guardian_id` where a guardian did it for them."""

    by: str
    on: date
    by_person: bool
    guardian_id: str | None = None

    @property
    def by_themselves(self) -> bool:
        """Whether the person asked it from home, as far as is known of older requests."""
        return self.by_person and self.guardian_id is None


@dataclass(frozen=True)
class Decision:
    """What was decided, by whom and why; of an erasure, what is gone and what stays, and why.

    `answer` is what the person reads, as it was said on that day.
    """

    outcome: str
    reason: str
    by: str
    on: date
    answer: Text
    erased: tuple[Reason, ...] = ()
    kept: tuple[Reason, ...] = ()


@dataclass
class DataRequest:
    """The aggregate. Answered by the end of `answer_by`, or a supervisor's."""

    id: str
    person_id: str
    governorate: str
    asked: Asked
    filed: Filed
    rules_of: date
    answer_by: date
    status: str = OPEN
    escalated_on: date | None = None
    decision: Decision | None = None
    lifted_by: str | None = None
    lifted_on: date | None = None
    lifted_from_home: bool = False
    traces_left: bool = False
    """Whether what was erased is still to be forgotten beside the record."""
    retained: tuple[str, ...] = ()
    """What had to stay when an erasure was granted, and goes when nothing rests on it any more;
    it is looked at on `look_again_on`."""
    look_again_on: date | None = None
    erased_later: tuple[Reason, ...] = ()
    version: int = 0
    events: list[RequestEvent] = field(default_factory=list)

    @classmethod
    def file(
        cls,
        request_id: str,
        person_id: str,
        governorate: str,
        asked: Asked,
        filed: Filed,
        rules_of: date,
        answer_by: date,
    ) -> DataRequest:
        """Raises `ChangesUnfit`, `PurposeUnfit`."""
        of_facts = asked.about == FACTS
        names_changes = asked.kind == CORRECTION and not of_facts
        if names_changes != bool(asked.changes) or (of_facts and asked.kind != CORRECTION):
            raise ChangesUnfit()
        if (asked.kind == OBJECTION) != (asked.purpose is not None):
            raise PurposeUnfit()
        request = cls(request_id, person_id, governorate, asked, filed, rules_of, answer_by)
        request.events.append(RequestFiled(request_id, person_id, asked.kind, answer_by))
        return request

    def live_in(self, governorate: str) -> None:
        """Where the person lives now."""
        if governorate != self.governorate:
            self.governorate = governorate
            self.events.append(RequestMoved(self.id, self.person_id))

    @property
    def kind(self) -> str:
        return self.asked.kind

    @property
    def in_force(self) -> bool:
        """Whether it was granted and lasts."""
        return self.status == GRANTED and self.kind in LASTING

    def must_be_decided_by(self, subject: str) -> None:
        """Raises `RequestClosed`, and `RecorderDecides` for who recorded it."""
        self._must_be_open()
        if subject == self.filed.by:
            raise RecorderDecides()

    def decide(
        self,
        decision: Decision,
        retained: tuple[str, ...] = (),
        look_again_on: date | None = None,
    ) -> None:
        """Grant or refuse. Raises `RequestClosed`, `RecorderDecides`."""
        self.must_be_decided_by(decision.by)
        self.decision = decision
        self.retained, self.look_again_on = retained, look_again_on
        self.traces_left = bool(decision.erased)
        self._end(decision.outcome)

    def withdraw(self) -> None:
        """The person takes it back. Raises `RequestClosed`."""
        self._must_be_open()
        self._end(WITHDRAWN)

    def lift(self, by: str, on: date, *, from_home: bool) -> None:
        """What was granted holds no longer. Raises `NotInForce`."""
        if not self.in_force:
            raise NotInForce()
        self.lifted_by, self.lifted_on, self.lifted_from_home = by, on, from_home
        self._end(LIFTED)

    def escalate(self, today: date) -> None:
        """The answer is overdue: from now on it is a supervisor's; once."""
        if self.status == OPEN and today > self.answer_by and self.escalated_on is None:
            self.escalated_on = today
            self.events.append(RequestEscalated(self.id, self.person_id, self.kind, self.answer_by))

    def forget(self, categories: Collection[str], known_as: NameParts | None) -> None:
        """What was to be corrected is forgotten as far as it belongs to these categories."""
        changes = self.asked.changes or {}
        if left := left_of(changes, categories, known_as):
            self.asked = replace(self.asked, changes=cast("Changes", {**changes, **left}))
            self.events.append(TracesForgotten(self.id, self.person_id))

    @property
    def gone(self) -> frozenset[str]:
        """Every category that was erased by it until now."""
        decided = () if self.decision is None else self.decision.erased
        return frozenset(each.code for each in (*decided, *self.erased_later))

    def is_looked_at(self, today: date) -> bool:
        """Whether it is time to look whether what had to stay still has to."""
        return self.look_again_on is not None and today >= self.look_again_on

    def retention_was_looked_at(
        self, erased: tuple[Reason, ...], retained: tuple[str, ...], look_again_on: date | None
    ) -> None:
        """These are erased now; those still have to stay, until it is looked again."""
        self.erased_later += erased
        self.retained, self.look_again_on = retained, look_again_on
        self.traces_left = self.traces_left or bool(erased)
        codes = tuple(each.code for each in erased)
        self.events.append(RetentionReviewed(self.id, self.person_id, codes, look_again_on))

    def traces_are_gone(self) -> None:
        """What was erased is forgotten everywhere; once."""
        if self.traces_left:
            self.traces_left = False
            self.events.append(TracesForgotten(self.id, self.person_id))

    def _must_be_open(self) -> None:
        if self.status != OPEN:
            raise RequestClosed(status=self.status)

    def _end(self, status: str) -> None:
        self.status = status
        self.events.append(RequestEnded(self.id, self.person_id, self.kind, status))
