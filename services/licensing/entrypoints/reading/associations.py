"""Requests about societies and unions as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.rpc.licensing import associations as contract
from contracts.rpc.licensing import memberships
from contracts.rpc.problems import read
from services.licensing.app.associations import commands
from services.licensing.app.plain import restored
from services.licensing.domain.associations.registering import Registration

Data = Mapping[str, Any]
Request = dict[str, Any]


def record_association(request: Request) -> commands.RecordAssociation:
    asked = read(contract.RecordAssociation, request)
    name, bylaws = asked.pop("name"), asked.pop("bylaws")
    asked |= {"name_ar": name["ar"], "name_en": name["en"]}
    return commands.RecordAssociation(
        restored(Registration, asked), bylaws and restored(commands.FirstBylaws, bylaws)
    )


def take_measure(request: Request) -> commands.TakeMeasure:
    return commands.TakeMeasure(**read(contract.TakeAssociationMeasure, request))


def dissolve(request: Request) -> commands.DissolveAssociation:
    return restored(commands.DissolveAssociation, read(contract.DissolveAssociation, request))


def change_ministry(request: Request) -> commands.ChangeMinistry:
    return commands.ChangeMinistry(**read(contract.ChangeCompetentMinistry, request))


def record_board(request: Request) -> commands.RecordBoard:
    return restored(commands.RecordBoard, read(contract.RecordBoard, request))


def name_representatives(request: Request) -> commands.NameRepresentatives:
    return restored(commands.NameRepresentatives, read(contract.NameRepresentatives, request))


def record_membership(request: Request) -> commands.RecordMembership:
    return restored(commands.RecordMembership, read(memberships.RecordMembership, request))


def record_dues(request: Request) -> commands.RecordDues:
    return restored(commands.RecordDues, read(memberships.RecordDues, request))


def end_membership(request: Request) -> commands.EndMembership:
    return commands.EndMembership(**read(memberships.EndMembership, request))


def standing(request: Request) -> tuple[str, str | None, date | None]:
    """Of which association, as a member of which union, and on which day."""
    asked = read(contract.GetAssociationStanding, request)
    day = asked["day"] and date.fromisoformat(asked["day"])
    return asked["association_id"], asked["union_id"], day
