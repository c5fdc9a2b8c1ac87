"""Who acts for somebody who cannot themselves, on a day.

A guardian on record is what somebody wrote down once: a father of a child stays on it when she has
come of age, and is then like anybody else to her.
"""

from __future__ import annotations

from datetime import date

from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.rules import PrivacyRules


def acting_guardian(person: Person, rules: PrivacyRules, today: date) -> str | None:
    """The guardian on record, of a child; of an adult by the decision of a court alone.

    A court that appointed a guardian for a child has decided nothing about the adult.
    """
    guardian = person.guardian
    if guardian is None:
        return None
    if rules.is_child(person.birth_date, today):
        return guardian.person_id
    decision = guardian.court_decision
    if decision is None or rules.is_child(person.birth_date, decision.issued_on):
        return None
    return guardian.person_id
