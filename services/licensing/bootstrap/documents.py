"""Wires documents."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.licensing.adapters.documents import rules
from services.licensing.adapters.documents.clamav import ClamAv
from services.licensing.adapters.documents.content import MongoContent
from services.licensing.adapters.documents.looking import Looker
from services.licensing.adapters.documents.memory import MemoryContent
from services.licensing.adapters.documents.store import DOCUMENTS, StoredDocuments
from services.licensing.app.documents.area import DocumentArea
from services.licensing.app.documents.attaching import Documents
from services.licensing.app.documents.ports import Content, Judging, Showing
from services.licensing.app.documents.reading import Reading
from services.licensing.app.documents.scanning import Scanning
from services.licensing.app.documents.uploads import UploadDesk
from services.licensing.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = (DOCUMENTS,)


def wire(house: House, judging: Judging, showing: Showing) -> DocumentArea:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    law = rules.load(house.settings.rules / "documents.yaml")
    kept = StoredDocuments(house.store(DOCUMENTS))
    content: Content = MemoryContent() if house.database is None else MongoContent(house.database)
    looking, scanner = Looker(), house.settings.scanner
    uploads = UploadDesk(kept, content, looking, law.on, house.calendar, house.new_id("document"))
    return DocumentArea(
        uploads=uploads,
        scanning=Scanning(
            kept, content, looking, ClamAv(scanner.host, scanner.port) if scanner else None
        ),
        reading=Reading(kept, content, house.audit, uploads.told, judging, showing),
        shelf=Documents(kept),
    )
