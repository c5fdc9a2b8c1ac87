"""A store of folders, with what is needed to look into it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chassis.documents.kind import Store
from chassis.identifiers import new_id
from tests.support.register import Folder

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass
class Shelf:
    """A store; what changes together in it; and which events of a folder wait."""

    store: Store[Folder]
    together: Callable[[], AbstractContextManager[None]]
    pending: Callable[[str], list[dict[str, Any]]]


def a_folder(label: str | None = None, *tags: str) -> Folder:
    return Folder.open(new_id(), label, list(tags), NOON)
