"""What the registry can be told of imports and exports."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.files.people_import import SentFile


@dataclass(frozen=True)
class BeginImport:
    """Announce a file of persons and households; `again`, although it was loaded before."""

    file: SentFile
    again: bool = False


@dataclass(frozen=True)
class PutPart:
    """One part of an announced file, with its SHA-256."""

    import_id: str
    part: int
    data: bytes
    sha256: str


@dataclass(frozen=True)
class AskExport:
    """Ask for a file of `persons` or `households`, headed in this language."""

    of: str
    format: str
    language: str
    purpose: str
    governorate: str | None = None
