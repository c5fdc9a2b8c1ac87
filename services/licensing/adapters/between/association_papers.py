"""Documents that belong to the records of associations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.licensing.app.documents.attaching import Documents
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.association import Association
from services.licensing.domain.documents.facts import RecordRef

KIND = "association"


@dataclass(frozen=True)
class PapersOfAssociations:
    """See `app.associations.ports.Papers`."""

    documents: Documents

    def must_be_usable(self, named: Mapping[str, str], actor: Actor) -> None:
        self.documents.must_be_usable(named, actor, named_at=named)

    def attach(self, document_ids: Iterable[str], association: Association, actor: Actor) -> None:
        for each in document_ids:
            self.documents.attach(each, _record(association), actor)

    def follow(self, association: Association) -> None:
        self.documents.reattach(_record(association))


def _record(association: Association) -> RecordRef:
    return RecordRef(KIND, association.id, association.governorate, association.owners)
