"""Who is to be paid and who receives it, from what the other areas keep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from services.registry.adapters.documents import Documents, State
from services.registry.app.payments.ports import Claims
from services.registry.app.persons.plain import birth_date_from
from services.registry.domain.emergencies.emergency import CANCELLED
from services.registry.domain.households.household import DISSOLVED, Household
from services.registry.domain.payments.course import MonthRules
from services.registry.domain.payments.facts import EMERGENCY, PROGRAMME, Claim, Payee, Source
from services.registry.domain.payments.refusals import ProgrammePaysNothing
from services.registry.domain.persons.facts import BirthDate


class Sources:
    """Claims by the kind of source."""

    def __init__(self, kinds: Mapping[str, Claims]) -> None:
        self._kinds = kinds

    def of(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        return self._kinds[source.kind].of(source, month, after, rules)

    def former(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        return self._kinds[source.kind].former(source, month, after, rules)

    def standing(
        self, source: Source, month: str, claims: Sequence[Claim], rules: MonthRules
    ) -> Mapping[str, int | None]:
        return self._kinds[source.kind].standing(source, month, claims, rules)


class KnownProgrammes:
    """The ministry's programmes; `paying` tells which kinds pay money today."""

    def __init__(self, documents: Documents, paying: Callable[[], Collection[str]]) -> None:
        self._documents = documents
        self._paying = paying

    def must_pay(self, programme_id: str) -> None:
        state = self._documents.some("programmes", [programme_id]).get(programme_id)
        if state is None:
            raise NotFound("payment_programme_not_found", {"id": programme_id})
        if state["terms"]["kind"] not in self._paying():
            raise ProgrammePaysNothing(kind=state["terms"]["kind"])


class NamesOfSources:
    """What programmes and emergencies are called; an emergency's title is in one language."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def __call__(self, sources: Iterable[Mapping[str, Any]]) -> Mapping[str, dict[str, Any]]:
        ids: dict[str, set[str]] = {PROGRAMME: set(), EMERGENCY: set()}
        for each in sources:
            ids[each["kind"]].add(each["id"])
        programmes = self._documents.some("programmes", sorted(ids[PROGRAMME]))
        emergencies = self._documents.some("emergencies", sorted(ids[EMERGENCY]))
        return {
            **{each: dict(state["terms"]["name"]) for each, state in programmes.items()},
            **{each: dict.fromkeys(("ar", "en"), it["title"]) for each, it in emergencies.items()},
        }

    def called_off(self, sources: Iterable[Mapping[str, Any]]) -> frozenset[str]:
        """Of emergencies: the further lists of one can be called off while it pays on."""
        asked = sorted({each["id"] for each in sources if each["kind"] == EMERGENCY})
        found = self._documents.some("emergencies", asked, ("status",)) if asked else {}
        return frozenset(each for each, it in found.items() if it["status"] == CANCELLED)


class Heads:
    """The heads of households, who receive their money and that of who lives with them."""

    def __init__(
        self,
        documents: Documents,
        households: Store[Household],
        is_child: Callable[[BirthDate | None], bool],
    ) -> None:
        self._documents = documents
        self._households = households
        self._is_child = is_child

    def of(self, claims: Collection[Claim]) -> Mapping[str, Payee]:
        own = {each.person_id for each in claims if each.person_id is not None}
        home_of = self._homes(own)
        homes = {each.id: _home(each, home_of) for each in claims}
        lived_in = {each for each in homes.values() if each is not None}
        households = self._documents.some("households", sorted(lived_in))
        people = {each for state in households.values() for each in _people(state)}
        persons = self._documents.some("persons", sorted(people | own))
        found = {each.id: _payee(each, homes[each.id], households, persons) for each in claims}
        known = {claim_id: payee for claim_id, payee in found.items() if payee is not None}
        return self._with_guardians(known, persons)

    def _with_guardians(
        self, payees: Mapping[str, Payee], persons: Mapping[str, State]
    ) -> Mapping[str, Payee]:
        """With the guardians on record of those who are not of age."""
        heads = {each.person_id for each in payees.values()}
        minors = {each for each in heads if self._is_minor(persons[each])}
        named = {each: _guardian_ids(persons[each]) for each in minors}
        states = self._documents.some(
            "persons", sorted({it for ids in named.values() for it in ids})
        )
        found = {each: self._guardian(each, state) for each, state in states.items()}
        guardians = {
            each: tuple(found[it] for it in ids if it in found) for each, ids in named.items()
        }
        return {
            claim_id: replace(each, minor=True, guardians=guardians[each.person_id])
            if each.person_id in minors
            else each
            for claim_id, each in payees.items()
        }

    def _guardian(self, person_id: str, person: State) -> Payee:
        found = _named(person_id, person)
        hidden = bool(person.get("protection"))
        return replace(found, protected=hidden, minor=self._is_minor(person))

    def _is_minor(self, person: State) -> bool:
        return self._is_child(birth_date_from(person.get("birth_date")))

    def named(self, person_ids: Collection[str]) -> Mapping[str, Payee]:
        found = self._documents.some("persons", sorted(person_ids))
        return {person_id: _named(person_id, state) for person_id, state in found.items()}

    def _homes(self, person_ids: Collection[str]) -> dict[str, str]:
        """Person to the household they live in now, for those who do."""
        wanted = Criteria(any_of={"person": sorted(person_ids)})
        found = self._households.each(wanted) if person_ids else ()
        return {person: each.id for each in found for person in each.person_ids}


class KnownClaims:
    """Whose money payments are, as they are kept."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def __call__(self, payment_ids: Collection[str]) -> Mapping[str, tuple[Claim, bool]]:
        needed = ("claim.household_id", "claim.person_id", "protected", "payee_id")
        found = self._documents.some("payments", sorted(payment_ids), needed)
        payee_ids = sorted({each for state in found.values() if (each := state.get("payee_id"))})
        payees = self._documents.some("persons", payee_ids, ("protection",))
        # A guardian took it home, who is hidden since, and whom another one follows.
        hidden = {each for each, state in payees.items() if state.get("protection")}
        return {
            payment_id: (
                _claim(payment_id, state["claim"]),
                bool(state["protected"]) or state.get("payee_id") in hidden,
            )
            for payment_id, state in found.items()
        }


def _claim(payment_id: str, claim: State) -> Claim:
    return Claim(payment_id, claim["household_id"], claim.get("person_id"), None)


def _home(claim: Claim, home_of: Mapping[str, str]) -> str | None:
    return claim.household_id if claim.person_id is None else home_of.get(claim.person_id)


def _people(household: State) -> tuple[str, ...]:
    return household["head_id"], *(each["person_id"] for each in household["members"])


def _payee(
    claim: Claim,
    household_id: str | None,
    households: Mapping[str, State],
    persons: Mapping[str, State],
) -> Payee | None:
    household = households.get(household_id or "")
    # Who lives in no household stands for themself, so that it can be told why nobody is paid.
    payee_id = str(claim.person_id if household is None else household["head_id"])
    if payee_id not in persons:
        return None
    payee = persons[payee_id]
    place, members = (payee, (payee_id,)) if household is None else (household, _people(household))
    beneficiary = None if claim.person_id is None else persons.get(claim.person_id)
    return replace(
        _named(payee_id, payee),
        governorate=place["address"]["governorate"],
        protected=bool(place.get("protection"))
        or any(persons.get(each, {}).get("protection") for each in members),
        household_id=None if household is None else household_id,
        dissolved=household is not None and household.get("status") == DISSOLVED,
        beneficiary=None if beneficiary is None else _status(beneficiary),
        family=members,
    )


def _guardian_ids(person: State) -> list[str]:
    """Also those whom who does not know the first has recorded beside: see
    `domain/persons/guardians.py`."""
    on_record = (person.get("guardian"), *person.get("further_guardians", ()))
    return [each["person_id"] for each in on_record if each]


def _named(person_id: str, person: State) -> Payee:
    claimed = bool(person.get("number_claimed"))
    return Payee(
        person_id=person_id,
        status=_status(person),
        name=_name(person.get("name")),
        document_kind=person["identity"]["kind"],
        # A number that is somebody else's is none to be paid by: see ADR 20.
        document_number=None if claimed else person["identity"]["number"],
        mobile=person["contact"].get("mobile"),
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
