"""A small aggregate for tests of the store: a folder with a label that nobody else may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chassis.documents.kind import Kind, Published, Timer

AMENDED = "kanaf.registry.person.amended.v1"


@dataclass
class Relabelled:
    folder_id: str
    label: str


@dataclass
class Folder:
    id: str
    label: str | None
    tags: list[str]
    opened_at: datetime
    version: int = 0
    events: list[Relabelled] = field(default_factory=list)

    @classmethod
    def open(cls, folder_id: str, label: str | None, tags: list[str], at: datetime) -> Folder:
        folder = cls(folder_id, label, tags, at)
        folder.events.append(Relabelled(folder_id, label or ""))
        return folder

    def bound(self) -> None:
        """It is bound, and need not be bound again."""
        self.tags = [each for each in self.tags if each != "to bind"]
        self.events.append(Relabelled(self.id, self.label or ""))

    def relabel(self, label: str | None) -> None:
        self.label = label
        self.events.append(Relabelled(self.id, label or ""))


def _state(folder: Folder) -> dict[str, Any]:
    return {"label": folder.label, "tags": folder.tags, "opened_at": folder.opened_at}


def _restore(folder_id: str, version: int, state: dict[str, Any]) -> Folder:
    return Folder(folder_id, version=version, **state)


def _view(folder: Folder) -> dict[str, Any]:
    return {"id": folder.id, "version": folder.version, "label": folder.label, "tags": folder.tags}


def _publish(event: Relabelled) -> Published:
    return Published(AMENDED, {"person_id": event.folder_id, "fields": ["name"]})


FOLDERS: Kind[Folder] = Kind(
    service="registry",
    name="folder",
    collection="folders",
    to_state=_state,
    from_state=_restore,
    to_view=_view,
    publish=_publish,
    keys=lambda folder: {"label": folder.label, "tags": folder.tags},
    unique={"label": "label_taken"},
    timers=lambda folder: [Timer("review", folder.opened_at + timedelta(days=90))],
    labels={"shelves": ("label",)},
    indexes=[("tags",)],
    work=lambda folder: ["bind"] if "to bind" in folder.tags else [],
)
