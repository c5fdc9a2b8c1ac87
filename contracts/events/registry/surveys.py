"""What the registry tells about surveys: identifiers and plain facts, never names or answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Date, Event, GovernorateCode, Id, Word


@dataclass(frozen=True)
class QuestionnaireDrafted(Event):
    """A questionnaire was begun."""

    TYPE: ClassVar[str] = "kanaf.registry.questionnaire.drafted.v1"
    AGGREGATE: ClassVar[str] = "questionnaire"

    questionnaire_id: Id


@dataclass(frozen=True)
class QuestionnaireRevised(Event):
    """The draft of a questionnaire was written anew."""

    TYPE: ClassVar[str] = "kanaf.registry.questionnaire.revised.v1"
    AGGREGATE: ClassVar[str] = "questionnaire"

    questionnaire_id: Id


@dataclass(frozen=True)
class QuestionnairePublished(Event):
    """A version of a questionnaire was published; it never changes."""

    TYPE: ClassVar[str] = "kanaf.registry.questionnaire.published.v1"
    AGGREGATE: ClassVar[str] = "questionnaire"

    questionnaire_id: Id
    number: Count


@dataclass(frozen=True)
class ResearcherEnlisted(Event):
    """Somebody was put on the list of researchers."""

    TYPE: ClassVar[str] = "kanaf.registry.researcher.enlisted.v1"
    AGGREGATE: ClassVar[str] = "researcher"

    researcher_id: Id
    governorates: tuple[GovernorateCode, ...]


@dataclass(frozen=True)
class ResearcherAmended(Event):
    """A researcher works elsewhere, stopped or began again."""

    TYPE: ClassVar[str] = "kanaf.registry.researcher.amended.v1"
    AGGREGATE: ClassVar[str] = "researcher"

    researcher_id: Id
    governorates: tuple[GovernorateCode, ...]
    active: bool


@dataclass(frozen=True)
class ResearcherTrained(Event):
    """A researcher passed a training."""

    TYPE: ClassVar[str] = "kanaf.registry.researcher.trained.v1"
    AGGREGATE: ClassVar[str] = "researcher"

    researcher_id: Id
    trained_on: Date


@dataclass(frozen=True)
class RoundPlanned(Event):
    """A round of visits was planned, with this version of a questionnaire."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.planned.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id
    questionnaire_id: Id
    number: Count


@dataclass(frozen=True)
class TargetsRequested(Event):
    """The households of a round are being chosen."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.targets_requested.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id


@dataclass(frozen=True)
class TargetsChosen(Event):
    """The households of a round are chosen; so many."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.targets_chosen.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id
    targets: Count


@dataclass(frozen=True)
class RoundOpened(Event):
    """Researchers may visit."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.opened.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id


@dataclass(frozen=True)
class DistributionRequested(Event):
    """Visits of a round are being given to researchers."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.distribution_requested.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id


@dataclass(frozen=True)
class VisitsDistributed(Event):
    """So many visits were given to researchers, for so many nobody was found."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.visits_distributed.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id
    assigned: Count
    unassigned: Count


@dataclass(frozen=True)
class RoundClosed(Event):
    """A round is over: so many visits were done, so many stay open."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_round.closed.v1"
    AGGREGATE: ClassVar[str] = "survey_round"

    round_id: Id
    done: Count
    left_open: Count


@dataclass(frozen=True)
class VisitPlanned(Event):
    """A household is to be visited in a round."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_visit.planned.v1"
    AGGREGATE: ClassVar[str] = "survey_visit"

    visit_id: Id
    round_id: Id
    household_id: Id
    researcher_id: Id | None


@dataclass(frozen=True)
class VisitAssigned(Event):
    """A visit was given to a researcher, or taken from one."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_visit.assigned.v1"
    AGGREGATE: ClassVar[str] = "survey_visit"

    visit_id: Id
    round_id: Id
    researcher_id: Id | None


@dataclass(frozen=True)
class VisitReported(Event):
    """A device brought a record of a visit; `standing` is how the visit stands with it."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_visit.reported.v1"
    AGGREGATE: ClassVar[str] = "survey_visit"

    visit_id: Id
    round_id: Id
    household_id: Id
    outcome: Word
    standing: Word


@dataclass(frozen=True)
class VisitDecided(Event):
    """A supervisor decided on a record; `standing` is how the visit stands with it."""

    TYPE: ClassVar[str] = "kanaf.registry.survey_visit.decided.v1"
    AGGREGATE: ClassVar[str] = "survey_visit"

    visit_id: Id
    round_id: Id
    household_id: Id
    accepted: bool
    standing: Word
