"""What an applicant can be asked to complete: only what they can fill in or hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from services.licensing.domain.applications.applicant import Applicant, Contact, Delegate, Entity
from services.licensing.domain.applications.record import Ask
from services.licensing.domain.applications.refusals import AskedNowhere
from services.licensing.domain.catalogue.fields import Field, FieldType
from services.licensing.domain.catalogue.service import Party, ServiceVersion
from services.licensing.domain.refusals import RefusedField

_PARTS: Mapping[type, Mapping[str, type]] = {
    Applicant: {"contact": Contact, "entity": Entity},
    Delegate: {"contact": Contact},
}
_WITHIN: Mapping[FieldType, frozenset[str]] = {
    FieldType.NAME: frozenset({"ar", "en"}),
    FieldType.PLACE: frozenset({"governorate", "district", "details"}),
}
"""What an answer of several parts consists of."""


def must_be_asked_for(service: ServiceVersion, asks: Sequence[Ask]) -> None:
    """Raises `AskedNowhere` that names each ask which is no place of the request, of the form or
    among the papers of this service: nobody could complete it."""
    unknown = [
        RefusedField(f"/asks/{at}/pointer", AskedNowhere.place)
        for at, each in enumerate(asks)
        if not _is_there(service, each.pointer.split("/")[1:])
    ]
    if unknown:
        raise AskedNowhere(unknown)


def _is_there(service: ServiceVersion, path: Sequence[str]) -> bool:
    root, rest = path[0], path[1:]
    if root == "answers":
        return not rest or _in_form(service.form.field(rest[0]), rest[1:])
    if root == "papers":
        return _among_papers(service, rest)
    if root == "applicant":
        return _within(Applicant, rest)
    if root == "delegate":
        return Party.DELEGATE in service.parties and _within(Delegate, rest)
    return path == ["governorate"]


def _in_form(asked: Field | None, rest: Sequence[str]) -> bool:
    if asked is None or not rest:
        return asked is not None
    if asked.type is FieldType.TABLE:
        columns = {each.code: each for each in asked.columns}
        return rest[0].isdecimal() and (len(rest) == 1 or _in_form(columns.get(rest[1]), rest[2:]))
    if asked.type is FieldType.CHOICES:
        return len(rest) == 1 and rest[0].isdecimal()
    return len(rest) == 1 and rest[0] in _WITHIN.get(asked.type, ())


def _among_papers(service: ServiceVersion, rest: Sequence[str]) -> bool:
    """All of them, one, or one document of one."""
    known = {each.code for each in service.papers}
    one = not rest or rest[0] in known
    return bool(known) and one and (len(rest) < 2 or (len(rest) == 2 and rest[1].isdecimal()))


def _within(whole: type[Applicant | Delegate | Contact | Entity], rest: Sequence[str]) -> bool:
    if not rest:
        return True
    if rest[0] not in {each.name for each in fields(whole)}:
        return False
    part = _PARTS.get(whole, {}).get(rest[0])
    return len(rest) == 1 if part is None else _within(part, rest[1:])
