"""Associations and memberships as answers have them."""

from __future__ import annotations

from services.licensing.app.ports import View
from services.licensing.app.told import told
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.bylaws import ArticleChange
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.parts import Renaming
from services.licensing.domain.associations.standing import Standing
from services.licensing.domain.contact import Contact


def show(made: Association) -> View:
    """All of it, for those who may read the numbers of its founders."""
    return {
        "id": made.id,
        "version": made.version,
        "kind": made.kind,
        "variant": made.variant,
        "state": made.state.value,
        "number": made.number,
        "name": {"ar": made.name_ar, "en": made.name_en},
        "place": told(made.place),
        "goals": list(made.goals),
        "founders": [told(each) for each in made.founders],
        "representatives": [told(each) for each in made.representatives],
        "contact": _reached(made.contact),
        "contacts": [{**told(each), "contact": _reached(each.contact)} for each in made.contacts],
        "moves": [told(each) for each in made.moves],
        "renamings": [_renaming(each) for each in made.renamings],
        "parent": made.parent and told(made.parent),
        "licence_id": made.licence_id,
        "application_id": made.application_id,
        "registered_on": made.registered_on.isoformat(),
        "recorded_on": made.recorded_on.isoformat(),
        "competent_ministry": made.competent_ministry,
        "ministries": [told(each) for each in made.ministries],
        "report_year": made.report_year,
        "report_due_by": made.report_due_by.isoformat(),
        "overdue_years": list(made.overdue),
        "reports": [{**told(each), "foreign_funded": each.foreign_funded} for each in made.reports],
        "bylaws": [told(each) for each in made.bylaws],
        "boards": [told(each) for each in made.boards],
        "measures": [told(each) for each in made.measures],
        "dissolution": made.dissolution and told(made.dissolution),
    }


def _renaming(renaming: Renaming) -> View:
    return {
        "name": {"ar": renaming.name_ar, "en": renaming.name_en},
        "former_name": {"ar": renaming.former_name_ar, "en": renaming.former_name_en},
        "on": renaming.on.isoformat(),
        "application_id": renaming.application_id,
    }


def _reached(contact: Contact) -> View | None:
    return told(contact) if contact.reachable else None


def listed(view: View) -> View:
    """Without founders, representatives and how these are reached: for lists, and for unions."""
    boards = [
        {**board, "members": [{**each, "national_number": None} for each in board["members"]]}
        for board in view["boards"]
    ]
    unknown = dict.fromkeys(("founders", "representatives", "contact", "contacts"))
    return {**view, **unknown, "boards": boards}


def published(made: Association) -> View:
    """What everybody may know."""
    return {
        "id": made.id,
        "number": made.number,
        "kind": made.kind,
        "variant": made.variant,
        "name": {"ar": made.name_ar, "en": made.name_en},
        "competent_ministry": made.competent_ministry,
        "parent": made.parent and {"name": made.parent.name, "country": made.parent.country},
        "state": made.state.value,
    }


def show_membership(made: Membership) -> View:
    """A society in a union, with its dues."""
    return {
        "id": made.id,
        "version": made.version,
        "union_id": made.union_id,
        "society_id": made.society_id,
        "application_id": made.application_id,
        "joined_on": made.joined_on.isoformat(),
        "dues": [told(each) for each in made.dues],
        "ending": made.ending and told(made.ending),
    }


def show_standing(association_id: str, union_id: str | None, found: Standing) -> View:
    """How an association stands, criterion by criterion."""
    return {
        "association_id": association_id,
        "union_id": union_id,
        "day": found.day.isoformat(),
        "good": found.good,
        "because": [told(each) for each in found.because],
    }


def show_change(change: ArticleChange) -> View:
    """What became of an article; each piece in reading order, for a page to set right to left."""
    shown: View = told(change)
    return shown
