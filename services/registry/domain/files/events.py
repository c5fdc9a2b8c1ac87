"""What happens to imports and exports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportAdvanced:
    """An import came a step further."""

    import_id: str
    status: str


@dataclass(frozen=True)
class ExportAdvanced:
    """An export came a step further."""

    export_id: str
    status: str


Event = ImportAdvanced | ExportAdvanced
