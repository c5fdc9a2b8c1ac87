"""Somebody was registered under the number of a protected person: who knows her is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.registry.app.privacy.ports import (
    Calendar,
    DataRequests,
    Persons,
    Rules,
    WorkingDaysAfter,
)
from services.registry.domain.privacy.requests import NUMBER_CLAIM, Asked, DataRequest, Filed

TEXT = (
    "سُجّل شخص آخر بالرقم الوطني لهذا الشخص. "
    "Somebody else was registered under this person's national number."
)


@dataclass(frozen=True)
class NumberClaims:
    """Puts a task before who knows the holder; nobody else learns of it."""

    persons: Persons
    requests: DataRequests
    rules: Rules
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    identify: Callable[[str, str], str]

    def notice(self, person_id: str) -> bool:
        """Whether there is a new task. Asked again for the same two it makes none."""
        claimant = self.persons.load(person_id)
        number = claimant.identity.national_number
        holder = self.persons.holder_of(number) if claimant.number_claimed and number else None
        if holder is None:
            return False
        request_id = self.identify(holder.id, claimant.id)
        if self.requests.knows(request_id):
            return False
        today = self.calendar.today()
        rules = self.rules(today)
        asked = Asked(NUMBER_CLAIM, TEXT, claimant_id=claimant.id)
        self.requests.add(
            DataRequest.file(
                request_id,
                holder.id,
                holder.address.governorate,
                asked,
                Filed(claimant.origin.registered_by, today, by_person=False),
                rules.effective_from,
                self.working_days_after(today, rules.working_days[NUMBER_CLAIM]),
            )
        )
        return True
