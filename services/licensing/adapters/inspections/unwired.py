"""Until an area is there that has documents: reports come without them."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.errors import NotFound
from services.licensing.domain.access import Actor


class NoDocuments:
    """See `app.inspections.ports.Photographs`: there are none, so none can be used."""

    def must_be_usable(self, document_ids: Sequence[str], actor: Actor) -> None:
        for each in document_ids:
            raise NotFound("inspection_document_unknown", {"id": each})

    def attach(self, document_ids: Sequence[str], record: str) -> None:
        """There are none."""
