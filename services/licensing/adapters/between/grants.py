"""What grants need of associations and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.context import current
from chassis.errors import NotFound
from services.licensing.app.associations.area import AssociationArea
from services.licensing.app.associations.ports import Unions
from services.licensing.app.documents.attaching import Documents
from services.licensing.domain.access import Actor, owner_marks
from services.licensing.domain.associations.access import acts_for
from services.licensing.domain.grants.terms import Society, Standing


@dataclass(frozen=True)
class StandingsOfAssociations:
    """See `app.grants.ports.Standings`."""

    associations: AssociationArea
    unions: Unions

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

    def unknown(self, association_ids: Sequence[str]) -> Sequence[str]:
        return [each for each in association_ids if not self._knows(each)]

    def represented_by(self, login: str) -> Sequence[str]:
        return self.unions.acted_for_by(owner_marks(login, None))

    def _knows(self, association_id: str) -> bool:
        try:
            self.associations.register.associations.load(association_id)
        except NotFound:
            return False
        return True


@dataclass(frozen=True)
class DocumentsOfSocieties:
    """See `app.grants.ports.Documents`: of what who asks may use."""

    documents: Documents

    def unknown(self, document_ids: Sequence[str], association_id: str) -> Sequence[str]:
        key = f"association/{association_id}"
        known = self.documents.usable(document_ids, current().actor, record_key=key)
        return [each for each in document_ids if each not in known]
