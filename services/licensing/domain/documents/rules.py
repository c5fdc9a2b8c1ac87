"""Which documents are taken: dated data, see `rules/documents.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from services.licensing.domain.documents.facts import Announced
from services.licensing.domain.documents.refusals import (
    KindUnknown,
    NameDiffers,
    TooLarge,
    TypeNotAllowed,
)
from services.licensing.domain.documents.types import SUFFIXES
from services.licensing.domain.words import Words

AUTHORISATION = "authorisation"
"""The kind of what delegates show: rules always have it."""


@dataclass(frozen=True)
class KindRule:
    """What a document of one kind may be: its media types, and the bytes of each at most."""

    words: Words
    most_bytes: Mapping[str, int]


@dataclass(frozen=True)
class DocumentRules:
    """The rules of a day.

    `unattached_most`: how many documents of one person may wait to be attached to a record;
    `unattached_kept`: for how long they wait.
    """

    kinds: Mapping[str, KindRule]
    unattached_most: int
    unattached_kept: timedelta

    def must_take(self, announced: Announced) -> None:
        """Raise the refusal that names the field by which such a document is not taken."""
        kind = self.kinds.get(announced.kind)
        if kind is None:
            raise KindUnknown(pointer="/kind")
        most = kind.most_bytes.get(announced.media_type)
        if most is None:
            allowed = ", ".join(sorted(kind.most_bytes))
            raise TypeNotAllowed(pointer="/media_type", choices=allowed)
        if announced.size > most:
            raise TooLarge(pointer="/size", most=most)
        suffixes = SUFFIXES[announced.media_type]
        if announced.name.rpartition(".")[2].lower() not in suffixes:
            raise NameDiffers(pointer="/name", choices=", ".join(suffixes))
