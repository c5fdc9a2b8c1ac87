"""Working out in the background whom an emergency concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from services.registry.app.emergencies.ports import (
    Choosing,
    Emergencies,
    Found,
    Rules,
    Target,
    Targets,
)
from services.registry.app.ports import Run, Today
from services.registry.domain.emergencies.emergency import (
    PER_PERSON,
    TARGETING,
    Concerned,
    Emergency,
)
from services.registry.domain.payments.facts import Sum

SHEET = 500


@dataclass
class _Tally:
    """What the target list adds up to."""

    households: int = 0
    persons: int = 0
    total_fils: int = 0
    protected: int = 0
    protected_listed: int = 0
    open_persons: int = 0
    places: dict[str, Sum] = field(default_factory=dict)

    def add(self, target: Target) -> None:
        self.households += 1
        self.persons += target.persons
        self.total_fils += target.amount_fils
        self.protected_listed += target.protected
        if not target.protected:
            self.open_persons += target.persons
            place = self.places.get(target.governorate, Sum())
            self.places[target.governorate] = place.plus(target.amount_fils)

    @property
    def concerned(self) -> Concerned:
        return Concerned(
            self.households,
            self.persons,
            self.total_fils,
            dict(sorted(self.places.items())),
            self.protected,
            self.protected_listed,
            self.open_persons,
        )


class Targeting:
    """The work `target`: seconds for a whole country, so that it begins anew when it was cut."""

    def __init__(
        self,
        emergencies: Emergencies,
        choosing: Choosing,
        targets: Targets,
        rules: Rules,
        today: Today,
    ) -> None:
        self._emergencies = emergencies
        self._choosing = choosing
        self._targets = targets
        self._rules = rules
        self._today = today

    def target(self, emergency_id: str, run: Run) -> None:
        """Write the target list, and add it up."""
        emergency = self._emergencies.get_companion(emergency_id)
        if emergency.status != TARGETING:
            return
        tally, sheets, today = _Tally(), 0, self._today()
        targets = self._choose(emergency, tally)
        while sheet := list(islice(targets, SHEET)):
            self._targets.write(emergency_id, sheets, sheet)
            sheets += 1
            for each in sheet:
                tally.add(each)
            run.reached(tally.households)
        self._targets.cut(emergency_id, sheets)
        emergency.targeted(tally.concerned, self._rules(today), today)
        self._emergencies.save(emergency)

    def _choose(self, emergency: Emergency, tally: _Tally) -> Iterator[Target]:
        for found in self._choosing.households(emergency.places, emergency.group):
            tally.protected += found.protected
            if found.fits:
                yield _target(emergency, found)


def _target(emergency: Emergency, found: Found) -> Target:
    persons = len(found.person_ids)
    return Target(
        found.household_id,
        found.governorate,
        persons,
        emergency.share_of(persons),
        found.protected,
        found.person_ids if emergency.amount.per == PER_PERSON else (),
    )
