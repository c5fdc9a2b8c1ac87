"""Where nobody has said which societies and documents there are: none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chassis.errors import NotFound
from services.licensing.domain.access import Actor
from services.licensing.domain.grants.terms import Society, Standing


class NoSocieties:
    """A register without a society in it: nobody speaks for one, and none has a standing."""

    def of(self, association_id: str, day: date) -> Standing:
        raise NotFound("grant_association_unknown", {"id": association_id})

    def society(self, association_id: str) -> Society:
        raise NotFound("grant_association_unknown", {"id": association_id})

    def represents(self, actor: Actor, association_id: str) -> bool:
        return False


class NoDocuments:
    """A shelf without a document."""

    def unknown(self, document_ids: Sequence[str], association_id: str) -> Sequence[str]:
        return tuple(document_ids)
