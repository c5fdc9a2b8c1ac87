"""What happens in surveys, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionnaireDrafted:
    """A questionnaire was begun."""

    questionnaire_id: str


@dataclass(frozen=True)
class QuestionnaireRevised:
    """The draft of a questionnaire was written anew."""

    questionnaire_id: str


@dataclass(frozen=True)
class QuestionnairePublished:
    """A version of a questionnaire was published, for good."""

    questionnaire_id: str
    number: int


@dataclass(frozen=True)
class ResearcherEnlisted:
    """Somebody is on the list of researchers."""

    researcher_id: str
    governorates: tuple[str, ...]


@dataclass(frozen=True)
class ResearcherAmended:
    """A researcher's areas changed, or whether they work."""

    researcher_id: str
    governorates: tuple[str, ...]
    active: bool


@dataclass(frozen=True)
class ResearcherTrained:
    """A researcher passed a training."""

    researcher_id: str
    trained_on: str


@dataclass(frozen=True)
class RoundPlanned:
    """A round of visits was planned."""

    round_id: str
    questionnaire_id: str
    number: int


@dataclass(frozen=True)
class TargetsRequested:
    """The households of a round are being chosen."""

    round_id: str


@dataclass(frozen=True)
class TargetsChosen:
    """The households of a round are chosen."""

    round_id: str
    targets: int


@dataclass(frozen=True)
class RoundOpened:
    """Researchers may visit."""

    round_id: str


@dataclass(frozen=True)
class DistributionRequested:
    """Visits of a round are being given to researchers."""

    round_id: str


@dataclass(frozen=True)
class VisitsDistributed:
    """Visits of a round were given to researchers; some may have found none."""

    round_id: str
    assigned: int
    unassigned: int


@dataclass(frozen=True)
class RoundClosed:
    """A round is over; `left_open` visits were not done."""

    round_id: str
    done: int
    left_open: int


@dataclass(frozen=True)
class VisitPlanned:
    """A household is to be visited in a round, by this researcher if there is one."""

    visit_id: str
    round_id: str
    household_id: str
    researcher_id: str | None


@dataclass(frozen=True)
class VisitAssigned:
    """A visit was given to a researcher, or taken from one."""

    visit_id: str
    round_id: str
    researcher_id: str | None


@dataclass(frozen=True)
class VisitReported:
    """A device brought a record of a visit; `standing` is how the visit stands with it."""

    visit_id: str
    round_id: str
    household_id: str
    outcome: str
    standing: str


@dataclass(frozen=True)
class VisitDecided:
    """A supervisor accepted or rejected a record; `standing` is how the visit stands with it."""

    visit_id: str
    round_id: str
    household_id: str
    accepted: bool
    standing: str


Event = (
    QuestionnaireDrafted
    | QuestionnaireRevised
    | QuestionnairePublished
    | ResearcherEnlisted
    | ResearcherAmended
    | ResearcherTrained
    | RoundPlanned
    | TargetsRequested
    | TargetsChosen
    | RoundOpened
    | DistributionRequested
    | VisitsDistributed
    | RoundClosed
    | VisitPlanned
    | VisitAssigned
    | VisitReported
    | VisitDecided
)
