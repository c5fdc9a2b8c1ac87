"""A programme of the ministry (برنامج): what it gives, to whom, from when to when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypedDict

from services.registry.domain.programmes.events import (
    ProgrammeChanged,
    ProgrammeClosed,
    ProgrammeEvent,
    ProgrammeMade,
    ProgrammeOpened,
)
from services.registry.domain.programmes.refusals import (
    AmountMissing,
    AmountOutOfBounds,
    AmountUnexpected,
    ClosesBeforeItOpens,
    FirstComeNotAllowed,
    PersonMissing,
    PersonUnexpected,
    ProgrammeElsewhere,
    ProgrammeNotOpen,
    QuotaMissing,
)
from services.registry.domain.programmes.rules import ProgrammeRules
from services.registry.domain.programmes.words import Opening, Pillar, ProgrammeKind, Text


@dataclass(frozen=True)
class Terms:
    """What a programme is.

    `beneficiary` is `household` or `person`; `governorates` empty means all of them. `rules` names
    the eligibility rules; `amount_fils` a fixed amount, a month for `cash`, once for a top-up: it
    holds whatever amount the rules find.
    `admission` is `decided` (by a supervisor) or `first_come` (at once, while there are places).
    """

    name: Text
    pillar: Pillar
    kind: ProgrammeKind
    beneficiary: str
    opens_on: date
    closes_on: date | None = None
    governorates: tuple[str, ...] = ()
    quota: int | None = None
    rules: str | None = None
    amount_fils: int | None = None
    visit_required: bool = False
    admission: str = "decided"
    review_every_months: int | None = None

    def check(self, rules: ProgrammeRules, rules_find_amount: bool) -> None:
        """Raise the refusal of what does not fit together.

        `rules_find_amount`: whether the eligibility rules that are named say how much.
        """
        rules.must_fit(self.pillar, self.kind)
        if self.closes_on is not None and self.closes_on < self.opens_on:
            raise ClosesBeforeItOpens()
        if self.quota is None and self.kind in rules.place_kinds:
            raise QuotaMissing()
        if self.kind in rules.paying_kinds and self.amount_fils is None and not rules_find_amount:
            raise AmountMissing()
        if self.kind not in rules.paying_kinds and self.amount_fils is not None:
            raise AmountUnexpected()
        if self.first_come and (self.kind in rules.money_kinds or self.visit_required):
            raise FirstComeNotAllowed()

    def must_be_payable(self, least_fils: int, most_fils: int) -> None:
        """Raise `AmountOutOfBounds`: every payment of such an amount would be held."""
        if self.amount_fils is not None and not least_fils <= self.amount_fils <= most_fils:
            raise AmountOutOfBounds(least=least_fils, most=most_fils)

    @property
    def first_come(self) -> bool:
        """Whether who comes first is admitted at once."""
        return self.admission == "first_come"

    def opening_on(self, today: date) -> Opening:
        """Whether applications are taken on a day."""
        if today < self.opens_on:
            return Opening.ANNOUNCED
        over = self.closes_on is not None and today > self.closes_on
        return Opening.CLOSED if over else Opening.OPEN


class TermsChanges(TypedDict, total=False):
    """The terms that can change once a programme is made; what is absent stays as it is."""

    name: Text
    opens_on: date
    closes_on: date | None
    governorates: tuple[str, ...]
    quota: int | None
    rules: str | None
    amount_fils: int | None
    visit_required: bool
    review_every_months: int | None


@dataclass
class Programme:
    """The aggregate. `opening` follows the dates by timers; guards look at the dates themselves."""

    id: str
    terms: Terms
    opening: Opening
    made_by: str
    made_on: date
    version: int = 0
    events: list[ProgrammeEvent] = field(default_factory=list)

    @classmethod
    def make(
        cls,
        programme_id: str,
        terms: Terms,
        rules: ProgrammeRules,
        rules_find_amount: bool,
        made_by: str,
        today: date,
    ) -> Programme:
        """Announce a programme; it is open at once when its first day has come."""
        terms.check(rules, rules_find_amount)
        programme = cls(programme_id, terms, Opening.ANNOUNCED, made_by, today)
        programme.events.append(
            ProgrammeMade(programme_id, terms.pillar, terms.kind, terms.governorates, terms.quota)
        )
        programme.keep_dates(today)
        return programme

    def change(
        self, changes: TermsChanges, rules: ProgrammeRules, rules_find_amount: bool, today: date
    ) -> None:
        """Change terms; what already is so changes nothing. Raises as `make` does."""
        terms = replace(self.terms, **changes)
        terms.check(rules, rules_find_amount)
        changed = tuple(
            sorted(each for each in changes if getattr(terms, each) != getattr(self.terms, each))
        )
        if changed:
            self.terms = terms
            self.events.append(ProgrammeChanged(self.id, changed))
            self.keep_dates(today)

    def keep_dates(self, today: date) -> None:
        """Open or close as the dates say; nothing happens when it is so already."""
        opening = self.terms.opening_on(today)
        if opening is self.opening:
            return
        self.opening = opening
        if opening is Opening.OPEN:
            self.events.append(ProgrammeOpened(self.id, self.terms.closes_on))
        elif opening is Opening.CLOSED:
            self.events.append(ProgrammeClosed(self.id))

    def must_take(self, governorate: str, person_id: str | None, today: date) -> None:
        """Raise unless a household (or person) of this governorate can apply on this day."""
        if self.terms.opening_on(today) is not Opening.OPEN:
            raise ProgrammeNotOpen(
                opens_on=self.terms.opens_on.isoformat(),
                closes_on=self.terms.closes_on.isoformat() if self.terms.closes_on else "…",
            )
        if self.terms.governorates and governorate not in self.terms.governorates:
            raise ProgrammeElsewhere()
        if person_id is None and self.terms.beneficiary == "person":
            raise PersonMissing()
        if person_id is not None and self.terms.beneficiary == "household":
            raise PersonUnexpected()
