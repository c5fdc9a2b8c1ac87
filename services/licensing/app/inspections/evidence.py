"""The photographs and papers that the holder of a place reads: those that they are told of anyway.

It follows the record at each moment: whoever holds the place now reads them, and the former holder
does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.inspections.ports import Actions, Inspections, Reports
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.access import holds

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Evidence:
    """For the area of documents."""

    inspections: Inspections
    reports: Reports
    actions: Actions

    def shown(self, kind: str, record_id: str, actor: Actor) -> frozenset[str]:
        """The documents of this record that the actor reads as the holder of the place."""
        ways: Mapping[str, Callable[[str, Actor], frozenset[str]]] = {
            "inspection": self._of_inspection,
            "corrective_action": self._of_action,
        }
        way = ways.get(kind)
        return NOTHING if way is None else way(record_id, actor)

    def _of_inspection(self, inspection_id: str, actor: Actor) -> frozenset[str]:
        """Those of the report that counts, once it is concluded; never those of internal notes."""
        inspection = self.inspections.load(inspection_id)
        entry_id = inspection.shown
        if entry_id is None or not holds(actor, inspection):
            return NOTHING
        return self.reports.load(entry_id).content.shown

    def _of_action(self, action_id: str, actor: Actor) -> frozenset[str]:
        """Those of all proofs, also of who held the place before."""
        action = self.actions.load(action_id)
        return action.documents if holds(actor, action) else NOTHING
