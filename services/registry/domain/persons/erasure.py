"""What an erasure takes out of facts about a person, wherever they are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from services.registry.domain.persons.facts import Contact, Name, NameParts
from services.registry.domain.persons.identity import Identity

CONTACT, LATIN_NAME = "contact", "latin_name"
ADDRESS_DETAILS, DISABILITIES = "address_details", "disabilities"
IDENTITY, NAME, BIRTH = "identity", "name", "birth_and_sex"

NOBODY = Name(NameParts("محذوف", None, None, "محذوف"), None)
"""What stands where a name was: every record has one. It says "erased"."""

Blank = Callable[[Any, NameParts | None], Any]


def _in_arabic(name: Name, known_as: NameParts | None) -> Name:
    """Without its Latin letters; who has no other name keeps it, as a record has a name."""
    arabic = name.arabic or known_as
    return name if arabic is None else Name(arabic, None)


_BLANKS: Mapping[str, Mapping[str, Blank]] = {
    CONTACT: {"contact": lambda it, _: Contact(None, None, it.language)},
    LATIN_NAME: {"name": _in_arabic},
    ADDRESS_DETAILS: {"address": lambda it, _: replace(it, details=None)},
    DISABILITIES: {"disabilities": lambda it, _: ()},
    IDENTITY: {
        "identity": lambda it, _: Identity("none", None),
        "other_documents": lambda it, _: (),
        "former_documents": lambda it, _: (),
        "number_claimed": lambda it, _: False,
    },
    NAME: {"name": lambda it, _: NOBODY},
    # A record has a sex, which alone tells of nobody.
    BIRTH: {"birth_date": lambda it, _: None},
}
"""By category, the facts it is held in and what is left of each."""

ERASABLE = frozenset(_BLANKS)
"""Categories that a record can be without."""
ERASABLE_FACTS = frozenset(fact for facts in _BLANKS.values() for fact in facts)
"""The facts of a record in which they are held."""


def leaves_nobody(name: Name, identity: Identity) -> bool:
    """Whether an erasure has left neither name nor number of a record."""
    return name == NOBODY and identity.number is None


_WHY = "erasure: request "


def why_erased(request_id: str) -> str:
    """The reason with which a state without what was erased is kept."""
    return f"{_WHY}{request_id}"


def says_erased(why: str | None) -> bool:
    """Whether it is such a reason, and not one in which somebody tells of an erasure."""
    request_id = (why or "").removeprefix(_WHY)
    return why == why_erased(request_id) and len(request_id.split()) == 1


def left_of(
    facts: Mapping[str, Any], categories: Collection[str], known_as: NameParts | None
) -> dict[str, Any]:
    """Those of these facts that are others without the categories, as they are then.

    `known_as` is the person's name in Arabic, for states in which only the Latin one was known.
    """
    left: dict[str, Any] = {}
    for category in categories:
        for fact, blank in _BLANKS.get(category, {}).items():
            present = left.get(fact, facts.get(fact))
            if fact in facts and (blanked := blank(present, known_as)) != present:
                left[fact] = blanked
    return left
