"""Everything that is held about a person, gathered for themselves alone.

Nothing of anybody else is in it: no name, number or address of a member of the household, and no
word that would be there for one who is protected and missing for another. What a household said in
a survey is each member's secret, and stays out wherever there ever was more than one; what else is
known of it, who heads it is told (`held_facts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chassis.audit import Audit
from chassis.calendar import written
from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from services.registry.adapters.persons.store import to_view
from services.registry.adapters.privacy import consents, requests
from services.registry.adapters.privacy.held_facts import checks_told, facts_for
from services.registry.adapters.privacy.law_words import in_words, kept_by_law
from services.registry.adapters.privacy.living import Living
from services.registry.adapters.privacy.lookers import Concerning, who_looked
from services.registry.adapters.privacy.survey_words import answered
from services.registry.adapters.programmes import enrolments, grievances
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.surveys.questionnaire import Questionnaire
from services.registry.domain.surveys.record import Report, Worth
from services.registry.domain.surveys.survey_round import SurveyRound

Plain = dict[str, Any]

_OTHERS = ("protection", "warnings", "registered_by")
_STAFF = frozenset(
    {
        *("by", "registered_by", "recorded_by", "visited_by", "requested_by"),
        *("ended_by", "filed_by", "lifted_by", "handler"),
    }
)


@dataclass(frozen=True)
class Stores:
    """Where the registry keeps what concerns a person."""

    persons: Store[Person]
    households: Store[Household]
    enrolments: Store[Any]
    grievances: Store[Any]
    payments: Store[Any]
    visits: Store[Any]
    profiles: Store[Profile]
    rounds: Store[SurveyRound]
    questionnaires: Store[Questionnaire]
    consents: Store[Any]
    requests: Store[Any]


@dataclass(frozen=True)
class KeptDossier:
    """See `app.privacy.ports.Dossier`."""

    stores: Stores
    audit: Audit
    indicators: Callable[[], Indicators]

    def of(self, person_id: str, rules: PrivacyRules) -> Mapping[str, Any]:
        person = self.stores.persons.load(person_id)
        living = self._living(person)
        return {
            "format": "kanaf.person/1",
            "record": _own(person),
            "former_states": [
                {"at": written(each.at), "reason": each.why, "record": _own(each.aggregate)}
                for each in self.stores.persons.history(person_id)
            ],
            "household": None if living is None else _household(living),
            "facts": facts_for(living, self._profile(living), self.indicators()),
            "enrolments": list(self._enrolments(person, living)),
            "grievances": [_objection(each) for each in self._grievances(person, living)],
            "payments": [_paid(each) for each in self._payments(person, living)],
            "survey_visits": [] if living is None else list(self._visits(living)),
            "consents": [
                _without_staff(in_words(consents.show(each), rules))
                for each in self.stores.consents.each(Criteria(equals={"person": person_id}))
            ],
            "requests": [
                _without_staff(in_words(_without(requests.show(each), "claimant_id"), rules))
                for each in self.stores.requests.each(Criteria(equals={"person": person_id}))
                if each.kind != "number_claim"
            ],
            "accesses": who_looked(self.audit, self._concerning(person, living), living, rules),
            "rules": {
                "effective_from": rules.effective_from.isoformat(),
                "kept_by_law": [kept_by_law(each) for each in rules.categories.values()],
                "complaints": asdict(rules.complaints),
            },
        }

    def _living(self, person: Person) -> Living | None:
        """In the household they live in; hidden from them for another's sake it is none."""
        found = self.stores.households.find(Criteria(equals={"person": person.id}), None, 1).items
        home = self.stores.households.load(found[0]["id"]) if found else None
        if home is None or (home.protection is not None and person.protection is None):
            return None
        return Living(person.id, home, self.stores.households.history(home.id))

    def _profile(self, living: Living | None) -> Profile | None:
        try:
            return None if living is None else self.stores.profiles.load(living.home.id)
        except NotFound:
            return None

    def _enrolments(self, person: Person, living: Living | None) -> Iterator[Plain]:
        """Their own, and of who heads the household its, whole; else as far as it concerns
        everybody in it."""
        for each in self._of_person_or_home(self.stores.enrolments, person, living):
            whole, own = enrolments.show(each), each.applicant.person_id == person.id
            if own or (each.applicant.person_id is None and living and living.is_head):
                yield _without_staff(checks_told(whole, living, self.indicators(), own=own))
            elif each.applicant.person_id is None:
                yield enrolments.summary(whole)

    def _grievances(self, person: Person, living: Living | None) -> Iterator[Any]:
        """Objections to what is theirs alone; the household's are its head's, who speaks for it."""
        is_head = living is not None and living.is_head
        for enrolment in self._of_person_or_home(self.stores.enrolments, person, living):
            whose = enrolment.applicant.person_id
            if whose == person.id or (whose is None and is_head):
                wanted = Criteria(equals={"enrolment": enrolment.id})
                yield from self.stores.grievances.each(wanted)

    def _payments(self, person: Person, living: Living | None) -> Iterator[Any]:
        for each in self._of_person_or_home(self.stores.payments, person, living):
            if person.id in (each.payee_id, each.claim.person_id):
                yield each

    def _visits(self, living: Living) -> Iterator[Plain]:
        for visit in self.stores.visits.each(Criteria(equals={"household": living.home.id})):
            for record in visit.records:
                if record.worth is Worth.ACCEPTED:
                    yield {
                        "round_id": visit.round_id,
                        "started_at": written(record.report.started_at),
                        "outcome": record.report.outcome.value,
                        "answers": self._answers(visit.round_id, record.report)
                        if living.always_alone
                        else None,
                    }

    def _answers(self, round_id: str, report: Report) -> list[Plain]:
        asked = self.stores.questionnaires.load(self.stores.rounds.load(round_id).questionnaire_id)
        return answered(asked.as_published(report.questionnaire_version).questions, report.answers)

    def _concerning(self, person: Person, living: Living | None) -> Concerning:
        """The records at which somebody may have looked."""
        asked = list(self._of_person_or_home(self.stores.enrolments, person, living))
        own = {
            "person": [person.id],
            "enrolment": [each.id for each in asked if each.applicant.person_id == person.id],
            "grievance": [each.id for each in self._grievances(person, living)],
            "payment": [each.id for each in self._payments(person, living)],
        }
        if living is None:
            return Concerning(own, {})
        home = living.home.id
        visits = self.stores.visits.each(Criteria(equals={"household": home}))
        shared = {
            "household": [home],
            "profile": [home],
            "enrolment": [each.id for each in asked if each.applicant.person_id is None],
            "survey_visit": [each.id for each in visits],
        }
        return Concerning(own, shared)

    @staticmethod
    def _of_person_or_home(
        store: Store[Any], person: Person, living: Living | None
    ) -> Iterator[Any]:
        seen: set[str] = set()
        wanted = [
            {"person": person.id},
            *([] if living is None else [{"household": living.home.id}]),
        ]
        for keys in wanted:
            for each in store.each(Criteria(equals=keys)):
                if each.id not in seen:
                    seen.add(each.id)
                    yield each


def _household(living: Living) -> Plain:
    states = [
        {"at": written(each.at), **_as_member(each.aggregate, living.person_id)}
        for each in living.states
        if living.person_id in each.aggregate.person_ids
    ]
    now = _as_member(living.home, living.person_id)
    return {"id": living.home.id, "former_states": states, **now}


def _objection(grievance: Any) -> Plain:
    told = _without(grievances.show(grievance), "about", "reply")
    reply = None if grievance.reply is None else grievance.reply.text
    return dict(_without_staff(told | {"reply": reply}))


def _paid(payment: Any) -> Plain:
    return {
        "month": payment.month,
        "programme_id": payment.source.id,
        "amount_fils": payment.amount_fils,
        "status": payment.status,
        "settled_on": payment.settled_on,
        "reason": payment.reason,
    }


def _own(person: Person) -> Plain:
    """All of a record but what is of the ministry's own staff, and sensitive facts as well."""
    return {
        **_without(to_view(person), *_OTHERS),
        "disabilities": [asdict(each) for each in person.disabilities],
    }


def _as_member(home: Household, person_id: str) -> Plain:
    relations = {each.person_id: each.relation for each in home.members}
    return {
        "relation": "head" if home.head_id == person_id else relations.get(person_id),
        "address": asdict(home.address),
        "dwelling": None if home.dwelling is None else asdict(home.dwelling),
    }


def _without(view: Plain, *names: str) -> Plain:
    return {name: value for name, value in view.items() if name not in names}


def _without_staff(value: Any) -> Any:
    """Without who of the ministry did it: a copy tells roles, and no names."""
    if isinstance(value, dict):
        return {k: _without_staff(each) for k, each in value.items() if k not in _STAFF}
    return [_without_staff(each) for each in value] if isinstance(value, list | tuple) else value
