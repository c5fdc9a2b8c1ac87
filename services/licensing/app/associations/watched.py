"""Associations that are looked at whenever they are saved, whoever changed them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.licensing.app.associations.ports import Associations, Rules
from services.licensing.app.ports import View
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.watching import look


def _anybody(_: Any) -> None:
    return None


@dataclass(frozen=True)
class Watched:
    """See `ports.Associations`. What changed of how one stands is told along with the change."""

    kept: Associations
    rules: Rules
    today: Callable[[], date]

    def get(
        self, association_id: str, admit: Callable[[Association], None] = _anybody
    ) -> Association:
        return self.kept.get(association_id, admit)

    def get_companion(self, association_id: str) -> Association:
        return self.kept.get_companion(association_id)

    def load(self, association_id: str) -> Association:
        return self.kept.load(association_id)

    def hold(self, association: Association) -> None:
        self.kept.hold(association)

    def add(self, association: Association) -> View:
        self._look(association)
        return self.kept.add(association)

    def save(self, association: Association) -> View:
        self._look(association)
        return self.kept.save(association)

    def _look(self, association: Association) -> None:
        today = self.today()
        if association.events:
            look(association, self.rules(today), today)
