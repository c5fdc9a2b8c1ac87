"""How an association comes into the registry: by a decision, or from the one before this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.associations import events, parts, refusals
from services.licensing.domain.associations.association import (
    Association,
    must_be_different,
    must_be_ministry,
)
from services.licensing.domain.associations.rules import AssociationRules
from services.licensing.domain.contact import NOBODY, Contact
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Registration:
    """What is known of an association when it is registered.

    `founder_societies`: the members with which a union begins. `application_id` and `licence_id`
    are missing for those that were registered before there was this system.
    """

    kind: str
    variant: str | None
    number: str
    name_ar: str
    name_en: str | None
    place: Place
    competent_ministry: str
    goals: tuple[str, ...]
    founders: tuple[parts.Founder, ...]
    representatives: tuple[parts.Representative, ...]
    registered_on: date
    founder_societies: tuple[str, ...] = ()
    application_id: str | None = None
    licence_id: str | None = None
    contact: Contact = NOBODY
    parent: parts.Parent | None = None

    @property
    def brought_in(self) -> bool:
        """Whether it was registered before there was this system."""
        return self.application_id is None


def register(
    association_id: str, asked: Registration, rules: AssociationRules, today: date, by: str
) -> Association:
    """The new association. Reports are awaited from the year in which it was recorded on."""
    if asked.registered_on > today:
        raise refusals.DayAhead()
    must_be_ministry(asked.competent_ministry, rules)
    _must_have_founders(asked, rules)
    _must_have_parent(asked)
    must_be_different(asked.representatives)
    first_year = today.year
    made = Association(
        id=association_id,
        version=0,
        kind=asked.kind,
        variant=asked.variant,
        number=asked.number,
        name_ar=asked.name_ar,
        name_en=asked.name_en,
        place=asked.place,
        goals=asked.goals,
        founders=asked.founders,
        representatives=asked.representatives,
        licence_id=asked.licence_id,
        application_id=asked.application_id,
        registered_on=asked.registered_on,
        recorded_on=today,
        ministries=(parts.MinistryAssignment(asked.competent_ministry, asked.registered_on),),
        report_year=first_year,
        report_due_by=rules.report_due_by(first_year),
        first_report_year=first_year,
        parent=asked.parent,
    )
    # The contact first: who hears of the association knows by then how to reach it.
    made.record_contact(asked.contact, by, today)
    made.events.append(_registered(made))
    return made


def must_have_begun(effective_on: date, registered_on: date, today: date) -> None:
    """First bylaws take effect with the association at the earliest. Raises
    `BylawsBeforeAssociation`, and `DayAhead` for those to come."""
    if effective_on < registered_on:
        raise refusals.BylawsBeforeAssociation(pointer="/bylaws/effective_on")
    if effective_on > today:
        raise refusals.DayAhead(pointer="/bylaws/effective_on")


def _must_have_parent(asked: Registration) -> None:
    """Where it names one. Raises `ParentUnfit`, `ParentYounger`."""
    if asked.parent is None:
        return
    if asked.variant != parts.Variant.FOREIGN_BRANCH:
        raise refusals.ParentUnfit()
    if (asked.parent.registered_on or date.min) > asked.registered_on:
        raise refusals.ParentYounger(pointer="/parent/registered_on")


def _must_have_founders(asked: Registration, rules: AssociationRules) -> None:
    if (asked.kind == parts.UNION) is (asked.variant is not None):
        raise refusals.VariantUnfit()
    if asked.variant is None:
        if len(set(asked.founder_societies)) < rules.union_founders:
            raise refusals.TooFewFounderSocieties(least=rules.union_founders)
        return
    if asked.founder_societies:
        raise refusals.NotAUnion()
    numbers = [each.national_number for each in asked.founders if each.national_number]
    if len(numbers) != len(set(numbers)):
        raise refusals.FounderTwice()
    bounds = rules.founders[asked.variant]
    if not bounds.holds(len(asked.founders)):
        if bounds.most is None:
            raise refusals.FoundersTooFew(least=bounds.least)
        raise refusals.FoundersOutOfBounds(least=bounds.least, most=bounds.most)


def _registered(made: Association) -> events.AssociationRegistered:
    return events.AssociationRegistered(
        made.id,
        made.kind,
        made.variant,
        made.number,
        made.competent_ministry,
        made.place,
        made.registered_on,
        made.application_id,
    )
