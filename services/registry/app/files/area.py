"""Files in and out: imports with a preview, exports within the caller's rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.app.files.exports import ExportHandlers
from services.registry.app.files.import_ports import Staging
from services.registry.app.files.importing import ImportWork
from services.registry.app.files.imports import ImportHandlers
from services.registry.app.files.ports import FileStore
from services.registry.app.ports import WorkFunction


@dataclass(frozen=True)
class Files:
    """Everything the registry can be told and asked about this area."""

    store: FileStore
    staging: Staging
    imports: ImportHandlers
    importing: ImportWork
    exports: ExportHandlers

    @property
    def work(self) -> Mapping[str, WorkFunction]:
        """What is done in the background."""
        return {
            "import.check": self.importing.check,
            "import.load": self.importing.load,
            "export.write": self.exports.write,
        }
