"""Survey rounds: questionnaires, researchers, visits and what they found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.registry.app.ports import Run
from services.registry.app.surveys.fieldwork import Fieldwork
from services.registry.app.surveys.planning import Planning
from services.registry.app.surveys.questionnaires import QuestionnaireDesk
from services.registry.app.surveys.reading import Reading
from services.registry.app.surveys.receiving import Receiving
from services.registry.app.surveys.researchers import ResearcherDesk


@dataclass(frozen=True)
class Surveys:
    """Everything the registry can be told and asked about this area."""

    questionnaires: QuestionnaireDesk
    researchers: ResearcherDesk
    planning: Planning
    fieldwork: Fieldwork
    receiving: Receiving
    reading: Reading
    work: Mapping[str, Callable[[str, Run], None]] = field(default_factory=dict)
