"""Who is to be paid and who receives it, from what the other areas keep."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from chassis.errors import NotFound
from services.registry.adapters.documents import Documents, State
from services.registry.app.payments.ports import Claims
from services.registry.domain.payments.facts import Claim, Payee, Source

_ACTIVE = {"status": "active"}


class Enrolments:
    """The active enrolments of a programme as claims."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def of(self, source: Source, after: str | None) -> Iterator[Claim]:
        keys = {"programme": source.id, **_ACTIVE}
        for enrolment_id, state in self._documents.each("enrolments", keys, after):
            whose = state.get("applicant", state)
            yield Claim(
                enrolment_id,
                whose["household_id"],
                whose.get("person_id"),
                state.get("amount_fils"),
            )

    def standing(self, source: Source, claim_ids: Sequence[str]) -> Collection[str]:
        found = self._documents.some("enrolments", claim_ids)
        return {each for each, state in found.items() if state["status"] == "active"}


class Sources:
    """Claims by the kind of source."""

    def __init__(self, kinds: Mapping[str, Claims]) -> None:
        self._kinds = kinds

    def of(self, source: Source, after: str | None) -> Iterator[Claim]:
        return self._kinds[source.kind].of(source, after)

    def standing(self, source: Source, claim_ids: Sequence[str]) -> Collection[str]:
        return self._kinds[source.kind].standing(source, claim_ids)


class KnownProgrammes:
    """The ministry's programmes."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def must_know(self, programme_id: str) -> None:
        if not self._documents.some("programmes", [programme_id]):
            raise NotFound("payment_programme_not_found", {"id": programme_id})


class Heads:
    """The heads of households, who receive their money."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def of(self, household_ids: Sequence[str]) -> Mapping[str, Payee]:
        households = self._documents.some("households", household_ids)
        ids = {
            person
            for state in households.values()
            for person in (state["head_id"], *(each["person_id"] for each in state["members"]))
        }
        persons = self._documents.some("persons", sorted(ids))
        return {
            household_id: _payee(state, persons)
            for household_id, state in households.items()
            if state["head_id"] in persons
        }


def _payee(household: State, persons: Mapping[str, State]) -> Payee:
    head = persons[household["head_id"]]
    claimed = bool(head.get("number_claimed"))
    members = (household["head_id"], *(each["person_id"] for each in household["members"]))
    return Payee(
        person_id=household["head_id"],
        status=_status(head),
        name=_name(head.get("name")),
        document_kind=head["identity"]["kind"],
        # A number that is somebody else's is none to be paid by: see ADR 20.
        document_number=None if claimed else head["identity"]["number"],
        mobile=head["contact"].get("mobile"),
        governorate=household["address"]["governorate"],
        protected=claimed
        or bool(household.get("protection"))
        or any(persons.get(each, {}).get("protection") for each in members),
    )


def _status(person: State) -> str:
    if person.get("merged_into"):
        return "merged"
    if person.get("died_on"):
        return "deceased"
    return str(person.get("status", "active"))


def _name(name: Mapping[str, Any] | None) -> str | None:
    parts = name and (name.get("arabic") or name.get("latin"))
    if not parts:
        return None
    order = ("first", "father", "grandfather", "family")
    return " ".join(parts[each] for each in order if parts.get(each))
