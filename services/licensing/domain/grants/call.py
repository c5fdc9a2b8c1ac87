"""A call for proposals: drafted → published → open → closed → reviewed → decided → ended, or
cancelled with a reason before any money is awarded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from services.licensing.domain.access import Actor
from services.licensing.domain.grants.access import must_manage
from services.licensing.domain.grants.events import (
    CallAdvanced,
    CallClosed,
    CallDecided,
    CallPublished,
    Event,
)
from services.licensing.domain.grants.refusals import (
    BudgetNotRaised,
    CallStateWrong,
    NotOpen,
    StillWaiting,
)
from services.licensing.domain.grants.terms import Terms


class CallState(StrEnum):
    DRAFTED = "drafted"
    PUBLISHED = "published"
    OPEN = "open"
    CLOSED = "closed"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    ENDED = "ended"
    CANCELLED = "cancelled"


PUBLIC = tuple(each for each in CallState if each is not CallState.DRAFTED)
"""What everybody may read."""


@dataclass
class GrantCall:
    """The aggregate. The constructor restores a stored one; `draft` makes a new one."""

    id: str
    version: int
    state: CallState
    terms: Terms
    drafted_by: str
    reason: str | None = None
    """Why it was cancelled."""
    events: list[Event] = field(default_factory=list)

    @classmethod
    def draft(cls, call_id: str, terms: Terms, actor: Actor, now: datetime) -> GrantCall:
        """Nobody but staff sees it yet."""
        must_manage(actor, terms.eligibility.governorates)
        terms.must_hold(now)
        call = cls(call_id, 0, CallState.DRAFTED, terms, actor.subject)
        call._record(CallAdvanced(call_id, CallState.DRAFTED))
        return call

    @property
    def governorates(self) -> tuple[str, ...]:
        return self.terms.eligibility.governorates

    def revise(self, terms: Terms, actor: Actor, now: datetime) -> None:
        """Other terms, before anybody has read them."""
        must_manage(actor, self.governorates)
        must_manage(actor, terms.eligibility.governorates)
        self._must_be(CallState.DRAFTED)
        terms.must_hold(now)
        self.terms = terms
        self._record(CallAdvanced(self.id, self.state))

    def publish(self, actor: Actor, now: datetime) -> None:
        """Everybody may read it; from now on its terms stay."""
        must_manage(actor, self.governorates)
        self._must_be(CallState.DRAFTED)
        self.terms.must_hold(now)
        self.state = CallState.PUBLISHED
        self._record(
            CallPublished(
                self.id,
                self.terms.budget_fils,
                _written(self.terms.opens_at),
                _written(self.terms.closes_at),
            )
        )

    def open(self, now: datetime) -> None:
        """Its day has come. Opened once."""
        if self.state is CallState.PUBLISHED and now >= self.terms.opens_at:
            self.state = CallState.OPEN
            self._record(CallAdvanced(self.id, self.state))

    def close(self, now: datetime) -> None:
        """No more proposals. Closed once, also when the day of opening was missed by downtime."""
        if self.state in (CallState.PUBLISHED, CallState.OPEN) and now >= self.terms.closes_at:
            self.state = CallState.CLOSED
            self._record(CallClosed(self.id))

    def must_take_proposals(self, now: datetime) -> None:
        """Raises `NotOpen`. The clock decides, not whether a timer has fired: from the moment of
        opening on, and no more at the moment of closing."""
        usable = self.state in (CallState.PUBLISHED, CallState.OPEN)
        if not usable or not self.terms.opens_at <= now < self.terms.closes_at:
            raise NotOpen()

    def complete_review(self, waiting: int, actor: Actor) -> None:
        """Every proposal is reviewed; `waiting` are not."""
        must_manage(actor, self.governorates)
        self._must_be(CallState.CLOSED)
        _none("proposals", waiting)
        self.state = CallState.REVIEWED
        self._record(CallAdvanced(self.id, self.state))

    def must_decide_proposals(self) -> None:
        """Raises unless its proposals are reviewed, all of them, and it has not ended."""
        self._must_be(CallState.REVIEWED, CallState.DECIDED)

    def must_go_on(self) -> None:
        """Raises once it has ended or was cancelled."""
        if self.state in (CallState.ENDED, CallState.CANCELLED):
            raise CallStateWrong(self.state)

    def decide(self, undecided: int, actor: Actor) -> None:
        """Every proposal has its decision."""
        must_manage(actor, self.governorates)
        self._must_be(CallState.REVIEWED)
        _none("proposals", undecided)
        self.state = CallState.DECIDED
        self._record(CallDecided(self.id))

    def end(self, appeals: int, grants: int, actor: Actor) -> None:
        """Its grants are settled and nobody's appeal is open."""
        must_manage(actor, self.governorates)
        self._must_be(CallState.DECIDED)
        _none("appeals", appeals)
        _none("grants", grants)
        self.state = CallState.ENDED
        self._record(CallAdvanced(self.id, self.state))

    def cancel(self, reason: str, actor: Actor) -> None:
        """Given up. Its budget is closed along with it, which refuses once money is awarded."""
        must_manage(actor, self.governorates)
        if self.state in (CallState.DECIDED, CallState.ENDED, CallState.CANCELLED):
            raise CallStateWrong(self.state)
        self.state, self.reason = CallState.CANCELLED, reason
        self._record(CallAdvanced(self.id, self.state))

    def raise_budget(self, fils: int, actor: Actor) -> None:
        """More money for the same call; never less than was published."""
        must_manage(actor, self.governorates)
        if self.state in (CallState.DRAFTED, CallState.ENDED, CallState.CANCELLED):
            raise CallStateWrong(self.state)
        if fils <= self.terms.budget_fils:
            raise BudgetNotRaised(pointer="/budget_fils")
        self.terms = replace(self.terms, budget_fils=fils)
        self._record(CallAdvanced(self.id, self.state))

    def _must_be(self, *states: CallState) -> None:
        if self.state not in states:
            raise CallStateWrong(self.state)

    def _record(self, event: Event) -> None:
        self.events.append(event)


def _none(what: str, number: int) -> None:
    if number:
        raise StillWaiting(what, number)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
