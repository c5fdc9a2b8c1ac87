"""Everything that is held about a person, gathered for themselves alone.

Nothing of anybody else is in it: no name, number or address of a member of the household, and no
word that would be there for one who is protected and missing for another. What a household said in
a survey is each member's secret, and stays out wherever there ever was more than one; what else is
known of it, who heads it is told (`held_facts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chassis.audit import Audit
from chassis.calendar import written
from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from services.registry.adapters.payments.findings import OWED, said
from services.registry.adapters.persons.store import to_view
from services.registry.adapters.privacy import consents, requests
from services.registry.adapters.privacy.answers import sentence
from services.registry.adapters.privacy.formerly import NOT_COPIED, Former
from services.registry.adapters.privacy.held_facts import checks_told, facts_for
from services.registry.adapters.privacy.law_words import in_words, kept_by_law
from services.registry.adapters.privacy.living import Living
from services.registry.adapters.privacy.lookers import Concerning, who_looked
from services.registry.adapters.privacy.staff import without_staff
from services.registry.adapters.privacy.survey_words import answered
from services.registry.adapters.programmes import enrolments, grievances
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.households.household import Household
from services.registry.domain.payments.payment import HELD, WITHDRAWN, Payment
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.surveys.questionnaire import Questionnaire
from services.registry.domain.surveys.record import Report, Worth
from services.registry.domain.surveys.survey_round import SurveyRound

Plain = dict[str, Any]

_OTHERS = ("protection", "warnings")
_TURN = "ticket"
"""Who hands a copy out may not know how many wait: see `app/programmes/telling.py`."""


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
    """See `app.privacy.ports.Dossier`. `absorbed` tells which records were merged into a person's:
    what is older than a merge is known by them."""

    stores: Stores
    absorbed: Callable[[str], Sequence[str]]
    audit: Audit
    indicators: Callable[[], Indicators]

    def of(self, person_id: str, rules: PrivacyRules) -> Mapping[str, Any]:
        person = self.stores.persons.load(person_id)
        records = (person_id, *self.absorbed(person_id))
        living = self._living(person, records)
        former = Former.of(self.stores.persons, person)
        told = {
            "format": "kanaf.person/1",
            "record": _own(former.present),
            "former_states": [
                {"at": written(at), "reason": why, "record": _own(then)}
                for at, why, then in former.states()
            ],
            "household": None if living is None else living.told(),
            "facts": facts_for(living, self._profile(living), self.indicators()),
            "enrolments": list(self._enrolments(records, living)),
            "grievances": [_objection(each) for each in self._grievances(records, living)],
            "payments": [_paid(each) for each in self._payments(records, living)],
            "survey_visits": [] if living is None else list(self._visits(living)),
            "consents": [
                in_words(former.consent(consents.show(each)), rules)
                for each in self.stores.consents.each(_of(records))
            ],
            "requests": [
                in_words(_without(former.request(requests.show(each)), "claimant_id"), rules)
                for each in self.stores.requests.each(_of(records))
                if each.kind != "number_claim" and former.tells(each)
            ],
            "accesses": who_looked(
                self.audit, self._concerning(records, living), living, former.hiding, rules
            ),
            "rules": {
                "effective_from": rules.effective_from.isoformat(),
                "kept_by_law": [kept_by_law(each) for each in rules.categories.values()],
                "complaints": asdict(rules.complaints),
                # Said in every copy: so it is no sign that there was such a time.
                "former_protection": sentence(NOT_COPIED),
            },
        }
        return dict(without_staff(told))

    def _living(self, person: Person, records: Sequence[str]) -> Living | None:
        """In the household they live in; hidden from them for another's sake it is none."""
        found = self.stores.households.find(_of(records), None, 1).items
        home = self.stores.households.load(found[0]["id"]) if found else None
        if home is None or (home.protection is not None and person.protection is None):
            return None
        return Living(frozenset(records), home, self.stores.households.history(home.id))

    def _profile(self, living: Living | None) -> Profile | None:
        try:
            return None if living is None else self.stores.profiles.load(living.home.id)
        except NotFound:
            return None

    def _enrolments(self, records: Sequence[str], living: Living | None) -> Iterator[Plain]:
        """Their own, and of who heads the household its, whole; else as far as it concerns
        everybody in it."""
        for each in self._of_person_or_home(self.stores.enrolments, records, living):
            whole, own = enrolments.show(each), each.applicant.person_id in records
            if own or (each.applicant.person_id is None and living and living.is_head):
                yield _without(checks_told(whole, living, self.indicators(), own=own), _TURN)
            elif each.applicant.person_id is None:
                yield _without(enrolments.summary(whole), _TURN)

    def _grievances(self, records: Sequence[str], living: Living | None) -> Iterator[Any]:
        """Objections to what is theirs alone; the household's are its head's, who speaks for it."""
        is_head = living is not None and living.is_head
        for enrolment in self._of_person_or_home(self.stores.enrolments, records, living):
            whose = enrolment.applicant.person_id
            if whose in records or (whose is None and is_head):
                wanted = Criteria(equals={"enrolment": enrolment.id})
                yield from self.stores.grievances.each(wanted)

    def _payments(self, records: Sequence[str], living: Living | None) -> Iterator[Payment]:
        for each in self._of_person_or_home(self.stores.payments, records, living):
            if {each.payee_id, each.claim.person_id, each.ward_id}.intersection(records):
                yield each

    def _visits(self, living: Living) -> Iterator[Plain]:
        for visit in self.stores.visits.each(Criteria(equals={"household": living.home.id})):
            for record in visit.records:
                was_hidden = living.hidden.at(record.report.started_at)
                if record.worth is Worth.ACCEPTED and not was_hidden:
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

    def _concerning(self, records: Sequence[str], living: Living | None) -> Concerning:
        """The records at which somebody may have looked; of a benefit those of the person whose
        it is are their own, and others are shared."""
        asked = self._of_person_or_home(self.stores.enrolments, records, living)
        whose = {
            "enrolment": [
                (each.id, each.applicant.person_id)
                for each in asked
                if each.applicant.person_id in (None, *records)
            ],
            "grievance": [
                (each.id, each.whose.person_id) for each in self._grievances(records, living)
            ],
            "payment": [
                (each.id, each.claim.person_id) for each in self._payments(records, living)
            ],
        }
        own = {kind: [id for id, of in each if of in records] for kind, each in whose.items()}
        own["person"] = list(records)
        if living is None:
            return Concerning(own, {})
        home = living.home.id
        visits = self.stores.visits.each(Criteria(equals={"household": home}))
        shared = {
            kind: [id for id, of in each if of not in records] for kind, each in whose.items()
        }
        shared |= {"household": [home], "profile": [home]}
        shared["survey_visit"] = [each.id for each in visits]
        return Concerning(own, shared)

    @staticmethod
    def _of_person_or_home(
        store: Store[Any], records: Sequence[str], living: Living | None
    ) -> Iterator[Any]:
        seen: set[str] = set()
        wanted = [_of(records)]
        if living is not None:
            wanted.append(Criteria(equals={"household": living.home.id}))
        for criteria in wanted:
            for each in store.each(criteria):
                if each.id not in seen:
                    seen.add(each.id)
                    yield each


def _of(records: Sequence[str]) -> Criteria:
    """What has one of these records of a person."""
    return Criteria(any_of={"person": records})


def _objection(grievance: Any) -> Plain:
    told = _without(grievances.show(grievance), "about", "reply")
    return told | {"reply": None if grievance.reply is None else grievance.reply.text}


def _paid(payment: Payment) -> Plain:
    """With the month it is the money of, as the family reads it (`app.payments.family`)."""
    # What was held or withdrawn was not less: nothing was set off with it.
    off = 0 if payment.status in (HELD, WITHDRAWN) else payment.offset_fils
    return {
        "month": payment.money_of or payment.month,
        "programme_id": payment.source.id,
        "owed_because": said(payment.claim.owed_because, OWED),
        "amount_fils": payment.amount_fils + payment.offset_fils - off,
        "offset_fils": off,
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


def _without(view: Plain, *names: str) -> Plain:
    return {name: value for name, value in view.items() if name not in names}
