"""What grants need of associations and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.context import current
from services.licensing.app.associations.area import AssociationArea
from services.licensing.app.documents.attaching import Documents
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.access import acts_for
from services.licensing.domain.grants.terms import Society, Standing


@dataclass(frozen=True)
class StandingsOfAssociations:
    """See `app.grants.ports.Standings`."""

    associations: AssociationArea

    def of(self, association_id: str, day: date) -> Standing:
        stands = self.associations.standings.of(association_id, day)
        return Standing(stands.good, tuple(each.words for each in stands.because if not each.met))

    def society(self, association_id: str) -> Society:
        made = self.associations.register.associations.load(association_id)
        sector = made.goals[0] if made.goals else made.ministries[-1].code
        dissolved = made.dissolution is not None
        return Society(made.governorate, sector, made.registered_on, dissolved)

    def represents(self, actor: Actor, association_id: str) -> bool:
        return acts_for(actor, self.associations.register.associations.load(association_id))


@dataclass(frozen=True)
class DocumentsOfSocieties:
    """See `app.grants.ports.Documents`: of what who asks may use."""

    documents: Documents

    def unknown(self, document_ids: Sequence[str], association_id: str) -> Sequence[str]:
        key = f"association/{association_id}"
        known = self.documents.usable(document_ids, current().actor, record_key=key)
        return [each for each in document_ids if each not in known]
