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
    People,
    Profiles,
    Programmes,
    Rules,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.rules import ANEW, NO_REVIEW


@dataclass(frozen=True)
class FamilyChanges:
    """Has running benefits reviewed, and applications assessed again. Part of the change itself:
    so it happens once for each, and nobody decides between the two."""

    enrolments: Enrolments
    programmes: Programmes
    concerned: Concerned
    homes: Homes
    people: People
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
        review, home = self.rules(today).review_after(happened), self.homes(household_id)
        if review == NO_REVIEW or not home.person_ids:
            return
        if review == ANEW:
            self.profiles.household_changed(household_id, bool(came), today)
        for enrolment_id in self.concerned.of(household_id, {*came, *left}):
            enrolment = self.enrolments.get_companion(enrolment_id)
            by_rules = self.programmes.load(enrolment.programme.id).terms.rules is not None
            if by_rules and not self._is_of_the_dead(enrolment):
                if enrolment.person_id is None:
                    # Whoever heads it now is told of the review: the head may have died or left.
                    enrolment.live_at(household_id, home.governorate, home.head_id)
                enrolment.household_changed(review == ANEW, today)
                self.enrolments.save(enrolment)

    def _is_of_the_dead(self, enrolment: Enrolment) -> bool:
        """Whether it ends by a death (see `life`): nobody is told of a review of that."""
        own = enrolment.person_id
        return own is not None and not self.people(own).alive
