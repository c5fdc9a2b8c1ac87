"""What the registry tells about files: identifiers and plain facts, never names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Event, Id, Word


@dataclass(frozen=True)
class ImportAdvanced(Event):
    """An import of persons and households came a step further; `status` says where it is."""

    TYPE: ClassVar[str] = "kanaf.registry.import.advanced.v1"
    AGGREGATE: ClassVar[str] = "import"

    import_id: Id
    status: Word


@dataclass(frozen=True)
class ExportAdvanced(Event):
    """An export of persons or households came a step further; `status` says where it is."""

    TYPE: ClassVar[str] = "kanaf.registry.export.advanced.v1"
    AGGREGATE: ClassVar[str] = "export"

    export_id: Id
    status: Word
