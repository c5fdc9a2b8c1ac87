"""An application for a nursery's first licence: submitted → checked → approved or rejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.licensing.domain.access import Actor, must_have_role, must_serve, owner_marks
from services.licensing.domain.events import (
    ApplicationApproved,
    ApplicationChecked,
    ApplicationRejected,
    ApplicationSubmitted,
    ContactRecorded,
    Event,
)
from services.licensing.domain.nursery import Applicant, Nursery, NurseryRules
from services.licensing.domain.refusals import (
    AlreadyDecided,
    AlreadyPassed,
    NotApproved,
    NotPassed,
    SeparationOfDuties,
    UnknownReason,
)


class ApplicationState(StrEnum):
    SUBMITTED = "submitted"
    CHECKED = "checked"
    APPROVED = "approved"
    REJECTED = "rejected"


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True)
class Check:
    """One inspection: who found what, when."""

    by: str
    at: datetime
    outcome: Outcome
    findings: str


@dataclass(frozen=True)
class Decision:
    """How the application ended. A rejection bears a reason and its text; an approval a licence."""

    by: str
    at: datetime
    licence_id: str | None = None
    reason_code: str | None = None
    text_ar: str | None = None
    text_en: str | None = None


@dataclass
class NurseryApplication:
    """The aggregate. The constructor restores a stored one; `submit` makes a new one."""

    id: str
    version: int
    state: ApplicationState
    applicant: Applicant
    nursery: Nursery
    submitted_by: str
    submitted_at: datetime
    checks: list[Check] = field(default_factory=list)
    decision: Decision | None = None
    events: list[Event] = field(default_factory=list)

    @classmethod
    def submit(
        cls,
        application_id: str,
        applicant: Applicant,
        nursery: Nursery,
        rules: NurseryRules,
        actor: Actor,
        at: datetime,
    ) -> NurseryApplication:
        """A citizen applies, or a clerk of the governorate on somebody's behalf."""
        must_have_role(actor, "citizen", "clerk")
        if "citizen" not in actor.roles:
            must_serve(actor, nursery.place.governorate)
        rules.must_allow(nursery)
        application = cls(
            application_id, 0, ApplicationState.SUBMITTED, applicant, nursery, actor.subject, at
        )
        # The contact first: who hears of the application knows by then how to reach them.
        application.events += [
            ContactRecorded(application_id, applicant.name, applicant.contact),
            ApplicationSubmitted(application_id, nursery.kind, nursery.place),
        ]
        return application

    @property
    def governorate(self) -> str:
        return self.nursery.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        """Whose application it is: who submitted it and whom it names."""
        return owner_marks(self.submitted_by, self.applicant.national_number)

    @property
    def passed(self) -> bool:
        """Whether the latest check was passed."""
        return bool(self.checks) and self.checks[-1].outcome is Outcome.PASSED

    def check(self, outcome: Outcome, findings: str, actor: Actor, at: datetime) -> None:
        """An inspector of the governorate inspects; after a failed check, once more."""
        must_have_role(actor, "inspector")
        must_serve(actor, self.governorate)
        self._must_be_undecided()
        if self.passed:
            raise AlreadyPassed()
        self.checks.append(Check(actor.subject, at, outcome, findings))
        self.state = ApplicationState.CHECKED
        self.events.append(ApplicationChecked(self.id, outcome))

    def approve(self, licence_id: str, actor: Actor, at: datetime) -> None:
        """A supervisor of the governorate who neither submitted nor checked it approves."""
        must_have_role(actor, "supervisor")
        must_serve(actor, self.governorate)
        self._must_be_undecided()
        if not self.passed:
            raise NotPassed()
        if actor.subject in {self.submitted_by, *(check.by for check in self.checks)}:
            raise SeparationOfDuties()
        self.decision = Decision(actor.subject, at, licence_id=licence_id)
        self.state = ApplicationState.APPROVED
        self.events.append(ApplicationApproved(self.id, licence_id))

    def reject(
        self,
        reason_code: str,
        text_ar: str,
        text_en: str | None,
        rules: NurseryRules,
        actor: Actor,
        at: datetime,
    ) -> None:
        """A supervisor of the governorate rejects, before or after the check, with a reason."""
        must_have_role(actor, "supervisor")
        must_serve(actor, self.governorate)
        self._must_be_undecided()
        if reason_code not in rules.rejection_reasons:
            raise UnknownReason(pointer="/reason_code")
        self.decision = Decision(
            actor.subject, at, reason_code=reason_code, text_ar=text_ar, text_en=text_en
        )
        self.state = ApplicationState.REJECTED
        self.events.append(ApplicationRejected(self.id, reason_code))

    def must_be_approved(self) -> str:
        """The id of the licence that the approval names; raises `NotApproved` without one."""
        if self.decision is None or self.decision.licence_id is None:
            raise NotApproved()
        return self.decision.licence_id

    def _must_be_undecided(self) -> None:
        if self.decision is not None:
            raise AlreadyDecided(state=self.state.value)
