"""What recurs in what citizens fill in: places, people, societies, homes, practitioners."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

Answers = dict[str, Any]
PLACE = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع الملك عبد الله، 12"}
PAST, FUTURE = "2020-05-01", "2039-05-01"
ARTICLES = [
    {"number": 1, "heading": "الاسم", "text": "تسمى الجمعية جمعية البر."},
    {"number": 2, "heading": "الغايات", "text": "رعاية الأسر."},
]
WORDS = "رعاية الأسر المحتاجة وتدريب أبنائها على المهن."


_named = itertools.count(uuid.uuid4().int % 90_000_000)


def of_its_own(name: str) -> str:
    """A name that no other association has, also where several runs register in one system."""
    return f"{name} {next(_named)}"


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


def society(kind: str, founders: int) -> Answers:
    """A society of this kind, with so many founders."""
    return {
        "society_name": {"ar": of_its_own("جمعية البر"), "en": "Al-Birr Society"},
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


def practitioner(occupation: str, qualification: str) -> Answers:
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


def care(**own: Any) -> Answers:
    people_there = {
        "director_name": "سعاد محمود",
        "director_national_number": "9902012345",
        "staff": staff(post="carer"),
    }
    return {"sector": "private", "place": PLACE, **people_there, **own}
