"""The registry's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.registry.entrypoints.duplicates import DuplicatesMethods
from services.registry.entrypoints.eligibility import EligibilityMethods
from services.registry.entrypoints.emergencies import EmergenciesMethods
from services.registry.entrypoints.files import FilesMethods
from services.registry.entrypoints.grievances import GrievancesMethods
from services.registry.entrypoints.households import HouseholdMethods
from services.registry.entrypoints.payments import PaymentsMethods
from services.registry.entrypoints.persons import PersonMethods
from services.registry.entrypoints.privacy import PrivacyMethods
from services.registry.entrypoints.programmes import ProgrammesMethods
from services.registry.entrypoints.surveys import SurveysMethods


class RegistryService(
    PersonMethods,
    HouseholdMethods,
    DuplicatesMethods,
    SurveysMethods,
    EligibilityMethods,
    ProgrammesMethods,
    GrievancesMethods,
    PaymentsMethods,
    EmergenciesMethods,
    FilesMethods,
    PrivacyMethods,
):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "registry"
