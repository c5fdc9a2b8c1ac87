"""Documents: all that licensing can be told and asked about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.documents.attaching import Documents
from services.licensing.app.documents.reading import Reading
from services.licensing.app.documents.scanning import Scanning
from services.licensing.app.documents.uploads import UploadDesk
from services.licensing.app.ports import Run


@dataclass(frozen=True)
class DocumentArea:
    """The desk that takes files in, the work of looking at them, the reading room, and what
    the other areas use."""

    uploads: UploadDesk
    scanning: Scanning
    reading: Reading
    shelf: Documents

    @property
    def work(self) -> Mapping[str, Callable[[str, Run], None]]:
        """What is done in the background."""
        return {"document.scan": self.scanning.scan}
