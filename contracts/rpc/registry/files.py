"""What the registry is asked and answers about imports and exports."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.files import MOST_PARTS, PART_SIZE, Base64, FilePart, PartOfFile, Sha256
from contracts.rpc.registry.purposes import PurposeCode

FORMATS = ("csv", "xlsx")
ENCODINGS = ("utf-8", "windows-1256")
IMPORT_STATUSES = (
    "receiving",
    "checking",
    "checked",
    "loading",
    "loaded",
    "unreadable",
    "cancelled",
)
EXPORT_STATUSES = ("writing", "ready", "expired")
MOST_ROWS = 2_000_000


_OF_NAMES = r"0-9A-Za-z\u0621-\u063a\u0641-\u064a\u0660-\u0669\u06f0-\u06f9_()"


class FileName(fields.Text):
    """A file's name: no folders in it."""

    longest = 120
    pattern = rf"^[{_OF_NAMES}](?:[{_OF_NAMES} .-]*[{_OF_NAMES}])?$"
    sample = "families.csv"


class AnnouncedFile(Request):
    """A file as its sender describes it, to be sent in parts of 512 KiB."""

    name = FileName(required=True)
    format = fields.Choice(FORMATS, required=True, metadata={"example": "csv"})
    encoding = fields.Choice(
        ENCODINGS,
        load_default=None,
        allow_none=True,
        metadata={"description": "Of a CSV; found out when it is not said."},
    )
    size = fields.Whole(
        required=True,
        least=1,
        most=MOST_PARTS * PART_SIZE // 4,
        metadata={"description": "Bytes, up to 512 MiB.", "example": 2048},
    )
    sha256 = Sha256(required=True, metadata={"description": "Of the whole file."})


class BeginImport(AnnouncedFile):
    """A file of persons and households; one that was loaded, or is about to be, is refused."""

    again = fields.Flag(
        load_default=False,
        metadata={
            "description": "`true`: the same content was loaded before and is meant once more. "
            "Whoever has no national number is then registered a second time."
        },
    )


class PartBody(Request):
    """One part of the file: 512 KiB, the last one what is left."""

    data = Base64(required=True)
    sha256 = Sha256(required=True, metadata={"description": "Of this part."})


class PutImportPart(PartBody):
    """The same, saying of which import and which part, counted from 0."""

    import_id = fields.Identifier(required=True)
    part = fields.Whole(required=True, least=0, most=MOST_PARTS)


class OneImport(Request):
    """One import."""

    import_id = fields.Identifier(required=True)


class GetImportReport(PartOfFile):
    """One part of the file that lists what was refused."""

    import_id = fields.Identifier(required=True)


class FindImports(PageRequest):
    """One's own imports, newest first."""


class FindImportRows(PageRequest):
    """Rows of an import as understood, with what is wrong with each cell."""

    import_id = fields.Identifier(required=True)
    refused = fields.Choice(
        ("true", "false"),
        load_default="false",
        metadata={"description": "`true`: only rows that are refused."},
    )


class TallySchema(Strict):
    """What became of the rows."""

    rows = fields.Whole(required=True, least=0, most=MOST_ROWS)
    refused_rows = fields.Whole(required=True, least=0, most=MOST_ROWS)
    persons = fields.Whole(required=True, least=0, most=MOST_ROWS)
    households = fields.Whole(required=True, least=0, most=MOST_ROWS)


class ProgressSchema(Strict):
    """How far the work in the background is."""

    work = fields.Text(required=True, metadata={"example": "check"})
    state = fields.Choice(("waiting", "running", "done", "failed"), required=True)
    done = fields.Whole(required=True, least=0, most=2**53)
    total = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    updated_at = fields.Moment(required=True)


class InWords(Strict):
    """A problem in words."""

    title = fields.Text(required=True)
    detail = fields.Paragraph(required=True)


class FileProblem(Strict):
    """What is to be said of the file as a whole, in both languages."""

    ar = fields.Nested(InWords, required=True)
    en = fields.Nested(InWords, required=True)


class IgnoredColumn(Strict):
    """A column that is not read, because nobody knows its heading; `meant`: which one it probably
    was to be. In both languages."""

    heading = fields.Text(required=True, metadata={"example": "رقم الهتف"})
    meant = fields.Text(required=True, allow_none=True, metadata={"example": "mobile"})
    ar = fields.Nested(InWords, required=True)
    en = fields.Nested(InWords, required=True)


class RefusedFor(Strict):
    """How many rows are refused for one reason; one row may be so for several."""

    code = fields.Text(required=True, metadata={"example": "import_number_repeated"})
    rows = fields.Whole(required=True, least=1, most=MOST_ROWS)
    ar = fields.Text(required=True)
    en = fields.Text(required=True)


class Import(Record):
    """An import and how far it is."""

    name = FileName(required=True)
    format = fields.Choice(FORMATS, required=True)
    encoding = fields.Choice(ENCODINGS, required=True, allow_none=True)
    size = fields.Whole(required=True, least=1, most=2**53)
    sha256 = Sha256(required=True)
    again = fields.Flag(required=True)
    status = fields.Choice(IMPORT_STATUSES, required=True)
    missing = fields.Several(
        fields.Whole(least=0, most=MOST_PARTS),
        most=MOST_PARTS,
        required=True,
        metadata={"description": "The parts that are still to come."},
    )
    checked = fields.Nested(
        TallySchema,
        required=True,
        allow_none=True,
        metadata={"description": "What would be registered; nothing is yet."},
    )
    loaded = fields.Nested(TallySchema, required=True, allow_none=True)
    ignored_columns = fields.Several(
        fields.Nested(IgnoredColumn),
        required=True,
        metadata={"description": "Columns of the file that are not read."},
    )
    reasons = fields.Several(
        fields.Nested(RefusedFor),
        required=True,
        metadata={
            "description": "Why rows are refused. `import_number_of_another`: the national number "
            "is registered under another name, as far as the sender reads that record; "
            "`national_number_taken`: it is registered; `import_number_repeated`: it stands in "
            "the file more than once."
        },
    )
    unreadable = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "Why not one row could be read: a code of /problems."},
    )
    problem = fields.Nested(
        FileProblem,
        required=True,
        allow_none=True,
        metadata={"description": "The same for people, in both languages."},
    )
    advice = fields.Nested(
        FileProblem,
        required=True,
        allow_none=True,
        metadata={"description": "What is to be done once it is loaded, in both languages."},
    )
    progress = fields.Nested(ProgressSchema, required=True, allow_none=True)
    sent_by = fields.Text(required=True)
    sent_on = fields.Day(required=True)


class ImportPage(PageAnswer):
    """One page of imports."""

    items = fields.Several(fields.Nested(Import), required=True)


class CellProblem(Strict):
    """What is wrong with one cell, in the caller's language."""

    column = fields.Text(
        required=True,
        metadata={
            "description": "`row`, where no cell but the row as a whole is wrong.",
            "example": "birth_date",
        },
    )
    heading = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "How the file itself heads it.", "example": "تاريخ الميلاد"},
    )
    code = fields.Text(required=True, metadata={"example": "malformed_partial_date"})
    title = fields.Text(required=True)
    detail = fields.Paragraph(required=True)


class CellSchema(Strict):
    """One cell as it was understood."""

    column = fields.Text(required=True, metadata={"example": "first"})
    value = fields.Text(required=True, longest=10_000, pattern="^.+$")


class ImportRow(Strict):
    """One row: its number in the spreadsheet, its cells and what is wrong with them."""

    row = fields.Whole(required=True, least=2, most=MOST_ROWS)
    household = fields.Text(required=True, allow_none=True, longest=10_000, pattern="^.+$")
    relation = fields.Text(required=True, allow_none=True, longest=10_000, pattern="^.+$")
    cells = fields.Several(fields.Nested(CellSchema), required=True)
    problems = fields.Several(fields.Nested(CellProblem), required=True)


class ImportRowPage(PageAnswer):
    """One page of rows."""

    items = fields.Several(fields.Nested(ImportRow), required=True)


class AskExport(Request):
    """A file of all persons or households that the caller may read."""

    of = fields.Choice(("persons", "households"), required=True, metadata={"example": "persons"})
    format = fields.Choice(FORMATS, load_default="csv")
    language = fields.Language(load_default="ar")
    governorate = fields.Governorate(load_default=None, allow_none=True)
    purpose = PurposeCode(required=True, metadata={"example": "service_planning"})


class OneExport(Request):
    """One export."""

    export_id = fields.Identifier(required=True)


class GetExportFile(PartOfFile):
    """One part of the finished file."""

    export_id = fields.Identifier(required=True)


class FindExports(PageRequest):
    """One's own exports, newest first."""


class Export(Record):
    """An export and how far it is."""

    of = fields.Choice(("persons", "households"), required=True)
    format = fields.Choice(FORMATS, required=True)
    language = fields.Language(required=True)
    purpose = PurposeCode(required=True)
    subject = fields.Text(required=True)
    governorates = fields.Several(
        fields.Governorate(),
        required=True,
        allow_none=True,
        metadata={"description": "Whose records; null: of the whole country."},
    )
    status = fields.Choice(EXPORT_STATUSES, required=True)
    rows = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    expires_at = fields.Moment(required=True, allow_none=True)
    progress = fields.Nested(ProgressSchema, required=True, allow_none=True)


class ExportPage(PageAnswer):
    """One page of exports."""

    items = fields.Several(fields.Nested(Export), required=True)


METHODS: Methods = {
    "begin_import": Method("command", BeginImport, Import),
    "put_import_part": Method("command", PutImportPart, Import),
    "check_import": Method("command", OneImport, Import),
    "load_import": Method("command", OneImport, Import),
    "cancel_import": Method("command", OneImport, Import),
    "get_import": Method("query", OneImport, Import),
    "find_imports": Method("query", FindImports, ImportPage),
    "find_import_rows": Method("query", FindImportRows, ImportRowPage),
    "get_import_report": Method("query", GetImportReport, FilePart),
    "ask_export": Method("command", AskExport, Export),
    "get_export": Method("query", OneExport, Export),
    "find_exports": Method("query", FindExports, ExportPage),
    "get_export_file": Method("query", GetExportFile, FilePart),
}
