"""What follows for benefits when persons come to a household or leave it.

Who comes or goes brings or takes income, and what is known of income is kept by household: so what
was known before says too little, and a person looks again, with what is stated from then on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.registry.app.programmes.ports import (
    Calendar,
    Concerned,
    Enrolments,
    Homes,
    Profiles,
    Programmes,
    Rules,
)
from services.registry.domain.programmes.rules import ANEW, NO_REVIEW


@dataclass(frozen=True)
class FamilyChanges:
    """Has running benefits reviewed, and applications assessed again. Part of the change itself:
    so it happens once for each, and nobody decides between the two."""

    enrolments: Enrolments
    programmes: Programmes
    concerned: Concerned
    homes: Homes
    profiles: Profiles
    rules: Rules
    calendar: Calendar

    def follow(
        self, household_id: str, happened: str, came: Collection[str], left: Collection[str]
    ) -> None:
        """These came to live in the household, and those left it.

        Of one that was dissolved everything ends (see `life`): who lived there is followed by
        where they came to.
        """
        today = self.calendar.today()
        review = self.rules(today).review_after(happened)
        if review == NO_REVIEW or not self.homes(household_id).person_ids:
            return
        if review == ANEW:
            self.profiles.household_changed(household_id, bool(came), today)
        for enrolment_id in self.concerned.of(household_id, {*came, *left}):
            enrolment = self.enrolments.get_companion(enrolment_id)
            if self.programmes.load(enrolment.programme.id).terms.rules is not None:
                enrolment.household_changed(review == ANEW, today)
                self.enrolments.save(enrolment)
