"""Copies of all that is held about a person."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, Record, Request
from contracts.rpc.files import FilePart, PartOfFile

STANDING = ("writing", "ready", "expired")


class AskDataCopy(Request):
    """All that is held about a person; the document for people is in this language."""

    person_id = fields.Identifier(required=True)
    language = fields.Language(load_default="ar")


class OneDataCopy(Request):
    """One copy."""

    copy_id = fields.Identifier(required=True)


class GetDataCopyFile(PartOfFile):
    """One part of a finished copy."""

    copy_id = fields.Identifier(required=True)


class DataCopy(Record):
    """A copy and how far it is."""

    person_id = fields.Identifier(required=True)
    language = fields.Language(required=True)
    asked_by = fields.Text(required=True)
    by_person = fields.Flag(required=True)
    status = fields.Choice(STANDING, required=True)
    expires_at = fields.Moment(required=True, allow_none=True)


METHODS: Methods = {
    "ask_data_copy": Method("command", AskDataCopy, DataCopy),
    "get_data_copy": Method("query", OneDataCopy, DataCopy),
    "get_data_copy_json": Method("query", GetDataCopyFile, FilePart),
    "get_data_copy_document": Method("query", GetDataCopyFile, FilePart),
}
