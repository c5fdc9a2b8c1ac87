"""The registry's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.registry.entrypoints.households import HouseholdMethods
from services.registry.entrypoints.persons import PersonMethods


class RegistryService(PersonMethods, HouseholdMethods):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "registry"
