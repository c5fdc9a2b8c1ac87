"""Records of practitioners as answers have them, put together with the licences they stand by."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from services.licensing.app.told import told
from services.licensing.domain.licences.checking import ended_because, state_on
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.practitioners.parts import Registration
from services.licensing.domain.practitioners.practitioner import Practitioner
from services.licensing.domain.practitioners.rules import (
    NAME,
    REGISTERED_ON,
    SPECIALISM,
    PractitionerRules,
)
from services.licensing.domain.practitioners.standing import Standing, standing_of
from services.licensing.domain.words import Words

Shape = dict[str, Any]
Held = Mapping[str, Licence]
"""Licences by their ids."""


def record(made: Practitioner, held: Held, law: PractitionerRules, today: date) -> Shape:
    """All that the register knows, the latest registration first."""
    present = {each.licence_id for each in made.present()}
    latest = held[made.licence_ids[-1]]
    holder = latest.grant.holder
    return {
        "id": made.id,
        "version": made.version,
        "number": made.number,
        "kind": made.kind.value,
        "name": _name(latest),
        "national_number": holder.national_number,
        "registration_number": holder.registration_number,
        "registered_on": made.registered_on.isoformat(),
        "registrations": [
            _registration(each, held[each.licence_id], present, law, today)
            for each in reversed(made.registrations)
        ],
        "training": [told(each) for each in made.training],
        "training_hours": made.hours,
    }


def line(made: Practitioner, licence: Shape, law: PractitionerRules) -> Shape:
    """One class of a practitioner, of the licence as answers have it."""
    registration = made.of_licence(licence["id"])
    licensed = licence["licensed"]
    ended = [each["reason"] for each in licence["course"] if each["what"] == "revoked"]
    reason = ended[-1]["code"] if ended and ended[-1] else None
    facts = {each["code"]: each["value"] for each in licensed["facts"]}
    standing = standing_of(LicenceState(licence["state"]), reason, law.leaving)
    return {
        "practitioner_id": made.id,
        "number": made.number,
        "kind": made.kind.value,
        **_class(registration.class_code, law),
        "specialism": facts.get(_specialism_code(registration, law)),
        "name": licensed["name"],
        "governorate": licensed["place"]["governorate"],
        "standing": standing.value,
        "licence_id": licence["id"],
        "licence_number": licence["number"],
        "valid_from": licence["valid_from"],
        "expires_on": licence["expires_on"],
        "valid_through": licence["valid_through"],
    }


def public(
    made: Practitioner, held: Held, law: PractitionerRules, shown: Collection[str], today: date
) -> Shape:
    """What everybody may know of one; what is not shown is none."""
    latest = held[made.present()[-1].licence_id]
    return {
        "number": made.number,
        "kind": made.kind.value,
        "name": _name(latest) if NAME in shown else None,
        "registered_on": made.registered_on.isoformat() if REGISTERED_ON in shown else None,
        "classes": [
            {
                **_class(each.class_code, law),
                "specialism": _specialism(each, held[each.licence_id], law)
                if SPECIALISM in shown
                else None,
                "standing": _standing(held[each.licence_id], law, today).value,
            }
            for each in made.present()
        ],
    }


def _registration(
    registration: Registration,
    licence: Licence,
    present: Collection[str],
    law: PractitionerRules,
    today: date,
) -> Shape:
    return {
        **_class(registration.class_code, law),
        "specialism": _specialism(registration, licence, law),
        "standing": _standing(licence, law, today).value,
        "present": licence.id in present,
        "registered_on": registration.registered_on.isoformat(),
        "application_id": registration.application_id,
        "education": [told(each) for each in registration.education],
        "licence": {
            "id": licence.id,
            "number": licence.number,
            "governorate": licence.governorate,
            "issued_on": licence.issued_on.isoformat(),
            "valid_from": licence.term.valid_from.isoformat(),
            "expires_on": told(licence.term.expires_on),
            "valid_through": told(licence.term.valid_through),
        },
        "renewed_on": _days(licence, "renewed"),
    }


def _days(licence: Licence, what: str) -> Sequence[str]:
    return [each.on.isoformat() for each in licence.course if each.what == what]


def _standing(licence: Licence, law: PractitionerRules, today: date) -> Standing:
    return standing_of(state_on(licence, today), ended_because(licence), law.leaving)


def _specialism(
    registration: Registration, licence: Licence, law: PractitionerRules
) -> Shape | None:
    wanted = _specialism_code(registration, law)
    facts = licence.grant.licensed.facts
    return next((_words(each.value) for each in facts if each.code == wanted), None)


def _specialism_code(registration: Registration, law: PractitionerRules) -> str | None:
    known = law.classes.get(registration.class_code)
    return None if known is None else known.specialism


def _class(code: str, law: PractitionerRules) -> Shape:
    return {"class_code": code, "class_name": _words(law.words_of(code))}


def _name(licence: Licence) -> Shape:
    licensed = licence.grant.licensed
    return {"ar": licensed.name_ar, "en": licensed.name_en}


def _words(words: Words) -> Shape:
    return {"ar": words.ar, "en": words.en}
