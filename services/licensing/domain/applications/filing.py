"""Who files an application, and what they say in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.licensing.domain.access import owner_marks
from services.licensing.domain.applications.applicant import Applicant, Delegate
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Filing:
    """Who filed it, and whether for somebody at a counter; then at which centre. `delegate`: the
    number of who filed it from home for somebody else."""

    by: str
    at_counter: bool
    centre: str | None
    delegate: str | None = None


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


def owners_of(applicant: Applicant, delegate: Delegate | None, filing: Filing) -> frozenset[str]:
    """Whose application it is: who filed it from home, who asks, and who acts for them. A delegate
    who filed it and acts for them no more is a stranger."""
    acting = None if delegate is None else delegate.national_number
    theirs = not filing.at_counter and filing.delegate in (None, acting)
    filed_by = filing.by if theirs else None
    return owner_marks(filed_by, applicant.national_number) | owner_marks(None, acting)
