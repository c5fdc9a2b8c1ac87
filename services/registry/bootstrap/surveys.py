"""Wires surveys."""

from __future__ import annotations

from typing import Any

from chassis.calendar import day_of
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.surveys import rounds, rules, visits
from services.registry.adapters.surveys.attempts import undisturbed
from services.registry.adapters.surveys.households import HouseholdPlaces
from services.registry.adapters.surveys.questionnaires import QUESTIONNAIRES
from services.registry.adapters.surveys.researchers import KeptResearchers, RESEARCHERS, shown_by
from services.registry.app.surveys.area import Surveys
from services.registry.app.surveys.background import Background
from services.registry.app.surveys.facts import FactBook
from services.registry.app.surveys.fieldwork import Fieldwork
from services.registry.app.surveys.planning import Planning
from services.registry.app.surveys.questionnaires import QuestionnaireDesk
from services.registry.app.surveys.reading import Lists, Reading, Shows
from services.registry.app.surveys.receiving import Receiving
from services.registry.app.surveys.researchers import ResearcherDesk
from services.registry.bootstrap.house import House
