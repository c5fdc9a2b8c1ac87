"""What the gateway can call about documents, and what falls due on them."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import documents as reading

Data = dict[str, Any]


class DocumentMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def announce_document(self, request: Data) -> Data:
        asked = reading.announce(request)
        return self.application.documents.uploads.announce(asked, current().actor)

    @command
    def put_document_part(self, request: Data) -> Data:
        asked = reading.put_part(request)
        return self.application.documents.uploads.put_part(asked, current().actor)

    @command
    def complete_document(self, request: Data) -> Data:
        document_id = reading.one(request)
        return self.application.documents.uploads.complete(document_id, current().actor)

    @query
    def get_document(self, request: Data) -> Data:
        return self.application.documents.reading.one(reading.one(request), current().actor)

    @query
    def find_documents(self, request: Data) -> Data:
        return self.application.documents.reading.find(reading.find(request), current().actor)

    @query
    def get_document_content(self, request: Data) -> Data:
        asked = reading.content(request)
        part = self.application.documents.reading.part(*asked, current().actor)
        return reading.file_part(*part)

    @due("documents", "upload_ends")
    def document_upload_ends(self, document_id: str, timer: str) -> None:
        self.application.documents.uploads.settle(document_id)
