"""The register of associations, for decisions that are made elsewhere.

The applications engine calls these inside the transaction of its decision: the record and the
decision happen together, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations.ports import (
    Associations,
    Memberships,
    Names,
    Rules,
    Texts,
    TextsId,
)
from services.licensing.app.ports import View
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.bylaws import BylawsTexts
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.parts import (
    AnnualReport,
    Article,
    Classification,
    Figures,
)
from services.licensing.domain.associations.refusals import NameTaken
from services.licensing.domain.associations.registering import (
    Registration,
    must_have_begun,
    register,
)
from services.licensing.domain.licences.naming import words
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class AssociationRegister:
    """Puts into the register what was decided. Nothing here asks who decided it.

    `moved`: what follows when headquarters are elsewhere.
    """

    associations: Associations
    memberships: Memberships
    texts: Texts
    rules: Rules
    today: Callable[[], date]
    texts_id: TextsId
    membership_id: Callable[[str, str], str]
    names: Names
    moved: Callable[[Association], None]

    def register(
        self,
        association_id: str,
        registration: Registration,
        by: str,
        articles: Sequence[Article] = (),
        bylaws_document_id: str | None = None,
        bylaws_effective_on: date | None = None,
    ) -> View:
        """A new association with its first bylaws; a union begins with its founder societies.

        Raises what the law has against it, `association_number_taken` and, where it is decided
        here, `NameTaken`: older registers have some that are called alike.
        """
        today = self.today()
        if not registration.brought_in:
            self._name(registration.name_ar, association_id)
        made = register(association_id, registration, self.rules(today), today, by)
        if articles:
            effective_on = bylaws_effective_on or registration.registered_on
            must_have_begun(effective_on, registration.registered_on, today)
            made.amend_bylaws(
                articles, bylaws_document_id, registration.application_id, effective_on, today
            )
        view = self.associations.add(made)
        if articles:
            self._write_texts(made, articles)
        for each in sorted(set(registration.founder_societies)):
            self._join(made, each, registration.registered_on, registration.application_id)
        return view

    def amend_bylaws(
        self,
        association_id: str,
        document_id: str | None,
        articles: Sequence[Article],
        application_id: str | None,
        effective_on: date,
    ) -> View:
        """A further version of an association's bylaws takes effect."""
        made = self.associations.get_companion(association_id)
        made.amend_bylaws(articles, document_id, application_id, effective_on, self.today())
        view = self.associations.save(made)
        self._write_texts(made, articles)
        return view

    def rename(
        self, association_id: str, name_ar: str, name_en: str | None, application_id: str | None
    ) -> View:
        """It is called otherwise; its certificate says so by the amendment itself. Raises
        `NameTaken`, unless it is called so already, spelling aside."""
        made = self.associations.get_companion(association_id)
        if words(name_ar) != words(made.name_ar):
            self._name(name_ar, association_id)
        made.rename(name_ar, name_en, application_id, self.today())
        return self.associations.save(made)

    def move(self, association_id: str, place: Place, application_id: str | None) -> View:
        """Its headquarters are elsewhere: the office of the new place looks after it, and after
        what it has begun."""
        made = self.associations.get_companion(association_id)
        moved = made.move(place, application_id, self.today())
        view = self.associations.save(made)
        if moved:
            self.moved(made)
        return view

    def accept_report(
        self,
        association_id: str,
        year: int,
        figures: Figures,
        classification: Classification,
        application_id: str | None,
    ) -> View:
        """The annual report of a year that is over."""
        today = self.today()
        report = AnnualReport(year, today, figures, classification, application_id)
        made = self.associations.get_companion(association_id)
        made.accept_report(report, self.rules(today), today)
        return self.associations.save(made)

    def join(self, union_id: str, society_id: str, application_id: str | None, on: date) -> View:
        """A society joins a union. Raises `membership_already_joined` for one that has."""
        union = self.associations.get_companion(union_id)
        self.associations.hold(union)
        return self._join(union, society_id, on, application_id)

    def _name(self, name_ar: str, association_id: str) -> None:
        # Two that want the same one would both find it free.
        self.names.hold(name_ar)
        if self.names.taken(name_ar, association_id):
            raise NameTaken()

    def _join(
        self, union: Association, society_id: str, on: date, application_id: str | None
    ) -> View:
        today = self.today()
        society = self.associations.get_companion(society_id)
        self.associations.hold(society)
        made = Membership.join(
            self.membership_id(union.id, society_id),
            union,
            society,
            on,
            today,
            self.rules(today),
            application_id,
        )
        return self.memberships.add(made)

    def _write_texts(self, made: Association, articles: Sequence[Article]) -> None:
        number = made.bylaws[-1].number
        self.texts.add(
            BylawsTexts(self.texts_id(made.id, number), 0, made.id, number, tuple(articles))
        )
