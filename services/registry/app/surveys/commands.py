"""What the registry can be told of surveys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.questions import Question, Wording
from services.registry.domain.surveys.record import Report
from services.registry.domain.surveys.researcher import Area
from services.registry.domain.surveys.survey_round import Targets


@dataclass(frozen=True)
class DraftQuestionnaire:
    """Begin a questionnaire."""

    title: Wording
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ReviseQuestionnaire:
    """Write its draft anew, or begin its next version."""

    questionnaire_id: str
    title: Wording
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class EnlistResearcher:
    """Put somebody on the list of researchers."""

    subject: str
    name: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class AmendResearcher:
    """Give a researcher other areas, or let them stop or begin again."""

    researcher_id: str
    areas: tuple[Area, ...] | None = None
    active: bool | None = None


@dataclass(frozen=True)
class TrainResearcher:
    """A researcher passed a training."""

    researcher_id: str
    course: str
    passed_on: date


@dataclass(frozen=True)
class PlanRound:
    """Plan a round of visits."""

    title: Wording
    questionnaire_id: str
    questionnaire_version: int
    targets: Targets
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class DistributeVisits:
    """Give away the visits nobody has, or those of one researcher."""

    round_id: str
    from_researcher: str | None = None


@dataclass(frozen=True)
class CloseRound:
    """End a round; the note says why visits stay open."""

    round_id: str
    note: str | None = None


@dataclass(frozen=True)
class AssignVisit:
    """Give one visit to a researcher, or take it from whoever has it."""

    visit_id: str
    researcher_id: str | None


@dataclass(frozen=True)
class DecideRecord:
    """Accept or reject a record that waits."""

    visit_id: str
    fingerprint: str
    accept: bool
    note: str | None = None


@dataclass(frozen=True)
class UnreadableVisit:
    """One visit out of a batch that could not be read: where, and what is wrong there."""

    visit_id: str | None
    errors: tuple[RefusedField, ...]


@dataclass(frozen=True)
class BroughtVisit:
    """One visit out of a batch: of which household in which round, and what was found."""

    round_id: str
    household_id: str
    report: Report
