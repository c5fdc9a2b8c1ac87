"""The people of the story: new ones each time it is told, so that it can be told again."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

_CAPITAL = {"governorate": "JO-AM"}
_random = random.SystemRandom()


def mobile() -> str:
    """A Jordanian mobile number that nobody in the story has yet."""
    return f"079{_random.randrange(10**7):07d}"


def international(mobile: str) -> str:
    """The number as a message is sent to it."""
    return f"+962{mobile.removeprefix('0')}"


def national_number(first: str) -> str:
    """Ten digits that begin with the year of birth and sex."""
    return f"{first}{_random.randrange(10**6):06d}"


def mother() -> dict[str, Any]:
    """A woman born in 1985, with her number in the digits she writes it in."""
    number = national_number("9852")
    arabic_digits = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    return {
        "identity": {"kind": "national_number", "number": arabic_digits},
        "name": {
            "arabic": {
                "first": "آمال",
                "father": "عبد الله",
                "grandfather": "محمد",
                "family": "الخطيب",
            },
            "latin": {"first": "Amal", "family": "Al-Khatib"},
        },
        "birth_date": "1985-03-17",
        "sex": "female",
        "contact": {
            "mobile": mobile(),
            "email": f"amal.{number[-6:]}@example.jo",
            "language": "ar",
        },
        "address": _CAPITAL,
    }


def child(first: str, sex: str, birth_date: str) -> dict[str, Any]:
    """A child of hers whose number is not at hand today."""
    return {
        "identity": {"kind": "none"},
        "name": {"arabic": {"first": first, "father": "سامر", "family": "الخطيب"}},
        "birth_date": birth_date,
        "sex": sex,
        "address": _CAPITAL,
    }


def carers(carer_mobile: str) -> dict[str, Any]:
    """An approved family with room for one child."""
    return {
        "carers": ["مريم خالد المجالي", "يوسف سالم المجالي"],
        "contact": {"mobile": carer_mobile, "language": "en"},
        "place": _CAPITAL,
        "capacity": 1,
        "approval": decision("A"),
        "court_approval": decision("C"),
    }


def foundling(sex: str) -> dict[str, Any]:
    """A child of whom little is known."""
    return {
        "child": {
            "birth_date": str(date.today().year - 1),
            "birth_date_estimated": True,
            "sex": sex,
        },
        "legal_situation": "both_parents_unknown",
        "risk_level": "medium",
        "governorate": "JO-AM",
    }


def decision(letter: str) -> dict[str, str]:
    """A decision of last month."""
    day = date.today() - timedelta(days=30)
    return {"number": f"{letter}-{_random.randrange(1000, 9999)}/{day.year}", "date": str(day)}
