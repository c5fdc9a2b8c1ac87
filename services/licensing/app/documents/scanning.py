"""Every document is looked at before anybody may open it: the work `document.scan`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.licensing.app.documents.ports import Content, KeptDocuments, Looking, Scanner
from services.licensing.app.ports import Run
from services.licensing.domain.documents.document import Document, DocumentState

log = logging.getLogger(__name__)

INFECTED = "document_infected"


@dataclass(frozen=True)
class Scanning:
    """Looks for hazards, then asks the virus scanner, where there is one."""

    documents: KeptDocuments
    content: Content
    looking: Looking
    scanner: Scanner | None

    def scan(self, document_id: str, run: Run) -> None:
        """Ends with `ready` or `refused`. A scanner that is away leaves everything as it is."""
        waiting = self.documents.load(document_id)
        if waiting.state is not DocumentState.SCANNING or waiting.content is None:
            return
        decide = self._look(waiting, waiting.content)
        found = self.documents.get(document_id)
        if found.state is not DocumentState.SCANNING:
            return  # it was given up meanwhile
        decide(found)
        self.documents.save(found)
        if found.content is None:
            self.content.tidy(document_id, keep=None)

    def _look(self, waiting: Document, content: str) -> Callable[[Document], None]:
        """What becomes of it."""
        with self.content.open(content) as file:
            hazard = self.looking.hazard(waiting.announced.media_type, file)
        if hazard is not None:
            return lambda found: found.was_found_unsafe(hazard, scanned=False)
        if self.scanner is None:
            return lambda found: found.was_found_safe(scanned=False)
        verdict = self.scanner.scan(self._chunks(waiting, content))
        if verdict.signature is None:
            return lambda found: found.was_found_safe(scanned=True)
        log.warning("a scanner found %s in document %s", verdict.signature, waiting.id)
        return lambda found: found.was_found_unsafe(INFECTED, scanned=True)

    def _chunks(self, waiting: Document, content: str) -> Iterator[bytes]:
        for part in range(waiting.announced.parts):
            yield self.content.read(content, part)
