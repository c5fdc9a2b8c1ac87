"""The registry's values as plain dicts (storage, answers, requests), and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any, cast

from services.registry.app.privacy.plain import protection_from, protection_to
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.facts import (
    Address,
    BirthDate,
    Contact,
    CourtDecision,
    Disability,
    Guardian,
    Name,
    NameParts,
)
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.origin import Origin
from services.registry.domain.privacy.protection import Protection

Plain = Mapping[str, Any]
Facts = Mapping[str, Callable[[Any], Any]]


def flat(value: Any) -> dict[str, Any]:
    """The fields of a dataclass whose values are all plain: `asdict`, which goes through every
    value and copies it, takes ten times as long, for every person of a page or a file.
    """
    return {each.name: getattr(value, each.name) for each in fields(value)}


def name_to(name: Name) -> dict[str, Any]:
    return {
        script: None if parts is None else flat(parts)
        for script, parts in (("arabic", name.arabic), ("latin", name.latin))
    }


def name_from(plain: Plain) -> Name:
    return Name(_parts(plain["arabic"]), _parts(plain["latin"]))


def _parts(plain: Plain | None) -> NameParts | None:
    return None if plain is None else NameParts(**plain)


def birth_date_from(text: str | None) -> BirthDate | None:
    return None if text is None else BirthDate(text)


def birth_date_to(birth_date: BirthDate | None) -> str | None:
    return None if birth_date is None else birth_date.text


def day_from(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def identity_from(plain: Plain) -> Identity:
    return Identity(**plain)


def documents_from(plain: Sequence[Plain]) -> tuple[Identity, ...]:
    return tuple(map(identity_from, plain))


def disabilities_from(plain: Sequence[Plain]) -> tuple[Disability, ...]:
    return tuple(Disability(**each) for each in plain)


def guardian_from(plain: Plain | None) -> Guardian | None:
    if plain is None:
        return None
    return Guardian(
        plain["person_id"],
        plain["relation"],
        tuple(plain.get("formerly", ())),
        # Of guardians from before decisions were asked for, none is known.
        _decision_from(plain.get("court_decision")),
    )


def guardians_from(plain: Sequence[Plain]) -> tuple[Guardian, ...]:
    return tuple(each for each in map(guardian_from, plain) if each is not None)


def guardian_to(guardian: Guardian | None) -> dict[str, Any] | None:
    if guardian is None:
        return None
    return {
        "person_id": guardian.person_id,
        "relation": guardian.relation,
        "formerly": [*guardian.formerly],
        "court_decision": _decision_to(guardian.court_decision),
    }


def guardian_shown(guardian: Guardian | None) -> dict[str, Any] | None:
    """As answers have it: without the records they were known by, and a decision if there is."""
    if guardian is None:
        return None
    shown: dict[str, Any] = {"person_id": guardian.person_id, "relation": guardian.relation}
    decision = _decision_to(guardian.court_decision)
    return shown if decision is None else {**shown, "court_decision": decision}


def _decision_from(plain: Plain | None) -> CourtDecision | None:
    if plain is None:
        return None
    return CourtDecision(plain["number"], date.fromisoformat(plain["issued_on"]))


def _decision_to(decision: CourtDecision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {"number": decision.number, "issued_on": decision.issued_on.isoformat()}


def contact_from(plain: Plain) -> Contact:
    return Contact(**plain)


def address_from(plain: Plain) -> Address:
    return Address(**plain)


def place_of(address: Address) -> dict[str, Any]:
    """What everybody may know of an address."""
    return {"governorate": address.governorate, "district": address.district}


def origin_to(origin: Origin) -> dict[str, Any]:
    return {
        "centre": origin.centre,
        "registered_by": origin.registered_by,
        "registered_on": origin.registered_on.isoformat(),
        # Few records were made under any.
        **({"protection": protection_to(origin.protection)} if origin.protection else {}),
    }


def origin_from(plain: Plain) -> Origin:
    return Origin(
        centre=plain["centre"],
        registered_by=plain["registered_by"],
        registered_on=date.fromisoformat(plain["registered_on"]),
        # Of records from before it was kept, none is known.
        protection=protection_from(plain.get("protection")),
    )


def origin_shown(origin: Origin, now: Protection | None) -> dict[str, Any]:
    """As a record under this protection, or none, has it: `?at=` tells more to who knew it then."""
    told = origin.is_told_under(now)
    return {
        "centre": origin.centre if told else None,
        "registered_by": origin.registered_by if told else None,
        "registered_on": origin.registered_on.isoformat(),
    }


_FACTS: Facts = {
    "identity": identity_from,
    "name": name_from,
    "birth_date": birth_date_from,
    "sex": str,
    "contact": contact_from,
    "address": address_from,
    "other_documents": documents_from,
    "former_documents": documents_from,
    "disabilities": disabilities_from,
    "guardian": guardian_from,
    "guardians": guardians_from,
    "died_on": day_from,
}


def facts_from(plain: Plain) -> dict[str, Any]:
    """Facts by their names, as a registration or an amendment gives them."""
    return {name: _FACTS[name](value) for name, value in plain.items()}


def changes_from(plain: Plain) -> Changes:
    return cast("Changes", facts_from(plain))


def changes_to(changes: Changes) -> dict[str, Any]:
    return {name: _fact_to(value) for name, value in changes.items()}


def _fact_to(value: Any) -> Any:
    if isinstance(value, BirthDate):
        return value.text
    if isinstance(value, Guardian):
        return guardian_to(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_fact_to(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
