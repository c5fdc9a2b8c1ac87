"""For what data may be used: the purposes of the rules, consents that are in force, objections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.registry.app.ports import View
from services.registry.app.privacy.ports import Calendar, Consents, DataRequests, Persons, Rules
from services.registry.app.privacy.records import ever_known_by, with_survivors
from services.registry.domain.privacy.refusals import (
    ConsentMissing,
    ConsentPersonsOnly,
    ExportOutdated,
    PurposeObjected,
    RestrictedNotUsed,
)
from services.registry.domain.privacy.rules import EXPORT, SENSITIVE, Purpose
from services.registry.domain.programmes.words import Reason


@dataclass(frozen=True)
class Extent:
    """What a purpose lets out: which categories, of whom. `only`: nobody but these."""

    categories: frozenset[str]
    without: frozenset[str]
    only: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Purposes:
    """Asked before sensitive facts are shown and before data leave the registry."""

    rules: Rules
    consents: Consents
    requests: DataRequests
    persons: Persons
    calendar: Calendar

    def list(self) -> View:
        """The purposes that are in force today."""
        law = self.rules(self.calendar.today())
        shown = [
            {
                **_words(each.words),
                "basis": each.basis,
                "uses": sorted(each.uses),
                "categories": [_words(law.categories[name].words) for name in each.categories],
                "recipients": [_words(law.recipients[name]) for name in each.recipients],
                "longest_days": each.longest_days,
            }
            for each in law.purposes.values()
        ]
        return {"effective_from": law.effective_from.isoformat(), "items": shown}

    def must_allow_reading(
        self, purpose_code: str, person_id: str, *, kept_unused: bool = False
    ) -> None:
        """Raises `PurposeUnknown`, `ConsentMissing`, `PurposeObjected`, and `RestrictedNotUsed` for
        a record that is `kept_unused` for who reads, unless life and safety are at stake."""
        today = self.calendar.today()
        purpose = self.rules(today).purpose(purpose_code, SENSITIVE)
        if kept_unused and not purpose.saves_life:
            raise RestrictedNotUsed()
        if purpose.rests_on_consent:
            consent = self.consents.live(person_id, purpose.code)
            if consent is None or not consent.holds_on(today):
                raise ConsentMissing()
        if person_id in self._objecting(purpose.code):
            raise PurposeObjected()

    def must_allow_export(self, purpose_code: str, of: str) -> Purpose:
        """Raises `PurposeUnknown`, `ConsentPersonsOnly`."""
        purpose = self.rules(self.calendar.today()).purpose(purpose_code, EXPORT)
        if purpose.rests_on_consent and of != "persons":
            raise ConsentPersonsOnly()
        return purpose

    def extent(self, purpose_code: str) -> Extent:
        """What may be let out now for this purpose."""
        purpose = self.rules(self.calendar.today()).purpose(purpose_code, EXPORT)
        only = tuple(self._consenting(purpose.code)) if purpose.rests_on_consent else None
        # Restricted records, too: a household's row names who lives in it.
        without = self._objecting(purpose.code) | self.restricted()
        return Extent(frozenset(purpose.categories), frozenset(without), only)

    def restricted(self) -> set[str]:
        """Whose records were restricted, as they asked: by whichever record they are known."""
        return {
            each.id
            for asked in self.requests.restricted()
            for each in ever_known_by(self.persons.load, self.persons, asked)
            if each.restriction is not None
        }

    def must_still_hold(self, purpose_code: str, written_at: datetime) -> None:
        """Raises `ExportOutdated` when a file rests on consents of which one has ended since."""
        purpose = self.rules(self.calendar.today()).purposes.get(purpose_code)
        if purpose is None or not purpose.rests_on_consent:
            return
        if self.consents.ended_since(purpose_code, written_at):
            raise ExportOutdated()

    def _objecting(self, purpose_code: str) -> set[str]:
        """Who objected: few. An objection is still theirs when their record was merged since."""
        return with_survivors(self.persons.load, self.requests.objecting(purpose_code))

    def _consenting(self, purpose_code: str) -> Iterator[str]:
        today = self.calendar.today()
        for consent in self.consents.all_live(purpose_code):
            if consent.holds_on(today):
                yield consent.person_id


def _words(words: Reason) -> View:
    return {"code": words.code, "ar": words.ar, "en": words.en}
