"""Handlers of consents: given, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.cameras.commands import EndConsent, GiveConsent
from services.licensing.app.cameras.ending import Ending
from services.licensing.app.cameras.ports import Consents, Places, Rules
from services.licensing.app.ports import Calendar, NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import must_see
from services.licensing.domain.cameras.consents import PlaceConsents
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.refusals import PlaceUnknown
from services.licensing.domain.cameras.viewing import CONSENT_ENDED


@dataclass(frozen=True)
class ConsentDesk:
    """Keeps the consents of each place. `id_of` names them by the licence."""

    consents: Consents
    places: Places
    ending: Ending
    id_of: Callable[[str], str]
    together: Together
    rules: Rules
    calendar: Calendar
    new_id: NewId

    def give(self, command: GiveConsent, actor: Actor) -> View:
        today = self.calendar.today()
        place = self._known(command.licence_id)
        found = self.consents.of(place.id)
        if found is None:
            made = PlaceConsents(self.id_of(place.id), 0, place)
            must_see(actor, made)
            made.give(self.new_id(), command.terms, self.rules(today), actor, today)
            return self.consents.add(made)
        kept = self.consents.get(found.id, partial(_admit, actor, place))
        kept.give(self.new_id(), command.terms, self.rules(today), actor, today)
        return self.consents.save(kept)

    def end(self, command: EndConsent, actor: Actor) -> View:
        """It ends every viewing of the place that runs, whatever that rests on: each may be opened
        again as far as the consents that are left allow it."""
        place = self._known(command.licence_id)
        with self.together():
            kept = self.consents.get(self.id_of(place.id), partial(_admit, actor, place))
            kept.end(command.consent_id, command.how, actor, self.calendar.now())
            self.ending.all_of(CONSENT_ENDED, licence_id=place.id)
            return self.consents.save(kept)

    def _known(self, licence_id: str) -> LicensedPlace:
        place = self.places.known(licence_id)
        if place is None:
            raise PlaceUnknown()
        return place


def _admit(actor: Actor, place: LicensedPlace, kept: PlaceConsents) -> None:
    """Whose place it is, its licence says now: it may have passed on since the last consent."""
    kept.place = place
    must_see(actor, kept)
