"""Handlers of programmes: made, changed, opened and closed by their dates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from services.registry.app.ports import NewId, View
from services.registry.app.programmes.commands import ChangeProgramme, MakeProgramme
from services.registry.app.programmes.ports import (
    AllPlaces,
    Calendar,
    KnownRules,
    Payable,
    PlacesId,
    Programmes,
    Rules,
    Together,
)
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import may_govern, may_resize
from services.registry.domain.programmes.places import Places
from services.registry.domain.programmes.programme import Programme, Terms, TermsChanges
from services.registry.domain.programmes.refusals import QuotaMissing


@dataclass(frozen=True)
class ProgrammeDesk:
    """Makes and changes programmes. Answers are views of the programme."""

    programmes: Programmes
    places: AllPlaces
    places_id: PlacesId
    together: Together
    rules: Rules
    must_know_rules: KnownRules
    payable: Payable
    calendar: Calendar
    new_id: NewId

    def make(self, command: MakeProgramme, actor: Actor) -> View:
        """Announce a programme, with its places when they are counted."""
        may_govern(actor, command.terms.governorates)
        today = self.calendar.today()
        found = self._find_amount(command.terms)
        programme = Programme.make(
            self.new_id(), command.terms, self.rules(today), found, actor.subject, today
        )
        self._must_be_payable(programme.terms)
        with self.together():
            view = self.programmes.add(programme)
            quota = command.terms.quota
            if quota is not None:
                self.places.add(
                    Places.lay_out(
                        self.places_id(programme.id), programme.id, quota, self.calendar.now()
                    )
                )
        return view

    def change(self, command: ChangeProgramme, actor: Actor) -> View:
        """Change terms; whether places are counted at all is settled when a programme is made."""
        today = self.calendar.today()
        with self.together():
            programme = self.programmes.get(
                command.programme_id, lambda it: may_govern(actor, it.terms.governorates)
            )
            before = programme.terms.quota
            found = self._still_find_amount(programme.terms, command.changes)
            programme.change(command.changes, self.rules(today), found, today)
            if "amount_fils" in command.changes:
                self._must_be_payable(programme.terms)
            may_govern(actor, programme.terms.governorates)
            self._resize(programme, before, actor)
            return self.programmes.save(programme)

    def keep_dates(self, programme_id: str) -> None:
        """Open or close a programme whose day has come."""
        programme = self.programmes.get(programme_id)
        programme.keep_dates(self.calendar.today())
        self.programmes.save(programme)

    def _must_be_payable(self, terms: Terms) -> None:
        terms.must_be_payable(*self.payable(max(self.calendar.today(), terms.opens_on)))

    def _find_amount(self, terms: Terms) -> bool:
        """Whether their rules, which must be known and judge whom it is for, say how much."""
        day = max(self.calendar.today(), terms.opens_on)
        return terms.rules is not None and self.must_know_rules(terms.rules, terms.beneficiary, day)

    def _still_find_amount(self, terms: Terms, changes: TermsChanges) -> bool:
        # Any other change is possible also when the rules are no longer kept.
        if not changes.keys() & {"rules", "amount_fils"}:
            return True
        return self._find_amount(replace(terms, **changes))

    def _resize(self, programme: Programme, before: int | None, actor: Actor) -> None:
        quota = programme.terms.quota
        if quota == before:
            return
        may_resize(actor)
        if quota is None or before is None:
            raise QuotaMissing()
        places = self.places.get_companion(self.places_id(programme.id))
        places.resize(quota, self.calendar.now())
        self.places.save(places)
