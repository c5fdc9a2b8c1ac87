"""What licensing is asked and answers about documents that people hand in."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.files import PART_SIZE, Base64, FilePart, PartOfFile, Sha256

LARGEST = 32 * 1024 * 1024
MOST_PARTS = LARGEST // PART_SIZE
MEDIA_TYPES = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
STATES = ("receiving", "scanning", "ready", "refused", "removed")

_UNSEEN = r"\u0000-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u206f\ufeff"
"""Signs that cannot be seen, of which some make `cod.exe` read as `exe.doc`."""


class DocumentName(fields.Text):
    """A file's name as people wrote it, with its ending; no folders in it."""

    shortest, longest = 3, 200
    pattern = (
        rf"^[^{_UNSEEN}\u0020\u00a0\u200c-\u200f./\\](?:[^{_UNSEEN}/\\]*[^{_UNSEEN}/\\ ])?"
        r"\.[0-9A-Za-z]{1,5}$"
    )
    problem = "malformed_document_name"
    sample = "شهادة عدم محكومية.pdf"


class KindCode(fields.Text):
    """What a document is for: a code of the rules in force."""

    longest = 60
    pattern = "^[a-z][a-z0-9_]*$"
    problem = "malformed_document_kind"
    sample = "non_conviction"


class RecordName(fields.Text):
    """A record of licensing: its kind and identifier."""

    shortest, longest = 38, 100
    pattern = rf"^[a-z][a-z_]*/{fields.Identifier.pattern[1:-1]}$"
    problem = "malformed_record_name"
    sample = "application/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e01"


class AnnounceDocument(Request):
    """A file as its sender describes it, to be sent in parts of 512 KiB."""

    name = DocumentName(required=True)
    media_type = fields.Choice(MEDIA_TYPES, required=True, metadata={"example": "application/pdf"})
    size = fields.Whole(
        required=True,
        least=1,
        most=LARGEST,
        metadata={
            "description": "Bytes, up to 32 MiB; the rules may allow less.",
            "example": 700000,
        },
    )
    sha256 = Sha256(required=True, metadata={"description": "Of the whole file."})
    kind = KindCode(required=True)
    expires_on = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The last day on which the paper itself is valid."},
    )


class OneDocument(Request):
    """One document."""

    document_id = fields.Identifier(required=True)


class PutDocumentPart(OneDocument):
    """One part of the file, counted from 0: 512 KiB, the last one what is left."""

    part = fields.Whole(required=True, least=0, most=4096)
    data = Base64(required=True, shortest=0)


class GetDocumentContent(PartOfFile):
    """One part of the file."""

    document_id = fields.Identifier(required=True)


class FindDocuments(PageRequest):
    """The caller's own documents, or those of a record that the caller may see; newest first."""

    record = RecordName(
        load_default=None,
        allow_none=True,
        metadata={"description": "Those that belong to this record."},
    )


class SaidOfDocument(Strict):
    """Why it is refused, in words."""

    title = fields.Text(required=True)
    detail = fields.Paragraph(required=True)


class WhyRefused(Strict):
    """Why it is refused: a code of /problems, and its words in both languages."""

    code = fields.Text(required=True, metadata={"example": "document_encrypted"})
    ar = fields.Nested(SaidOfDocument, required=True)
    en = fields.Nested(SaidOfDocument, required=True)


class RecordOfDocument(Strict):
    """The record that a document belongs to."""

    kind = fields.Text(required=True, pattern="^[a-z][a-z_]*$", metadata={"example": "application"})
    id = fields.Identifier(required=True)


class Document(Record):
    """A document and how far it is."""

    name = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "Null once it was removed.", "example": DocumentName.sample},
    )
    media_type = fields.Choice(MEDIA_TYPES, required=True)
    size = fields.Whole(required=True, least=1, most=LARGEST)
    sha256 = Sha256(required=True)
    kind = KindCode(required=True)
    expires_on = fields.Day(
        required=True,
        allow_none=True,
        metadata={"description": "The last day on which the paper itself is valid."},
    )
    state = fields.Choice(STATES, required=True)
    parts = fields.Whole(required=True, least=1, most=MOST_PARTS)
    part_size = fields.Whole(
        required=True,
        least=PART_SIZE,
        most=PART_SIZE,
        metadata={"description": "Bytes of every part but the last.", "example": PART_SIZE},
    )
    missing = fields.Several(
        fields.Whole(least=0, most=MOST_PARTS),
        most=MOST_PARTS,
        required=True,
        metadata={"description": "The parts that are still to come."},
    )
    scanned = fields.Flag(
        required=True,
        allow_none=True,
        metadata={
            "description": "Whether a virus scanner looked at it; `false` where none is in use, "
            "null before it was looked at."
        },
    )
    refused = fields.Nested(WhyRefused, required=True, allow_none=True)
    record = fields.Nested(
        RecordOfDocument,
        required=True,
        allow_none=True,
        metadata={"description": "What it belongs to; from then on it does not change."},
    )
    announced_at = fields.Moment(required=True)
    upload_ends_at = fields.Moment(
        required=True,
        metadata={"description": "When it is removed, unless it belongs to a record by then."},
    )


class DocumentPage(PageAnswer):
    """One page of documents."""

    items = fields.Several(fields.Nested(Document), required=True)


METHODS: Methods = {
    "announce_document": Method("command", AnnounceDocument, Document),
    "put_document_part": Method("command", PutDocumentPart, Document),
    "complete_document": Method("command", OneDocument, Document),
    "get_document": Method("query", OneDocument, Document),
    "find_documents": Method("query", FindDocuments, DocumentPage),
    "get_document_content": Method("query", GetDocumentContent, FilePart),
}
