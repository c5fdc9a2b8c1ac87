"""Who is let in: staff where they serve, and societies to what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.licensing.app.grants.ports import Documents, ProposalOf, Standings
from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.grants.access import sees_as_staff
from services.licensing.domain.grants.panel import Member
from services.licensing.domain.grants.refusals import (
    AnotherPersonDecides,
    DocumentsUnknown,
    NotForYou,
    PanelAssociationUnknown,
    ReviewerProposes,
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
    has_proposed: ProposalOf

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

    def must_judge(self, call_id: str, members: Sequence[Member]) -> None:
        """Raises for societies that nobody knows, and for who speaks for one that proposes."""
        named = [each for member in members for each in member.associations]
        if unknown := self.standings.unknown(named):
            raise PanelAssociationUnknown(pointer="/members", id=unknown[0])
        if self.interested(call_id, members):
            raise ReviewerProposes(pointer="/members")

    def interested(self, call_id: str, members: Sequence[Member]) -> set[str]:
        """The reviewers whose society proposes in this call, as far as logins tell: they judge
        neither it nor who asks for the same money."""
        return {
            member.reviewer
            for member in members
            if any(
                self.has_proposed(call_id, each)
                for each in self.standings.represented_by(member.reviewer)
            )
        }

    def unmet(self, association_id: str, terms: Terms, day: date) -> tuple[Unmet, ...]:
        """What the society does not meet of the call on this day."""
        return terms.eligibility.unmet(
            self.standings.society(association_id), self.standings.of(association_id, day), day
        )
