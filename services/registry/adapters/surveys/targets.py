"""Chooses the households of a round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from chassis.documents.kind import Criteria, Store
from services.registry.app.surveys.ports import Targeting
from services.registry.domain.households.household import ACTIVE, Household
from services.registry.domain.privacy.protection import OPEN
from services.registry.domain.surveys.researcher import Area


class PlaceTargeting:
    """By place alone out of the households themselves; by programme and criteria elsewhere."""

    def __init__(self, store: Store[Household], by_criteria: Targeting) -> None:
        self._store = store
        self._by_criteria = by_criteria

    def households(
        self,
        places: Sequence[Area],
        expression: str | None,
        programme: str | None,
        statuses: Sequence[str],
    ) -> Iterator[str]:
        if expression is not None or programme is not None:
            yield from self._by_criteria.households(places, expression, programme, statuses)
            return
        governorates = sorted({each.governorate for each in places})
        for household in self._store.each(
            Criteria(any_of={"governorate": governorates, "protected": OPEN})
        ):
            address = household.address
            here = Area(address.governorate, address.district)
            if household.status == ACTIVE and any(each.covers(here) for each in places):
                yield household.id

    def check(self, expression: str) -> None:
        self._by_criteria.check(expression)


class Unrestricted:
    """The same without the households in which somebody lives whose record is restricted.

    `restricted` tells whose records are: few, so that they are looked up once for a whole list.
    """

    def __init__(
        self, inner: Targeting, store: Store[Household], restricted: Callable[[], set[str]]
    ) -> None:
        self._inner = inner
        self._store = store
        self._restricted = restricted
        self.check = inner.check

    def households(
        self,
        places: Sequence[Area],
        expression: str | None,
        programme: str | None,
        statuses: Sequence[str],
    ) -> Iterator[str]:
        return self.named(self._inner.households(places, expression, programme, statuses))

    def named(self, household_ids: Iterable[str]) -> Iterator[str]:
        """See `app.surveys.ports.Choosing`."""
        persons = sorted(self._restricted())
        homes = self._store.each(Criteria(any_of={"person": persons})) if persons else ()
        left_out = {each.id for each in homes}
        for household_id in household_ids:
            if household_id not in left_out:
                yield household_id
