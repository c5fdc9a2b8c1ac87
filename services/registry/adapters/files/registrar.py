"""Registers rows of an import: each household as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import Added, Store, Together
from chassis.errors import Conflict, NotFound, is_refusal
from chassis.identifiers import derived_id
from contracts.rpc.problems import FieldProblem, InvalidRequest
from services.registry.adapters.files.columns import column_at, spoken
from services.registry.adapters.files.holders import NumberHolders, supervisor
from services.registry.app.persons.commands import RegisterPerson
from services.registry.domain.files.people_import import Sender
from services.registry.domain.files.rows import (
    HEAD,
    NUMBER_OF_ANOTHER,
    NUMBER_TAKEN,
    ROW,
    Row,
    RowProblem,
    dwelling_of,
)
from services.registry.domain.households.household import Household, Member
from services.registry.domain.households.life import Dwelling
from services.registry.domain.persons import disabilities
from services.registry.domain.persons.facts import Guardian
from services.registry.domain.persons.origin import Origin
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import may_know

_ATTEMPTS = 5
GUARDIAN_REFUSED = "import_guardian_refused"
_COLUMN_OF_CODE = {
    NUMBER_TAKEN: "identity_number",
    "birth_date_in_future": "birth_date",
    "governorate_not_yours": "governorate",
    "document_twice": "second_document_number",
    "disability_twice": "disabilities",
    GUARDIAN_REFUSED: "guardian_number",
}


class Adds(Protocol):
    """A store that persons are added to, which also makes their names known to the search."""

    def add_many(self, persons: Collection[Person]) -> list[Added]: ...


@dataclass
class _NotAll(Exception):
    code: str | None


class StoreRegistrar:
    """See `services.registry.app.files.import_ports.Registrar`."""

    def __init__(
        self,
        persons: Adds,
        person_store: Store[Person],
        households: Store[Household],
        together: Together,
        read: Callable[[dict[str, Any]], dict[str, Any]],
        command_of: Callable[[dict[str, Any]], RegisterPerson],
    ) -> None:
        self._persons = persons
        self._person_store = person_store
        self._numbers = NumberHolders(person_store)
        self._households = households
        self._together = together
        self._read = read
        self._command_of = command_of

    def look(self, rows: Sequence[Row], sender: Sender) -> list[Row]:
        looked = [self._looked(row, sender) for row in rows]
        numbers = {_number_of(row) for row in looked} - {None}
        holders = self._numbers.holders(numbers, sender)
        return [
            row if holder is None else _with(row, self._taken(row, holder, sender))
            for row in looked
            for holder in [holders.get(_number_of(row))]
        ]

    def register(
        self, import_id: str, groups: Sequence[Sequence[Row]], sender: Sender
    ) -> Mapping[str, RowProblem]:
        try:
            self._guardians_are_there(import_id, groups)
            self._add(import_id, groups, sender)
        except (_NotAll, Conflict, ConcurrentChange):
            # One of them is taken, or was registered by a run that was cut off: each by itself.
            refusals = ((rows, self._refusal(import_id, rows, sender)) for rows in groups)
            return {rows[0].group: each for rows, each in refusals if each is not None}
        return {}

    def _refusal(self, import_id: str, rows: Sequence[Row], sender: Sender) -> RowProblem | None:
        for _ in range(_ATTEMPTS):
            if self._is_there(_person_id(import_id, rows[0].number)):
                return None
            try:
                self._guardians_are_there(import_id, [rows])
                hidden = self._numbers.hidden(map(_number_of, rows), sender)
                self._add(import_id, [rows], sender, hidden)
            except ConcurrentChange:
                continue
            except (_NotAll, Conflict) as error:
                code = str(error.code)
                whole = ROW if rows[0].household is None else "household"
                return RowProblem(_COLUMN_OF_CODE.get(code, whole), code)
            return None
        raise ConcurrentChange(f"import {import_id} at row {rows[0].number}")

    def _add(
        self,
        import_id: str,
        groups: Sequence[Sequence[Row]],
        sender: Sender,
        hidden: Collection[str | None] = (),
    ) -> None:
        """Add them; numbers of persons `hidden` from the sender are claimed, as at the counter."""
        people = {
            row.number: self._person(
                _person_id(import_id, row.number),
                row,
                sender,
                None if row.guardian is None else _guardian(import_id, row.guardian),
            )
            for rows in groups
            for row in rows
        }
        for person in people.values():
            if person.identity.national_number in hidden:
                person.claim_number()
        households = [
            _household(import_id, rows, people) for rows in groups if rows[0].household is not None
        ]
        with self._together():
            _all_of(self._persons.add_many(list(people.values())))
            _all_of(self._households.add_many(households))

    def _looked(self, row: Row, sender: Sender) -> Row:
        """The row as it will be registered: its schema is not asked again when it is loaded."""
        try:
            understood = replace(row, request=self._read(dict(row.request)))
            person = self._person(derived_id("import", "look", str(row.number)), understood, sender)
            disabilities.must_differ(person.disabilities)
        except InvalidRequest as error:
            told = {each.column for each in row.problems}
            wrong = (_wrong(each, row) for each in error.errors)
            # A cell that could not be read is not missing as well.
            return _with(row, *(each for each in wrong if each.column not in told))
        except Exception as error:
            if not is_refusal(error):
                raise
            code = str(getattr(error, "code", ""))
            return _with(row, RowProblem(_COLUMN_OF_CODE.get(code, ROW), code))
        if person.address.governorate not in sender.governorates:
            return _with(row, RowProblem("governorate", "governorate_not_yours"))
        return understood

    def _person(
        self, person_id: str, row: Row, sender: Sender, guardian: Guardian | None = None
    ) -> Person:
        command = self._command_of(dict(row.request))
        facts = {each.name: getattr(command, each.name) for each in fields(command)}
        facts["guardian"] = guardian
        return Person.register(person_id, **facts, origin=_origin(sender), imported=True)

    def _guardians_are_there(self, import_id: str, groups: Sequence[Sequence[Row]]) -> None:
        """Those of other groups came before; raises `_NotAll` for one who was refused then."""
        for rows in groups:
            for row in rows:
                asked = row.guardian
                if asked is None or not asked.get("apart"):
                    continue
                if not self._is_there(_person_id(import_id, asked["row"])):
                    raise _NotAll(GUARDIAN_REFUSED)

    def _taken(self, row: Row, holder: Person, sender: Sender) -> RowProblem:
        """That its number is registered; under another name, where the sender reads that record."""
        read = may_know(supervisor(sender), holder.protection)
        if read and not row.problems and holder.address.governorate in sender.governorates:
            person = self._person(holder.id, row, sender)
            if person.name.is_anothers(holder.name):
                return RowProblem("identity_number", NUMBER_OF_ANOTHER)
        return RowProblem("identity_number", NUMBER_TAKEN)

    def _is_there(self, person_id: str) -> bool:
        try:
            self._person_store.load(person_id)
        except NotFound:
            return False
        return True


def _all_of(added: Sequence[Added]) -> None:
    """Raise unless all were stored: the transaction is to be given up."""
    for each in added:
        if each.outcome == "repeated":
            raise ConcurrentChange(each.id)
        if each.outcome == "refused":
            raise _NotAll(each.code)


def _household(import_id: str, rows: Sequence[Row], people: Mapping[int, Person]) -> Household:
    (head,) = (people[row.number] for row in rows if row.relation == HEAD)
    members = [
        Member(people[row.number].id, str(row.relation)) for row in rows if row.relation != HEAD
    ]
    return Household.register(
        derived_id("registry", "import", import_id, "household", rows[0].group),
        head_id=head.id,
        members=members,
        address=head.address,
        origin=head.origin,
        dwelling=None if (said := dwelling_of(rows)) is None else Dwelling(**said),
        imported=True,
    )


def _person_id(import_id: str, row: int) -> str:
    return derived_id("registry", "import", import_id, "person", str(row))


def _guardian(import_id: str, found: Mapping[str, Any]) -> Guardian:
    """Who was found to guard them: a person of the registry, or of another row."""
    person_id = found.get("person_id") or _person_id(import_id, found["row"])
    return Guardian(person_id, found["relation"])


def _placed(pointer: str, row: Row) -> str:
    """A place among the further documents as the file has it, where pairs were left out."""
    steps = pointer.split("/")
    if not row.documents or steps[1] != "other_documents" or len(steps) == 2:
        return pointer
    steps[2] = str(row.documents[int(steps[2])])
    return "/".join(steps)


def _wrong(error: FieldProblem, row: Row) -> RowProblem:
    column = column_at(_placed(error.pointer, row))
    return RowProblem(column, error.code, spoken(column, error.params))


def _origin(sender: Sender) -> Origin:
    return Origin(sender.centre, sender.subject, sender.on)


def _number_of(row: Row) -> str | None:
    identity = row.request.get("identity", {})
    return identity.get("number") if identity.get("kind") == "national_number" else None


def _with(row: Row, *problems: RowProblem) -> Row:
    return replace(row, problems=(*row.problems, *problems))
