"""Every service of the catalogue for tests: sound answers, and how an application comes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from chassis.rules import DatedRules
from services.licensing.adapters.catalogue.reader import Kept
from services.licensing.adapters.catalogue.services import FileForms, load
from services.licensing.app.licensing import Licensing
from services.licensing.domain.applications.application import Application
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.licences.licence import Licence
from services.licensing.settings import CATALOGUE
from tests.support.applying import (
    APPLICANT,
    CITIZEN,
    CLERK,
    PRIVATE_NURSERY,
    SUPERVISOR,
    a_request,
    inspected,
    open_steps,
    paid,
)
from tests.support.calling import Caller, somebody

Answers = dict[str, Any]
NumberOf = Callable[[str], str]
"""The number of a licence that a service has issued."""
PLACE = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع الملك عبد الله، 12"}
PAST, FUTURE = "2020-05-01", "2039-05-01"
ARTICLES = [
    {"number": 1, "heading": "الاسم", "text": "تسمى الجمعية جمعية البر."},
    {"number": 2, "heading": "الغايات", "text": "رعاية الأسر."},
]
WORDS = "رعاية الأسر المحتاجة وتدريب أبنائها على المهن."


def people(number: int) -> list[Answers]:
    """So many founders, each with a number of their own."""
    return [
        {
            "name": "سعاد محمود الخطيب",
            "national_number": f"{9_700_000_000 + each}",
            "birth_date": "1970-01-01",
        }
        for each in range(number)
    ]


def staff(**more: Any) -> list[Answers]:
    return [{"name": "سعاد محمود", "national_number": "9902012345", **more}]


def _society(kind: str, founders: int) -> Answers:
    return {
        "society_name": {"ar": "جمعية البر", "en": "Al-Birr Society"},
        "kind": kind,
        "main_goal": "social_care",
        "goals_text": WORDS,
        "headquarters": PLACE,
        "headquarters_held_by": "rented",
        "founders": people(founders),
        "representative": "سعاد محمود الخطيب",
        "representative_mobile": "0791234567",
        "board_size": 5,
        "articles": ARTICLES,
    }


def _practitioner(occupation: str, qualification: str) -> Answers:
    return {
        "practitioner_name": "آمال عبد الله الخطيب",
        "birth_date": "1985-03-17",
        "place": PLACE,
        "occupation": occupation,
        "qualification": qualification,
        "university": "الجامعة الأردنية",
        "graduated_on": "2007-06-01",
        "experience_years": 4,
        "employed": False,
    }


def _care(**own: Any) -> Answers:
    people_there = {
        "director_name": "سعاد محمود",
        "director_national_number": "9902012345",
        "staff": staff(post="carer"),
    }
    return {"sector": "private", "place": PLACE, **people_there, **own}


def _lost(number: str) -> Answers:
    return {"licence_number": number, "why": "lost", "circumstances": "ضاعت أثناء الانتقال."}


SAMPLES: Mapping[str, Callable[[NumberOf], Answers]] = {
    "nursery.first_licence": lambda _: dict(PRIVATE_NURSERY),
    "nursery.renewal": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "children_under_two": 5,
        "children_two_to_four": 7,
        "changed": True,
        "changes": "طُليت الغرف.",
        "staff": staff(health_until=FUTURE, trained=True),
    },
    "nursery.amendment": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "changing": ["name", "places"],
        "new_name": {"ar": "حضانة الزهور"},
        "places_under_two": 4,
        "places_two_to_four": 6,
    },
    "nursery.relocation": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "new_place": {"governorate": "JO-AM", "details": "شارع الجامعة، 5"},
        "moves_on": FUTURE,
        "area": 120,
        "places_under_two": 5,
        "places_two_to_four": 7,
    },
    "licence.replacement_certificate": lambda number_of: _lost(number_of("care.home_licence")),
    "society.replacement_certificate": lambda number_of: _lost(number_of("union.registration")),
    "place.complaint": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "subjects": ["treatment", "crowding"],
        "what_happened": "رأيت أطفالاً يُتركون وحدهم في غرفة مغلقة.",
        "happened_on": PAST,
        "still_so": True,
    },
    "care.home_licence": lambda _: _care(
        home_name={"ar": "دار الوفاء"},
        groups=["older_people"],
        sex="both",
        beds=40,
        area=900,
        garden=True,
    ),
    "care.group_home_licence": lambda _: _care(
        home_name={"ar": "بيت الأمل"},
        residents=6,
        supports=["daily_living"],
        residential_area=True,
        step_free=True,
    ),
    "care.day_centre_licence": lambda _: _care(
        centre_name={"ar": "مركز جرش النهاري"},
        groups=["disability"],
        places=30,
        services=["early_intervention"],
        youngest=2,
        area=300,
    ),
    "care.renewal": lambda number_of: {
        "licence_number": number_of("care.day_centre_licence"),
        "served": 25,
        "stays_over": False,
        "director_name": "سعاد محمود",
        "director_national_number": "9902012345",
        "staff": staff(post="therapist"),
    },
    "care.amendment": lambda number_of: {
        "licence_number": number_of("care.home_licence"),
        "changing": ["capacity"],
        "capacity_of": "beds",
        "beds": 55,
    },
    "society.registration": lambda _: _society("ordinary", 7),
    "society.foreign_branch": lambda _: {
        "parent_name": "Hand in Hand",
        "parent_country": "Norway",
        "parent_number": "NO-12",
        "parent_registered_on": "1999-01-01",
        "branch_name": {"ar": "فرع جمعية يد بيد"},
        "main_goal": "education",
        "goals_text": WORDS,
        "headquarters": PLACE,
        "yearly_budget": 90_000_000,
        "director_name": "Ingrid Holm",
        "director_document": "P1234567",
        "director_mobile": "0791234567",
    },
    "society.bylaws_amendment": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "name_changes": False,
        "decided_on": PAST,
        "present": 40,
        "in_favour": 38,
        "effective_on": FUTURE,
        "reasons": "توسيع الغايات.",
        "articles": ARTICLES,
    },
    "society.headquarters_change": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "new_headquarters": {"governorate": "JO-AM", "details": "شارع الجامعة، 5"},
        "moved_on": PAST,
        "headquarters_held_by": "owned",
    },
    "society.join_union": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "union_number": number_of("union.registration"),
        "decided_on": PAST,
        "members": 40,
        "dues_accepted": True,
    },
    "society.annual_report": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "year": 2026,
        "specialisation": "charity",
        "field": "social",
        "target_group": "families",
        "goals": WORDS,
        "activities": "طرود غذائية ودورات مهنية.",
        "income_fils": 50_000_000,
        "expenditure_fils": 48_000_000,
        "foreign_donations_fils": 1_000_000,
        "foreign_donors": [
            {"donor": "Hand in Hand", "country": "Norway", "amount_fils": 1_000_000}
        ],
        "met_on": PAST,
        "members": 40,
    },
    "society.foreign_donation": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "donor": "Hand in Hand",
        "donor_kind": "organisation",
        "country": "Norway",
        "amount_fils": 1_000_000,
        "purpose": WORDS,
        "by_transfer": True,
    },
    "society.fundraising_permit": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "campaign": {"ar": "حملة الشتاء"},
        "purpose": WORDS,
        "amount_fils": 5_000_000,
        "months": 3,
        "ways": ["bank", "boxes"],
        "box_places": [{"place": "سوق ماركا", "number": 1}],
        "account": "JO94CBJO0010000000000131000302",
        "responsible": "سعاد محمود",
        "responsible_mobile": "0791234567",
    },
    "union.registration": lambda number_of: {
        "union_name": {"ar": "اتحاد جمعيات العاصمة"},
        "kind": "governorate",
        "goals_text": WORDS,
        "headquarters": PLACE,
        "founder_societies": [
            {"registration_number": number_of("society.registration"), "delegate": "سعاد محمود"}
            for _ in range(5)
        ],
        "yearly_dues": 50_000,
        "articles": ARTICLES,
    },
    "practice.specialist_licence": lambda _: _practitioner("social_worker", "bachelor"),
    "practice.support_licence": lambda _: _practitioner("carer", "diploma"),
    "practice.institution_licence": lambda number_of: {
        "institution_name": {"ar": "مركز سند للإرشاد"},
        "kind": "company",
        "services": ["counselling"],
        "place": PLACE,
        "head": "سعاد محمود",
        "practitioners": [_practises(number_of)],
    },
    "practice.renewal": lambda number_of: {
        "licence_number": number_of("practice.support_licence"),
        "training_hours": 24,
        "courses": [{"title": "إدارة الحالة", "hours": 24, "ended_on": PAST}],
        "still_practises": True,
    },
    "practice.institution_renewal": lambda number_of: {
        "licence_number": number_of("practice.institution_licence"),
        "practitioners": [_practises(number_of)],
        "served": 300,
    },
    "practice.training_accreditation": lambda _: {
        "title": {"ar": "برنامج حماية الطفل"},
        "kind": "programme",
        "topics": ["child_protection"],
        "hours": 30,
        "trainers": [{"name": "سعاد محمود", "qualification": "ماجستير"}],
        "place": PLACE,
    },
}
"""What a citizen fills in for each service; all of it fits."""


def _practises(number_of: NumberOf) -> Answers:
    number = number_of("practice.specialist_licence")
    return {"licence_number": number, "name": "سعاد محمود", "full_time": True}


HELD_DAYS = {
    "nursery.renewal": 320,
    "care.renewal": 320,
    "practice.renewal": 700,
    "practice.institution_renewal": 700,
    "society.fundraising_permit": 366,
    "society.annual_report": 366,
}
"""After how many days the licence is old enough for the service."""


def society(kind: str, founders: int) -> Answers:
    """A society of this kind, with so many founders."""
    return _society(kind, founders)


@cache
def files() -> Mapping[str, DatedRules[Kept]]:
    return load([CATALOGUE])


@cache
def every_service() -> Mapping[str, ServiceVersion]:
    """Every service that comes with the product, in its newest version."""
    return {code: dated.versions[-1][1].version for code, dated in files().items()}


def table() -> str:
    """All services as the page for the ministry lists them."""
    lines = ["| file | service | الخدمة | what comes of it | within |", "|---|---|---|---|---|"]
    for code, service in every_service().items():
        outcome, term = service.outcome, service.term
        issued = f" `{outcome.series}`" if outcome.effect is Effect.ISSUE else ""
        days = "" if term is None else f"{term.days} {'working ' if term.working else ''}days"
        silent = f", silence: {service.silence.value}" if service.silence.value != "nothing" else ""
        words = service.words
        cells = (f"`{code}`", words.en, words.ar, f"{outcome.effect.value}{issued}", days + silent)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def any_number() -> NumberOf:
    """Numbers as they are written, of licences that nobody holds."""
    running = count(1)
    return lambda service: f"{every_service()[service].outcome.series}-2026-{next(running):06}"


def sample(code: str) -> Answers:
    """Answers to the form alone."""
    return SAMPLES[code](any_number())


def problems_of(service: ServiceVersion, answers: Mapping[str, Any], day: date) -> set[str]:
    """What keeps these answers from being complete: pointer and code."""
    kept = FileForms().understood(service.form, answers)
    return {f"{each.pointer} {each.code}" for each in service.form.problems(kept, day)}


@dataclass
class Told:
    """What other areas were told of approvals."""

    registered: list[tuple[str, Application, Licence | None]] = field(default_factory=list)
    further: list[tuple[Effect, Application, Licence | None]] = field(default_factory=list)


def telling(licensing: Licensing, told: Told) -> Licensing:
    """Licensing that writes into these lists what it tells other areas of approvals."""
    area = licensing.applications
    effects: Any = area.deciding.outcomes

    def registering(what: str) -> Any:
        def heard(application: Application, service: ServiceVersion, licence: Any) -> None:
            told.registered.append((what, application, licence))
            if what in effects.registering:
                effects.registering[what](application, service, licence)

        return heard

    def further(effect: Effect) -> Any:
        def heard(application: Application, service: ServiceVersion, licence: Any) -> None:
            told.further.append((effect, application, licence))
            if effect in effects.further:
                effects.further[effect](application, service, licence)

        return heard

    outcomes = replace(
        effects,
        registering={each: registering(each) for each in ("society", "union", "practitioner")},
        further={each: further(each) for each in (Effect.JOIN, Effect.ACCEPT, Effect.INSPECT)},
    )
    deciding = replace(area.deciding, outcomes=outcomes)
    return replace(licensing, applications=replace(area, deciding=deciding))


@dataclass
class Window:
    """The ministry's window, from filling in a form to the decision."""

    call: Caller
    licensing: Licensing
    advance: Callable[[int], None]

    def request(self, code: str, answers: Mapping[str, Any], **rest: Any) -> Any:
        """What is filled in, with the documents that these answers call for."""
        service = every_service().get(code) or self._service(code)
        kept = FileForms().understood(service.form, answers)
        papers = [each.code for each in service.papers_for(kept) if each.required]
        if "person" not in {each.value for each in service.parties}:
            entity = {"name": "جمعية البر", "registration_number": "12"}
            rest = {"applicant": {**APPLICANT, "entity": entity}, **rest}
        return a_request(code, answers, *papers, **rest)

    def filed(self, code: str, answers: Mapping[str, Any]) -> str:
        """The id of an application that a citizen has handed in.

        What a licence answers itself, the draft shows; it may call for further documents.
        """
        request = self.request(code, answers)
        drafted = self.call(CITIZEN, "draft_application", request)
        asked = {"application_id": drafted["id"]}
        complete = self.request(code, drafted["answers"])
        if complete["papers"] != request["papers"]:
            del complete["service"]
            self.call(CITIZEN, "fill_application", {**asked, **complete})
        self.call(CITIZEN, "submit_application", asked)
        return str(drafted["id"])

    def led(self, application_id: str, but: Sequence[str] = ("decision",)) -> dict[str, Any]:
        """Take every step until nothing but these is open."""
        while True:
            application = self.call(CLERK, "get_application", {"application_id": application_id})
            ahead = [
                each
                for each in application["steps"]
                if each["progress"] == "open" and each["code"] not in but
            ]
            if not ahead:
                return application
            for step in ahead:
                self._take(application_id, step)

    def approved(self, code: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """From the form to the approval."""
        application_id = self.filed(code, answers)
        assert open_steps(self.led(application_id)) == {"decision"}
        return self.call(SUPERVISOR, "approve_application", {"application_id": application_id})

    def number_of(self, code: str) -> str:
        """The number of a licence that this service issues, once every step is done."""
        return str(self.approved(code, SAMPLES[code](self.number_of))["decision"]["number"])

    def answers(self, code: str) -> Answers:
        """Sound answers about licences that were issued long enough ago."""
        answers = SAMPLES[code](self.number_of)
        self.advance(HELD_DAYS.get(code, 0))
        return answers

    def licence(self, licence_id: str) -> Licence:
        """As it is stored."""
        outcomes: Any = self.licensing.applications.deciding.outcomes
        found: Licence = outcomes.issuing.licences.load(licence_id)
        return found

    def _take(self, application_id: str, step: Mapping[str, Any]) -> None:
        of_step = {"application_id": application_id, "step": step["code"]}
        if step["kind"] == "check":
            self.call(CLERK, "find_complete", of_step)
        elif step["kind"] == "payment":
            paid(self.licensing, application_id)
        elif step["kind"] == "inspection":
            inspected(self.licensing, application_id)
        elif step["kind"] == "review":
            self.call(CLERK, "review_application", {**of_step, "positive": True})
        else:
            handling = self.call(
                CLERK, "get_application_handling", {"application_id": application_id}
            )
            body = next(each["body"] for each in handling["steps"] if each["code"] == step["code"])
            partner = replace(somebody(body, "partner", governorates=()), partner=body)
            self.call(partner, "answer_for_body", {**of_step, "positive": True})

    def _service(self, code: str) -> ServiceVersion:
        today = self.licensing.applications.drafting.now().today
        return self.licensing.applications.services.on(code, today)
