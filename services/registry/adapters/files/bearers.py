"""Whom the number of a document names: in the registry, and in a file that is being checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from chassis.documents.kind import Store
from contracts.rpc.digits import latin_digits
from services.registry.adapters.files.holders import supervisor
from services.registry.adapters.persons.keys import number_key
from services.registry.adapters.persons.store import who_bear
from services.registry.domain.files.people_import import Sender
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import may_know


def key_of(number: str) -> str:
    """A number in one spelling, whatever stands between its parts and in whichever digits."""
    return number_key(latin_digits(number))


def keys_in(request: Mapping[str, Any]) -> Iterator[str]:
    """By which numbers a row's person can be named."""
    documents = [request.get("identity"), *(request.get("other_documents") or ())]
    for each in documents:
        number = each.get("number") if isinstance(each, Mapping) else None
        if isinstance(number, str) and number:
            yield key_of(number)


class RegisteredBearers:
    """See `services.registry.app.files.import_ports.Bearers`."""

    def __init__(self, persons: Store[Person]) -> None:
        self._persons = persons

    def named(self, numbers: Collection[str], sender: Sender) -> Mapping[str, Collection[str]]:
        keys = {each: key_of(each) for each in numbers}
        bearing: dict[str, set[str]] = defaultdict(set)
        wanted = who_bear(sorted(set(keys.values())))
        for person in self._persons.each(wanted) if keys else ():
            if may_know(supervisor(sender), person.protection):
                for document in person.known_by:
                    bearing[number_key(document.number or "")].add(person.id)
        return {each: bearing.get(key, set()) for each, key in keys.items()}
