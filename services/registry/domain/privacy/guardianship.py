"""Who acts for somebody who cannot themselves, on a day.

A guardian on record is what somebody wrote down once: a father of a child stays on it when she has
come of age, and is then like anybody else to her.
"""

from __future__ import annotations

from datetime import date

from services.registry.domain.persons.facts import Guardian
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.rules import PrivacyRules


def acting_guardians(person: Person, rules: PrivacyRules, today: date) -> frozenset[str]:
    """Whoever is on record as guardian, of a child; of an adult by the decision of a court alone.

    Several where one of them is hidden from who recorded the other: each acts, until who knows
    both has named the right one. A court that appointed a guardian for a child has decided nothing
    about the adult.
    """
    is_child = rules.is_child(person.birth_date, today)
    return frozenset(
        each.person_id for each in person.guardians if is_child or _decided(person, each, rules)
    )


def _decided(person: Person, guardian: Guardian, rules: PrivacyRules) -> bool:
    decision = guardian.court_decision
    return decision is not None and not rules.is_child(person.birth_date, decision.issued_on)
