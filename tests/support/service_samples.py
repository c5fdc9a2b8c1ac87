"""What a citizen fills in for each service of the catalogue; all of it fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tests.support.applying import PRIVATE_NURSERY
from tests.support.sample_parts import (
    ARTICLES,
    FUTURE,
    PAST,
    PLACE,
    WORDS,
    Answers,
    care,
    of_its_own,
    practitioner,
    society,
    staff,
)

NumberOf = Callable[[str], str]
"""The number of a licence that a service has issued."""


def _of_its_first_year(number: str) -> Answers:
    """The year in which it was registered, as the number says: over when the report is due."""
    return {"licence_number": number, "year": int(number.split("-")[1])}


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
    "licence.surrender": lambda number_of: {
        "licence_number": number_of("care.day_centre_licence"),
        "cares_for": "nobody",
    },
    "licence.change_of_holder": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "why": "sale",
        "new_holder_kind": "person",
        "new_holder_name": "رنا سليم حداد",
        "new_holder_national_number": "9872012345",
        "new_holder_mobile": "0797654321",
        "place_changes": True,
        "changes": "كادر جديد.",
        "families_told_on": PAST,
    },
    "licence.holder_death": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "deceased_name": "آمال عبد الله الخطيب",
        "deceased_national_number": "9852012345",
        "died_on": PAST,
        "kinship": "child",
        "new_holder_name": "رنا سليم حداد",
        "new_holder_national_number": "9872012345",
        "new_holder_mobile": "0797654321",
        "all_agree": True,
        "minors": False,
        "still_open": True,
        "runs_it": "سعاد محمود الخطيب",
        "runs_it_mobile": "0797654322",
    },
    "place.complaint": lambda number_of: {
        "licence_number": number_of("nursery.first_licence"),
        "subjects": ["treatment", "crowding"],
        "what_happened": "رأيت أطفالاً يُتركون وحدهم في غرفة مغلقة.",
        "happened_on": PAST,
        "still_so": True,
    },
    "care.home_licence": lambda _: care(
        home_name={"ar": "دار الوفاء"},
        groups=["older_people"],
        sex="both",
        beds=40,
        area=900,
        garden=True,
    ),
    "care.group_home_licence": lambda _: care(
        home_name={"ar": "بيت الأمل"},
        residents=6,
        supports=["daily_living"],
        residential_area=True,
        step_free=True,
    ),
    "care.day_centre_licence": lambda _: care(
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
    "society.registration": lambda _: society("ordinary", 7),
    "society.foreign_branch": lambda _: {
        "parent_name": "Hand in Hand",
        "parent_country": "Norway",
        "parent_number": "NO-12",
        "parent_registered_on": "1999-01-01",
        "branch_name": {"ar": of_its_own("فرع جمعية يد بيد")},
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
        "members": 60,
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
        **_of_its_first_year(number_of("society.registration")),
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
        "uses": [
            {"use": "طرود غذائية", "amount_fils": 600_000},
            {"use": "دورات مهنية", "amount_fils": 400_000},
        ],
        "by_transfer": True,
    },
    "society.fundraising_permit": lambda number_of: {
        "licence_number": number_of("society.registration"),
        "campaign": {"ar": "حملة الشتاء"},
        "purpose": WORDS,
        "amount_fils": 5_000_000,
        "uses": [{"use": "بطانيات ومدافئ", "amount_fils": 5_000_000}],
        "months": 3,
        "ways": ["bank", "boxes"],
        "box_places": [{"place": "سوق ماركا", "number": 1}],
        "account": "JO94CBJO0010000000000131000302",
        "responsible": "سعاد محمود",
        "responsible_mobile": "0791234567",
    },
    "union.registration": lambda number_of: {
        "union_name": {"ar": of_its_own("اتحاد جمعيات العاصمة")},
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
    "practice.specialist_licence": lambda _: practitioner("social_worker", "bachelor"),
    "practice.support_licence": lambda _: practitioner("carer", "diploma"),
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
    "practice.training_renewal": lambda number_of: {
        "licence_number": number_of("practice.training_accreditation"),
        "trained": 60,
        "courses": [{"title": "حماية الطفل", "hours": 30, "ended_on": PAST}],
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
"""What a citizen fills in for each service, but for `DAYS_AHEAD`; all of it fits."""


def _practises(number_of: NumberOf) -> Answers:
    number = number_of("practice.specialist_licence")
    return {"licence_number": number, "name": "سعاد محمود", "full_time": True}


HELD_DAYS = {
    "nursery.renewal": 320,
    "care.renewal": 320,
    "practice.renewal": 700,
    "practice.institution_renewal": 700,
    "practice.training_renewal": 700,
    "society.fundraising_permit": 366,
    "society.annual_report": 366,
}
"""After how many days the licence is old enough for the service."""
DAYS_AHEAD = {"licence.surrender": {"closes_on": 60}}
"""What is answered with a day to come: by service and field, so many days after it is asked for."""


def sound_answers(code: str, number_of: NumberOf, today: date) -> Answers:
    """What fits when it is asked for today."""
    answers = SAMPLES[code](number_of)
    ahead = DAYS_AHEAD.get(code, {})
    days = {field: (today + timedelta(days=each)).isoformat() for field, each in ahead.items()}
    return {**answers, **days}
