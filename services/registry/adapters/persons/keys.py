"""By what persons are found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from services.registry.domain.duplicates.persons import blocks
from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.place_names import place_key
from services.registry.domain.privacy.protection import marks

ACTIVE, MERGED = "active", "merged"
_BETWEEN = re.compile(r"[^0-9A-Z\u0621-\u064a]+")


def keys(person: Person) -> dict[str, Any]:
    """The keys of a person's document. Every entry of an index is paid for at the counter."""
    if person.merged_into is not None:
        # The survivor is whom a search finds, and alone claims a national number; who asks for
        # merged records finds this one by its numbers.
        return {
            "documents": _numbers(person),
            "governorate": person.address.governorate,
            "status": person.status,
            "places": [*_places(person), merged_place(person.merged_into)],
            "protected": marks(person.protection),
            "restricted": _mark(person),
        }
    return {
        "national_number": _number(person),
        "documents": _numbers(person),
        "mobile": person.contact.mobile,
        "governorate": person.address.governorate,
        "district": person.address.district,
        "subdistrict": None if (named := person.address.subdistrict) is None else place_key(named),
        "sex": person.sex,
        "birth_year": person.birth_year,
        **_born(person.birth_date),
        "status": person.status,
        "places": list(_places(person)),
        "name_terms": person.name.terms,
        "name_places": person.name.places,
        "name_cohorts": person.name.places_among(person.birth_year),
        "blocks": blocks(person.name, person.birth_date, person.sex),
        "protected": marks(person.protection),
        "restricted": _mark(person),
    }


def claim_key(national_number: str) -> str:
    """Where somebody stands who has this number by their own account alone; once, too."""
    return f"{national_number}/claimed"


def number_key(number: str) -> str:
    """A document's number without what people write between its parts, in capitals."""
    return _BETWEEN.sub("", number.upper())


def district_place(governorate: str, district: str) -> str:
    """Where the people of a district stand."""
    return f"{governorate}/{district}"


def subdistrict_place(governorate: str, subdistrict: str) -> str:
    """Where the people of a sub-district stand, however it is written; most addresses name none."""
    return f"{governorate}//{place_key(subdistrict)}"


def year_place(governorate: str, year: int) -> str:
    """Where those stand who were born in a year."""
    return f"{governorate}@{year}"


def status_place(governorate: str, status: str) -> str:
    """Where those stand who are not active any more: nearly everybody is."""
    return f"{governorate}!{status}"


def ward_place(guardian_id: str) -> str:
    """Where those stand who have this guardian."""
    return f"guardian={guardian_id}"


def merged_place(survivor_id: str) -> str:
    """Where the records stand that were merged into this one."""
    return f"merged={survivor_id}"


def _number(person: Person) -> str | None:
    number = person.identity.national_number
    return claim_key(number) if number is not None and person.number_claimed else number


def _numbers(person: Person) -> list[str]:
    return [number_key(each.number) for each in person.known_by if each.number]


def _born(birth_date: BirthDate | None) -> dict[str, str]:
    """The days between which a person was born; looked at once the year has found them."""
    if birth_date is None:
        return {}
    return {"born_from": birth_date.earliest, "born_until": birth_date.latest}


def _mark(person: Person) -> str | None:
    return None if person.restriction is None else "yes"


def _places(person: Person) -> Iterable[str]:
    """One list for several filters: an index for each would be an entry for each and everybody."""
    governorate, address = person.address.governorate, person.address
    if address.district is not None:
        yield district_place(governorate, address.district)
    if address.subdistrict is not None:
        yield subdistrict_place(governorate, address.subdistrict)
    if person.birth_year is not None:
        yield year_place(governorate, person.birth_year)
    if person.status != ACTIVE:
        yield status_place(governorate, person.status)
    if person.merged_into is None:
        yield from (ward_place(each.person_id) for each in person.guardians)
