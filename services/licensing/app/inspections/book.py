"""The book of oversight: what is remembered of a licensed place, from the first thing on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.licensing.app.inspections.ports import Licences, Oversights
from services.licensing.app.ports import View
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.words import About
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Book:
    """Oversight of licences, as it stands or begun now."""

    oversights: Oversights
    licences: Licences

    def open(self, licence_id: str) -> Oversight:
        """Raises the refusal of a licence that nobody knows."""
        found = self.oversights.find(licence_id)
        if found is not None:
            return found
        return Oversight.begin(self.oversights.id_of(licence_id), self.licences.known(licence_id))

    def where(self, about: About, visited: Place) -> Place:
        """Where it is now: a licensed place may have moved since it was visited."""
        return self.open(about.id).place if about.is_licence else visited

    def keep(self, oversight: Oversight) -> View:
        """The change of one that stands, or one that was begun with it."""
        if oversight.version:
            return self.oversights.save(oversight)
        return self.oversights.add(oversight)

    def note(self, about: About, change: Callable[[Oversight], None]) -> None:
        """Remember something of a licensed place; applications have no oversight yet.

        Nothing is kept of a place of which there is nothing to say.
        """
        if about.is_licence:
            oversight = self.open(about.id)
            change(oversight)
            if oversight.events:
                self.keep(oversight)
