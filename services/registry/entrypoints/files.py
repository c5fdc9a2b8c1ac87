"""What the gateway can call about files, and what falls due on them."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from services.registry.app.application import Registry
from services.registry.entrypoints.file_parts import part_of
from services.registry.entrypoints.reading import files as reading
from services.registry.entrypoints.row_views import rows_page

Request = dict[str, Any]


class FilesMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def begin_import(self, request: Request) -> Request:
        asked = reading.begin_import(request)
        return self.application.files.imports.begin(asked, current().actor)

    @command
    def put_import_part(self, request: Request) -> Request:
        asked = reading.put_import_part(request)
        return self.application.files.imports.put_part(asked, current().actor)

    @command
    def check_import(self, request: Request) -> Request:
        return self.application.files.imports.check(reading.one_import(request), current().actor)

    @command
    def load_import(self, request: Request) -> Request:
        return self.application.files.imports.load(reading.one_import(request), current().actor)

    @command
    def cancel_import(self, request: Request) -> Request:
        return self.application.files.imports.cancel(reading.one_import(request), current().actor)

    @query
    def get_import(self, request: Request) -> Request:
        return self.application.files.imports.one(reading.one_import(request), current().actor)

    @query
    def find_imports(self, request: Request) -> Request:
        return self.application.files.imports.own(current().actor, *reading.page(request))

    @query
    def find_import_rows(self, request: Request) -> Request:
        import_id, after, limit, refused = reading.import_rows(request)
        imports, context = self.application.files.imports, current()
        rows = imports.rows(import_id, context.actor, after, limit, refused=refused)
        return rows_page(rows, limit, context.language, imports.headings(import_id))

    @query
    def get_import_report(self, request: Request) -> Request:
        import_id, part = reading.import_report(request)
        files = self.application.files
        return part_of(files.store, files.imports.report(import_id, current().actor), part)

    @command
    def ask_export(self, request: Request) -> Request:
        return self.application.files.exports.ask(reading.ask_export(request), current().actor)

    @query
    def get_export(self, request: Request) -> Request:
        return self.application.files.exports.one(reading.one_export(request), current().actor)

    @query
    def find_exports(self, request: Request) -> Request:
        return self.application.files.exports.own(current().actor, *reading.export_page(request))

    @query
    def get_export_file(self, request: Request) -> Request:
        export_id, part = reading.export_file(request)
        files = self.application.files
        return part_of(files.store, files.exports.file(export_id, current().actor, part), part)

    @due("imports", "expire")
    def expire_import(self, import_id: str, timer: str) -> None:
        self.application.files.imports.expire(import_id)

    @due("exports", "expire")
    def expire_export(self, export_id: str, timer: str) -> None:
        self.application.files.exports.expire(export_id)
