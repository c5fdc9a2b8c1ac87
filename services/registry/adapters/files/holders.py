"""Who bears the national numbers of a file's rows, as far as its sender may learn of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.persons.keys import claim_key
from services.registry.domain.files.people_import import Sender
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import may_know

Numbers = Iterable[str | None]


@dataclass(frozen=True)
class _Supervisor:
    """Who sent a file, as the one who asks: only supervisors do."""

    subject: str
    centre: str | None
    roles: frozenset[str] = frozenset({"supervisor"})


def supervisor(sender: Sender) -> _Supervisor:
    """Who sent a file, to be asked what they may know."""
    return _Supervisor(sender.subject, sender.centre)


@dataclass(frozen=True)
class NumberHolders:
    """Persons of the registry by their national numbers."""

    persons: Store[Person]

    def holders(self, numbers: Numbers, sender: Sender) -> Mapping[str | None, Person]:
        """Whom the sender may learn of: not persons who are hidden from them."""
        return {
            each.identity.national_number: each
            for each in self._with(numbers)
            if each.number_claimed or may_know(supervisor(sender), each.protection)
        }

    def hidden(self, numbers: Numbers, sender: Sender) -> set[str | None]:
        """Those of these numbers whose persons are hidden from the sender."""
        return {
            each.identity.national_number
            for each in self._with(numbers)
            if not may_know(supervisor(sender), each.protection)
        }

    def _with(self, numbers: Numbers) -> Iterator[Person]:
        wanted = [each for each in numbers if each is not None]
        if wanted:
            keys = [*wanted, *map(claim_key, wanted)]
            yield from self.persons.each(Criteria(any_of={"national_number": keys}))
