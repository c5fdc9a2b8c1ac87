"""Everything that is held about a person, gathered for themselves alone.

Nothing of anybody else is in it: no name, number or address of a member of the household, and no
word that would be there for one who is protected and missing for another. What a household said in
a survey is each member's secret, and stays out wherever there ever was more than one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chassis.audit import Audit
from chassis.calendar import written
from chassis.documents.kind import Criteria, Revision, Store
from services.registry.adapters.persons.store import to_view
from services.registry.adapters.privacy import consents, requests
from services.registry.adapters.programmes import enrolments, grievances
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.surveys.record import Worth

Plain = dict[str, Any]

_OTHERS = ("protection", "warnings", "registered_by")


@dataclass(frozen=True)
class Stores:
    """Where the registry keeps what concerns a person."""

    persons: Store[Person]
    households: Store[Household]
    enrolments: Store[Any]
    grievances: Store[Any]
    payments: Store[Any]
    visits: Store[Any]
    consents: Store[Any]
    requests: Store[Any]


@dataclass(frozen=True)
class KeptDossier:
    """See `app.privacy.ports.Dossier`."""

    stores: Stores
    audit: Audit

    def of(self, person_id: str, rules: PrivacyRules) -> Mapping[str, Any]:
        person = self.stores.persons.load(person_id)
        home = self._home(person)
        return {
            "format": "kanaf.person/1",
            "record": _own(person),
            "former_states": [
                {"at": written(each.at), "reason": each.why, "record": _own(each.aggregate)}
                for each in self.stores.persons.history(person_id)
            ],
            "household": None if home is None else self._household(home, person),
            "enrolments": list(self._enrolments(person, home)),
            "grievances": list(self._grievances(person, home)),
            "payments": list(self._payments(person, home)),
            "survey_visits": [] if home is None else list(self._visits(home)),
            "consents": [
                consents.show(each)
                for each in self.stores.consents.each(Criteria(equals={"person": person_id}))
            ],
            "requests": [
                _without(requests.show(each), "filed_by", "claimant_id", "lifted_by")
                for each in self.stores.requests.each(Criteria(equals={"person": person_id}))
                if each.kind != "number_claim"
            ],
            "accesses": [_access(each, rules) for each in self.audit.of("person", person_id)],
            "rules": {
                "effective_from": rules.effective_from.isoformat(),
                "kept_by_law": [
                    {"code": code, "keep": each.keep, "years": each.years, **asdict(each.words)}
                    for code, each in rules.categories.items()
                ],
                "complaints": asdict(rules.complaints),
            },
        }

    def _home(self, person: Person) -> Household | None:
        """The household they live in; one that is hidden from them for another's sake is none."""
        found = self.stores.households.find(Criteria(equals={"person": person.id}), None, 1).items
        home = self.stores.households.load(found[0]["id"]) if found else None
        if home is not None and home.protection is not None and person.protection is None:
            return None
        return home

    def _household(self, home: Household, person: Person) -> Plain:
        states = [
            {"at": written(each.at), **_place_in(each, person.id)}
            for each in self.stores.households.history(home.id)
            if person.id in each.aggregate.person_ids
        ]
        return {"id": home.id, "former_states": states, **_as_member(home, person.id)}

    def _enrolments(self, person: Person, home: Household | None) -> Iterator[Plain]:
        """Their own whole, those of the household as far as they concern everybody in it."""
        for each in self._of_person_or_home(self.stores.enrolments, person, home):
            whole = enrolments.show(each)
            if each.applicant.person_id == person.id:
                yield _without(whole, "registered_by", "cross_checks", "visit")
            elif each.applicant.person_id is None:
                yield enrolments.summary(whole)

    def _grievances(self, person: Person, home: Household | None) -> Iterator[Plain]:
        """Objections to what is theirs alone; the household's are its head's, who speaks for it."""
        is_head = home is not None and home.head_id == person.id
        for enrolment in self._of_person_or_home(self.stores.enrolments, person, home):
            whose = enrolment.applicant.person_id
            if whose == person.id or (whose is None and is_head):
                yield from self._objections(enrolment.id)

    def _objections(self, enrolment_id: str) -> Iterator[Plain]:
        for each in self.stores.grievances.each(Criteria(equals={"enrolment": enrolment_id})):
            yield _without(grievances.show(each), "handler", "filed_by", "about", "reply") | {
                "reply": None if each.reply is None else each.reply.text
            }

    def _payments(self, person: Person, home: Household | None) -> Iterator[Plain]:
        for each in self._of_person_or_home(self.stores.payments, person, home):
            if person.id in (each.payee_id, each.claim.person_id):
                yield {
                    "month": each.month,
                    "programme_id": each.source.id,
                    "amount_fils": each.amount_fils,
                    "status": each.status,
                    "settled_on": each.settled_on,
                    "reason": each.reason,
                }

    def _visits(self, home: Household) -> Iterator[Plain]:
        alone = all(
            len(each.aggregate.person_ids) == 1 for each in self.stores.households.history(home.id)
        )
        for visit in self.stores.visits.each(Criteria(equals={"household": home.id})):
            for record in visit.records:
                if record.worth is Worth.ACCEPTED:
                    yield {
                        "round_id": visit.round_id,
                        "started_at": written(record.report.started_at),
                        "outcome": record.report.outcome.value,
                        "answers": dict(record.report.answers) if alone else None,
                    }

    @staticmethod
    def _of_person_or_home(
        store: Store[Any], person: Person, home: Household | None
    ) -> Iterator[Any]:
        seen: set[str] = set()
        wanted = [{"person": person.id}, *([] if home is None else [{"household": home.id}])]
        for keys in wanted:
            for each in store.each(Criteria(equals=keys)):
                if each.id not in seen:
                    seen.add(each.id)
                    yield each


def _access(entry: Mapping[str, Any], rules: PrivacyRules) -> Plain:
    """Who looked, by their role; the purpose in the words of the law's rules."""
    told = {name: entry[name] for name in ("at", "action", "roles", "centre")}
    purpose = rules.purposes.get(entry["action"].rpartition(".")[2])
    if purpose is None:
        return told
    return {**told, "purpose": {"ar": purpose.words.ar, "en": purpose.words.en}}


def _own(person: Person) -> Plain:
    """All of a record but what is of the ministry's own staff, and sensitive facts as well."""
    return {
        **_without(to_view(person), *_OTHERS),
        "disabilities": [asdict(each) for each in person.disabilities],
    }


def _place_in(state: Revision[Household], person_id: str) -> Plain:
    return _as_member(state.aggregate, person_id)


def _as_member(home: Household, person_id: str) -> Plain:
    relations = {each.person_id: each.relation for each in home.members}
    return {
        "relation": "head" if home.head_id == person_id else relations.get(person_id),
        "address": asdict(home.address),
        "dwelling": None if home.dwelling is None else asdict(home.dwelling),
    }


def _without(view: Plain, *names: str) -> Plain:
    return {name: value for name, value in view.items() if name not in names}
