"""By what persons are found."""

from __future__ import annotations

import re
from typing import Any

from services.registry.domain.persons.person import Person

_BETWEEN = re.compile(r"[^0-9A-Z\u0621-\u064a]+")


def keys(person: Person) -> dict[str, Any]:
    """The keys of a person's document. Every entry of an index is paid for at the counter."""
    return {
        "national_number": person.identity.national_number,
        "documents": [number_key(each.number) for each in person.documents if each.number],
        "mobile": person.contact.mobile,
        "governorate": person.address.governorate,
        "district": person.address.district,
        "sex": person.sex,
        "birth_year": person.birth_year,
        "status": person.status,
        "name_terms": person.name.terms,
        "name_sounds": person.name.sounds,
    }


def number_key(number: str) -> str:
    """A document's number without what people write between its parts, in capitals."""
    return _BETWEEN.sub("", number.upper())
