"""Which of two records' facts the one that stays will have.

A death is a fact like the others, and proposed from whichever record tells it: lost, nothing would
hold what is paid to the dead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from services.registry.domain.duplicates.homes import SharedHome
from services.registry.domain.persons import disabilities
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.facts import Name
from services.registry.domain.persons.guardians import of_both
from services.registry.domain.persons.identity import NATIONAL_NUMBER
from services.registry.domain.persons.person import Person

Choice = Literal["survivor", "merged"]
FIELDS = (
    "identity",
    "name_arabic",
    "name_latin",
    "birth_date",
    "sex",
    "contact",
    "address",
    "guardian",
    "died_on",
)


def survivor_of(one: Person, two: Person) -> tuple[Person, Person]:
    """Who is proposed to stay: a national number before other documents, then the older record."""

    def rank(person: Person) -> tuple[bool, str, str]:
        number = person.identity.national_number
        return (number is None, person.origin.registered_on.isoformat(), person.id)

    survivor, merged = sorted((one, two), key=rank)
    return survivor, merged


def proposals(
    survivor: Person, merged: Person, home: SharedHome | None = None
) -> dict[str, Choice]:
    """For each field whose fact is proposed: the survivor's, unless the other knows more; the
    address of who lives in a `home`."""
    proposed: dict[str, Choice] = {
        each: "merged" if _knows_more(each, survivor, merged) else "survivor" for each in FIELDS
    }
    better = None if home is None else home.knows_better(merged, survivor)
    if better is not None:
        proposed["address"] = "merged" if better else "survivor"
    return proposed


def changes(
    survivor: Person,
    merged: Person,
    choices: Mapping[str, Choice],
    home: SharedHome | None = None,
    unseen: Collection[str] = frozenset(),
) -> Changes:
    """What changes about the survivor; all documents of both are kept, and disabilities of each
    kind, and who lives in a `home` lives in its governorate.

    `unseen`: guardians of either who do not exist for who merges, and stay.
    """
    told = survivor.as_told(unseen), merged.as_told(unseen)
    chosen = {**proposals(*told, home), **choices}

    def of(field: str) -> Person:
        return merged if chosen[field] == "merged" else survivor

    identity = of("identity").identity
    numbers = [
        each
        for person in (survivor, merged)
        for each in person.known_by
        if each != identity and each.number
    ]
    others = [each for each in numbers if each.kind != NATIONAL_NUMBER]
    # Nobody has two; the person is found by the one that they are not known by any more.
    former = [each for each in numbers if each.kind == NATIONAL_NUMBER]
    address, died_on = of("address").address, of("died_on").died_on
    if home is not None and died_on is None:
        address = home.kept(address, (survivor, merged))
    return Changes(
        identity=identity,
        name=Name(of("name_arabic").name.arabic, of("name_latin").name.latin),
        birth_date=of("birth_date").birth_date,
        sex=of("sex").sex,
        contact=of("contact").contact,
        address=address,
        guardians=of_both(
            survivor.guardians, merged.guardians, unseen, taken=of("guardian") is merged
        ),
        died_on=died_on,
        other_documents=tuple(dict.fromkeys(others)),
        former_documents=tuple(dict.fromkeys(former)),
        disabilities=disabilities.of_both(survivor.disabilities, merged.disabilities),
    )


def _knows_more(field: str, survivor: Person, merged: Person) -> bool:
    return _known(field, merged) > _known(field, survivor)


def _known(field: str, person: Person) -> int:
    """How much a record knows of a field."""
    if field == "identity":
        return (person.identity.number is not None) + (person.identity.national_number is not None)
    if field in ("name_arabic", "name_latin"):
        parts = getattr(person.name, field.removeprefix("name_"))
        return 0 if parts is None else 2 + bool(parts.father) + bool(parts.grandfather)
    if field == "birth_date":
        return 0 if person.birth_date is None else len(person.birth_date.text)
    if field == "contact":
        return bool(person.contact.mobile) + bool(person.contact.email)
    if field == "address":
        address = person.address
        return sum(map(bool, (address.district, address.subdistrict, address.details)))
    return getattr(person, field) is not None
