"""Requests about documents, already found to fit their schemas, as commands and queries."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from contracts.rpc.licensing import documents as contract
from contracts.rpc.problems import read
from services.licensing.app.documents import commands
from services.licensing.domain.documents.facts import Announced

Request = dict[str, Any]


def announce(request: Request) -> commands.AnnounceDocument:
    asked = read(contract.AnnounceDocument, request)
    until = asked["expires_on"]
    expires_on = None if until is None else date.fromisoformat(until)
    return commands.AnnounceDocument(Announced(**{**asked, "expires_on": expires_on}))


def put_part(request: Request) -> commands.PutDocumentPart:
    asked = read(contract.PutDocumentPart, request)
    return commands.PutDocumentPart(asked["document_id"], asked["part"], b64decode(asked["data"]))


def one(request: Request) -> str:
    return str(read(contract.OneDocument, request)["document_id"])


def content(request: Request) -> tuple[str, int]:
    """The document, and which part of it."""
    asked = read(contract.GetDocumentContent, request)
    return asked["document_id"], asked["part"]


def find(request: Request) -> commands.FindDocuments:
    asked = read(contract.FindDocuments, request)
    return commands.FindDocuments(asked["record"], asked["after"], asked["limit"])


def file_part(announced: Announced, data: bytes) -> Request:
    """One part as the contract's `FilePart`."""
    return {
        "name": announced.name,
        "media_type": announced.media_type,
        "size": announced.size,
        "sha256": announced.sha256,
        "parts": announced.parts,
        "data": b64encode(data).decode(),
    }
