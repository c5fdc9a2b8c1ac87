"""Requests about societies and unions as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.rpc.licensing import associations as contract
from contracts.rpc.licensing import memberships
from contracts.rpc.problems import read
from services.licensing.app.associations import commands
from services.licensing.domain.associations import parts
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.contact import NOBODY, Contact
from services.licensing.domain.places import Place

Data = Mapping[str, Any]
Request = dict[str, Any]


def record_association(request: Request) -> commands.RecordAssociation:
    asked = read(contract.RecordAssociation, request)
    name, bylaws = asked["name"], asked["bylaws"]
    registration = Registration(
        kind=asked["kind"],
        variant=asked["variant"],
        number=asked["number"],
        name_ar=name["ar"],
        name_en=name["en"],
        place=Place(**asked["place"]),
        competent_ministry=asked["competent_ministry"],
        goals=tuple(asked["goals"]),
        founders=tuple(parts.Founder(**each) for each in asked["founders"]),
        representatives=_representatives(asked),
        registered_on=date.fromisoformat(asked["registered_on"]),
        founder_societies=tuple(asked["founder_societies"]),
        licence_id=asked["licence_id"],
        contact=_contact(asked["contact"]) or NOBODY,
        parent=_parent(asked["parent"]),
    )
    return commands.RecordAssociation(registration, None if bylaws is None else _bylaws(bylaws))


def _bylaws(said: Data) -> commands.FirstBylaws:
    articles = tuple(parts.Article(**each) for each in said["articles"])
    effective_on = date.fromisoformat(said["effective_on"])
    return commands.FirstBylaws(said["document_id"], effective_on, articles)


def _parent(said: Data | None) -> parts.Parent | None:
    if said is None:
        return None
    day = said["registered_on"] and date.fromisoformat(said["registered_on"])
    return parts.Parent(**{**said, "registered_on": day})


def _representatives(said: Data) -> tuple[parts.Representative, ...]:
    return tuple(parts.Representative(**each) for each in said["representatives"])


def take_measure(request: Request) -> commands.TakeMeasure:
    return commands.TakeMeasure(**read(contract.TakeAssociationMeasure, request))


def dissolve(request: Request) -> commands.DissolveAssociation:
    asked = read(contract.DissolveAssociation, request)
    return commands.DissolveAssociation(**{**asked, "committee": tuple(asked["committee"])})


def change_ministry(request: Request) -> commands.ChangeMinistry:
    return commands.ChangeMinistry(**read(contract.ChangeCompetentMinistry, request))


def record_board(request: Request) -> commands.RecordBoard:
    asked = read(contract.RecordBoard, request)
    return commands.RecordBoard(
        asked["association_id"],
        tuple(parts.BoardMember(**each) for each in asked["members"]),
        date.fromisoformat(asked["valid_from"]),
        date.fromisoformat(asked["valid_until"]),
        asked["correction"] and asked["correction"]["reason"],
    )


def name_representatives(request: Request) -> commands.NameRepresentatives:
    asked = read(contract.NameRepresentatives, request)
    return commands.NameRepresentatives(
        asked["association_id"], _representatives(asked), _contact(asked["contact"])
    )


def record_contact(request: Request) -> commands.RecordContact:
    asked = read(contract.RecordAssociationContact, request)
    association_id = asked.pop("association_id")
    return commands.RecordContact(association_id, Contact(**asked))


def _contact(said: Data | None) -> Contact | None:
    return None if said is None else Contact(**said)


def record_membership(request: Request) -> commands.RecordMembership:
    asked = read(memberships.RecordMembership, request)
    joined_on = date.fromisoformat(asked["joined_on"])
    return commands.RecordMembership(**{**asked, "joined_on": joined_on})


def record_dues(request: Request) -> commands.RecordDues:
    asked = read(memberships.RecordDues, request)
    return commands.RecordDues(**{**asked, "paid_on": date.fromisoformat(asked["paid_on"])})


def withdraw_dues(request: Request) -> commands.WithdrawDues:
    return commands.WithdrawDues(**read(memberships.WithdrawDues, request))


def end_membership(request: Request) -> commands.EndMembership:
    return commands.EndMembership(**read(memberships.EndMembership, request))


def standing(request: Request) -> tuple[str, str | None, date | None]:
    """Of which association, as a member of which union, and on which day."""
    asked = read(contract.GetAssociationStanding, request)
    day = asked["day"] and date.fromisoformat(asked["day"])
    return asked["association_id"], asked["union_id"], day
