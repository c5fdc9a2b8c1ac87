"""Handlers of carer families."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.alternative_care.app.commands import RegisterFamily
from services.alternative_care.app.ports import Calendar, Families, Rules, View
from services.alternative_care.domain.access import Actor
from services.alternative_care.domain.family import CarerFamily


@dataclass(frozen=True)
class FamilyDesk:
    """Registers approved families. Answers are views."""

    families: Families
    rules: Rules
    calendar: Calendar
    new_id: Callable[[], str]

    def register(self, command: RegisterFamily, actor: Actor) -> View:
        today = self.calendar.today()
        family = CarerFamily.register(
            self.new_id(),
            command.carers,
            command.contact,
            command.place,
            command.capacity,
            command.approval,
            self.rules(today),
            actor,
            today,
        )
        return self.families.add(family)
