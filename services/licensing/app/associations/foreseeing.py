"""What the register will refuse, known before anybody decides: nothing here is stored.

The verbs are those of `AssociationRegister`, so that what is applied for is tried as it will be
entered. Until the decision things can change: the register looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations.ports import Associations, Members, Names, Rules
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.parts import (
    AnnualReport,
    Article,
    Classification,
    Figures,
)
from services.licensing.domain.associations.refusals import AlreadyAMember, NameTaken
from services.licensing.domain.associations.registering import Registration, register
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Foreseeing:
    """Raises what the register raises, as things stand today."""

    associations: Associations
    members: Members
    names: Names
    rules: Rules
    today: Callable[[], date]

    def register(
        self,
        association_id: str,
        registration: Registration,
        by: str,
        articles: Sequence[Article] = (),
        bylaws_document_id: str | None = None,
    ) -> None:
        today = self.today()
        made = register(association_id, registration, self.rules(today), today, by)
        if articles:
            made.amend_bylaws(articles, bylaws_document_id, None, today, today)
        for each in sorted(set(registration.founder_societies)):
            self._join(made, each, None, today)

    def amend_bylaws(
        self,
        association_id: str,
        document_id: str | None,
        articles: Sequence[Article],
        application_id: str | None,
        effective_on: date,
    ) -> None:
        made = self.associations.load(association_id)
        made.amend_bylaws(articles, document_id, application_id, effective_on, self.today())

    def rename(
        self, association_id: str, name_ar: str, name_en: str | None, application_id: str | None
    ) -> None:
        if self.names.taken(name_ar, association_id):
            raise NameTaken()
        made = self.associations.load(association_id)
        made.rename(name_ar, name_en, application_id, self.today())

    def move(self, association_id: str, place: Place, application_id: str | None) -> None:
        self.associations.load(association_id).move(place, application_id, self.today())

    def accept_report(
        self,
        association_id: str,
        year: int,
        figures: Figures,
        classification: Classification,
        application_id: str | None,
    ) -> None:
        today = self.today()
        report = AnnualReport(year, today, figures, classification, application_id)
        self.associations.load(association_id).accept_report(report, self.rules(today), today)

    def join(self, union_id: str, society_id: str, application_id: str | None, on: date) -> None:
        self._join(self.associations.load(union_id), society_id, application_id, on)
        known = self.members.between(union_id, society_id)
        if known is not None and known.ending is None:
            raise AlreadyAMember()

    def _join(
        self, union: Association, society_id: str, application_id: str | None, on: date
    ) -> None:
        society, today = self.associations.load(society_id), self.today()
        rules = self.rules(today)
        Membership.join("", union, society, on, today, rules, application_id)
