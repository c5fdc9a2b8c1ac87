"""Who files an application, and what they say in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.licensing.domain.applications.applicant import Applicant, Delegate
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Filing:
    """Who filed it, and whether for somebody at a counter; then at which centre."""

    by: str
    at_counter: bool
    centre: str | None


@dataclass(frozen=True)
class Content:
    """What the applicant says: answers by field, documents by code, and who they are.

    `licence_id`: which licence it is about, as found by the number in the answers.
    """

    applicant: Applicant
    delegate: Delegate | None
    answers: Mapping[str, Any]
    papers: Mapping[str, tuple[str, ...]]
    place: Place
    licence_id: str | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """All that are named: the papers, and the authorisation of a delegate."""
        named = [each for ids in self.papers.values() for each in ids]
        return tuple(named) if self.delegate is None else (*named, self.delegate.document_id)
