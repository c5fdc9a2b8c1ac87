"""What the registry can be told of programmes and enrolments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.programmes.facts import Fact
from services.registry.domain.programmes.programme import Terms, TermsChanges


@dataclass(frozen=True)
class MakeProgramme:
    """Announce a programme."""

    terms: Terms


@dataclass(frozen=True)
class ChangeProgramme:
    """Change terms of a programme."""

    programme_id: str
    changes: TermsChanges


@dataclass(frozen=True)
class Apply:
    """Apply for a programme, for a household or one person of it."""

    programme_id: str
    household_id: str
    person_id: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class RecordCrossCheck:
    """Record what another body says of the household: values by indicator."""

    enrolment_id: str
    body: str
    facts: dict[str, Fact]
    reference: str | None
    stated_on: date


@dataclass(frozen=True)
class RecordVisit:
    """Record the home visit of the household that applies."""

    enrolment_id: str
    visited_on: date
    findings: str
    survey_visit_id: str | None = None


@dataclass(frozen=True)
class AssessEnrolment:
    """Apply the programme's rules to the household that applies."""

    enrolment_id: str


@dataclass(frozen=True)
class ApproveEnrolment:
    """Approve an application."""

    enrolment_id: str
    note: str | None = None


@dataclass(frozen=True)
class RejectEnrolment:
    """Reject an application, for a reason of the list."""

    enrolment_id: str
    reason_code: str
    note: str | None = None


@dataclass(frozen=True)
class WithdrawEnrolment:
    """The family takes its application back."""

    enrolment_id: str


@dataclass(frozen=True)
class SuspendEnrolment:
    """Stop a benefit for a while; without `until` as long as the reason allows."""

    enrolment_id: str
    reason_code: str
    until: date | None = None
    note: str | None = None


@dataclass(frozen=True)
class ResumeEnrolment:
    """Let a suspended benefit go on."""

    enrolment_id: str
    note: str | None = None


@dataclass(frozen=True)
class EndEnrolment:
    """Exit (`exited`) or graduation (`graduated`), for a reason of the list."""

    enrolment_id: str
    outcome: str
    reason_code: str
    note: str | None = None


@dataclass(frozen=True)
class Outcome:
    """Whether a household is still entitled, and to how much."""

    entitled: bool
    amount_fils: int | None


@dataclass(frozen=True)
class Reassess:
    """Apply the programme's rules anew to somebody enrolled: a review, or a recomputation.

    The rules and facts of today count. `outcome` is what a second person approved: with any other
    nothing is changed. `prepared_by` are that person and who asked for it: they do not answer
    grievances against what follows.
    """

    enrolment_id: str
    outcome: Outcome | None = None
    prepared_by: tuple[str, ...] = ()
