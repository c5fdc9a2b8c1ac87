"""What an inspector's device takes along for the day, so that it needs no connection."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.licensing.app.inspections.ports import Actions, Inspections
from services.licensing.app.ports import View
from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Inspector
from services.licensing.domain.inspections.words import State

MOST = 999_999_999
"""An ETag of ours has nine digits."""


@dataclass(frozen=True)
class OfADay:
    """Inspections that somebody has, what is still wrong there, and the checklists, each once."""

    inspections: Inspections
    actions: Actions
    show: Callable[[Inspection], View]
    show_checklist: Callable[[ChecklistCopy], View]

    def of(self, inspector: Inspector) -> View:
        """By the day on which the visit is due; `version` changes with whatever stands in it."""
        mine = sorted(self._assigned(inspector), key=lambda each: (each.due_on, each.id))
        content = {
            "inspections": [self._one(each) for each in mine],
            "checklists": self._checklists(mine),
        }
        return {**content, "version": _number(content)}

    def _assigned(self, inspector: Inspector) -> list[Inspection]:
        found = (self.inspections.load(each) for each in inspector.open)
        return [
            each
            for each in found
            if each.inspector == inspector.subject and each.state is State.ASSIGNED
        ]

    def _one(self, inspection: Inspection) -> View:
        still_wrong = [
            {
                "id": each.id,
                "item": each.wrong.item,
                "words": vars(each.wrong.words).copy(),
                "severity": each.severity.value,
                "state": each.state.value,
                "due_on": each.due_on.isoformat(),
            }
            for each in self.actions.open_at(inspection.about.id)
        ]
        tag = _tag(self._checklist(inspection))
        return {**self.show(inspection), "checklist_etag": tag, "still_wrong": still_wrong}

    def _checklists(self, inspections: Sequence[Inspection]) -> list[View]:
        """Each with a tag that changes with what stands in it."""
        shown = {_tag(view): view for view in map(self._checklist, inspections)}
        return [{**view, "etag": tag} for tag, view in sorted(shown.items())]

    def _checklist(self, inspection: Inspection) -> View:
        return self.show_checklist(inspection.checklist)


def _tag(view: View) -> str:
    text = json.dumps(view, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _number(view: View) -> int:
    return int(_tag(view), 16) % MOST + 1
