"""Fair distribution: each visit goes to whoever of its area has the fewest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.registry.domain.surveys.researcher import Area, Researcher


class Distribution:
    """Gives visits away one by one. `loads` are the visits that researchers have already.

    Who works in one district only is served before who works in the whole governorate when both
    have equally many: the other can still get visits elsewhere. Nobody gets more than `most`.
    """

    def __init__(
        self, researchers: Sequence[Researcher], loads: Mapping[str, int], most: int
    ) -> None:
        self._researchers = {each.id: each for each in researchers}
        self._loads = {each.id: loads.get(each.id, 0) for each in researchers}
        self._most = most
        self._of_place: dict[Area, tuple[str, ...]] = {}

    def next_for(self, place: Area) -> str | None:
        """Who gets the next visit at this place; nobody when nobody works there or all are full."""
        free = [each for each in self._working_at(place) if self._loads[each] < self._most]
        if not free:
            return None
        chosen = min(free, key=self._rank)
        self._loads[chosen] += 1
        return chosen

    def _rank(self, researcher_id: str) -> tuple[int, int, str]:
        reach = sum(1 if area.district else 1000 for area in self._researchers[researcher_id].areas)
        return self._loads[researcher_id], reach, researcher_id

    def _working_at(self, place: Area) -> tuple[str, ...]:
        if place not in self._of_place:
            self._of_place[place] = tuple(
                each.id for each in self._researchers.values() if each.covers(place)
            )
        return self._of_place[place]
