"""Children of one household: whoever brought them there together has told them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.registry.domain.duplicates.advice import SAME, Levels
from services.registry.domain.households.household import CHILDREN, Household
from services.registry.domain.households.life import BIRTH


@dataclass(frozen=True)
class Siblings:
    """Two who are children of one household, or were born into it by one event."""

    born_together: bool

    @classmethod
    def of(
        cls, home: Household, former: Iterable[Household], one_id: str, two_id: str
    ) -> Siblings | None:
        """What a household and its former states say of these two; nothing when they are not
        both its children."""
        relations = {each.person_id: each.relation for each in home.members}
        if any(relations.get(each) not in CHILDREN for each in (one_id, two_id)):
            return None
        both = {one_id, two_id}
        births = (each.last_event for each in (*former, home))
        return cls(any(it and it.kind == BIRTH and both <= set(it.person_ids) for it in births))

    def are_two(self, levels: Levels) -> bool:
        """Whether they are two for sure. One child that was entered twice has one name."""
        return self.born_together or levels["first"] not in SAME
