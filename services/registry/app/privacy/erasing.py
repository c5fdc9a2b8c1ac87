"""What an erasure takes out of a record: what nothing rests on at once, the rest later."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, replace
from datetime import date

from services.registry.app.ports import View
from services.registry.app.privacy.addresses import OwnAddresses
from services.registry.app.privacy.ports import Arriving, Holding, Persons, Rules
from services.registry.app.privacy.records import known_in, who_it_is_now
from services.registry.app.privacy.retention_words import gone, kept
from services.registry.domain.persons.erasure import (
    ADDRESS_DETAILS,
    IDENTITY,
    LATIN_NAME,
    NAME,
    why_erased,
)
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.keeping import Outlook, look_again_on, outlook
from services.registry.domain.privacy.requests import ERASURE, OPEN, DataRequest
from services.registry.domain.privacy.restriction import Restriction
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.programmes.words import Reason


@dataclass(frozen=True)
class Outcome:
    """Of an erasure, what is gone and what stays with its reason; else nothing.

    `retained`: those that are to go later, which is looked at on `look_again_on`.
    """

    erased: tuple[Reason, ...] = ()
    kept: tuple[Reason, ...] = ()
    retained: tuple[str, ...] = ()
    look_again_on: date | None = None


@dataclass(frozen=True)
class Erasing:
    """Erases, and foresees what would be erased."""

    persons: Persons
    addresses: OwnAddresses
    holding: Holding
    arriving: Arriving
    rules: Rules

    def foresee(self, request: DataRequest, today: date) -> View:
        """As `foreseen`, of an erasure that is open, what would go and stay if it was granted
        today: who decides knows it before. Of other requests nothing."""
        if request.kind != ERASURE or request.status != OPEN:
            return {}
        person = who_it_is_now(self.persons.load, request.person_id)
        rules = _of_one_called(person, self.rules(today))
        found = _told(outlook(rules, self.holding(person, today), today), rules, today)
        told = {"erased": found.erased, "kept": found.kept}
        return {"foreseen": {name: [asdict(each) for each in of] for name, of in told.items()}}

    def erase(self, request: DataRequest, today: date) -> Outcome:
        """What nothing rests on goes, in the record by which they are known and its former states;
        the records that ended in it follow (`Forgetting`)."""
        person = who_it_is_now(self.persons.get_companion, request.person_id)
        rules = _of_one_called(person, self.rules(today))
        found = outlook(rules, self.holding(person, today), today)
        self._take_out(person, [each.code for each in found.goes], request.id, today)
        return _told(found, rules, today)

    def erase_what_is_over(
        self, request: DataRequest, today: date, note: Callable[[str], None]
    ) -> Outcome:
        """The same of what had to stay when it was granted, and has to no longer; `note` writes
        down that something of this person goes, before it does."""
        person = who_it_is_now(self.persons.get_companion, request.person_id)
        since = None if request.decision is None else request.decision.on
        rules = _of_one_called(person, self.rules(today))
        found = outlook(rules, self.holding(person, today, since), today)
        over = tuple(each for each in found.goes if each.code in request.retained)
        left = tuple(each for each in found.to_go if each.category.code in request.retained)
        if over:
            note(person.id)
        self._take_out(person, [each.code for each in over], request.id, today)
        return Outcome(
            tuple(gone(each) for each in over),
            retained=tuple(each.category.code for each in left),
            look_again_on=look_again_on(left, rules, today),
        )

    def _take_out(
        self, person: Person, categories: Collection[str], request_id: str, today: date
    ) -> None:
        if not categories:
            return
        why = why_erased(request_id)
        if IDENTITY in categories:
            # Afterwards nobody knows by which numbers files that still wait have them.
            self.arriving.forget({each.number for each in person.known_by if each.number})
        keep_unused(person, categories, request_id, today)
        person.erase(categories, known_in(self.persons, person))
        self.persons.save(person, why)
        self.persons.forget_former(person.id, categories, person.name.arabic)
        if ADDRESS_DETAILS in categories:
            self.addresses.forget_present(person.id, why)


def keep_unused(person: Person, categories: Collection[str], request_id: str, today: date) -> None:
    """What is left of a record without name and number is in no list, survey or match of anybody;
    nor is one that ended in it, should that merge be undone."""
    if {IDENTITY, NAME} <= set(categories) and not person.is_restricted_by(request_id):
        person.restrict(Restriction(request_id, today))


def _of_one_called(person: Person, rules: PrivacyRules) -> PrivacyRules:
    """The rules; a Latin name that is the only one stays as that in Arabic would."""
    latin, arabic = rules.categories[LATIN_NAME], rules.categories[NAME]
    if person.name.arabic is not None:
        return rules
    alike = replace(
        latin, keep=arabic.keep, why=arabic.why, years=arabic.years, grounds=arabic.grounds
    )
    return replace(rules, categories={**rules.categories, LATIN_NAME: alike})


def _told(found: Outlook, rules: PrivacyRules, today: date) -> Outcome:
    return Outcome(
        tuple(gone(each) for each in found.goes),
        tuple(kept(each, rules) for each in found.stays),
        tuple(each.category.code for each in found.to_go),
        look_again_on(found.to_go, rules, today),
    )
