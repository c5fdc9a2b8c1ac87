"""Who is let in: staff where they serve, and societies to what is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.licensing.app.grants.ports import Documents, Standings
from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.grants.access import sees_as_staff
from services.licensing.domain.grants.refusals import (
    AnotherPersonDecides,
    DocumentsUnknown,
    NotForYou,
)
from services.licensing.domain.grants.terms import Terms, Unmet


class OfSociety(Protocol):
    """A proposal or a grant."""

    @property
    def association_id(self) -> str: ...
    @property
    def governorate(self) -> str: ...


@dataclass(frozen=True)
class Admission:
    """Guards that ask the register of societies."""

    standings: Standings
    documents: Documents

    def must_represent(self, actor: Actor, record: OfSociety) -> None:
        """Raises unless the actor speaks for the society."""
        self.must_speak_for(actor, record.association_id)

    def must_speak_for(self, actor: Actor, association_id: str) -> None:
        must_have_role(actor, "citizen")
        if not self.standings.represents(actor, association_id):
            raise NotForYou()

    def must_stand_apart(self, actor: Actor, record: OfSociety) -> None:
        """Nobody decides for the society that they speak for."""
        if self.standings.represents(actor, record.association_id):
            raise AnotherPersonDecides()

    def must_see(self, actor: Actor, record: OfSociety) -> None:
        """Raises `NotForYou` unless it is the actor's work or the actor's society's."""
        if sees_as_staff(actor, record.governorate):
            return
        if "citizen" in actor.roles and self.standings.represents(actor, record.association_id):
            return
        raise NotForYou()

    def must_have_documents(self, document_ids: tuple[str, ...], association_id: str) -> None:
        if document_ids and self.documents.unknown(document_ids, association_id):
            raise DocumentsUnknown(pointer="/documents")

    def unmet(self, association_id: str, terms: Terms, day: date) -> tuple[Unmet, ...]:
        """What the society does not meet of the call on this day."""
        return terms.eligibility.unmet(
            self.standings.society(association_id), self.standings.of(association_id, day), day
        )
