"""People for the load: unlike each other in every unique field, from a number, and alike in the
others no more than strangers are. Hundreds of one name and day would all be probable duplicates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

_FIRST = ("محمد", "أحمد", "فاطمة", "خديجة", "عبد الله", "مريم", "يوسف", "آمنة")
_FATHER = ("خالد", "سمير", "ياسين", "حمزة", "داود", "نبيل", "طارق")
_GRANDFATHER = ("سالم", "جميل", "عيسى", "فارس", "راشد")
_FAMILY = ("العبادي", "الخطيب", "أبو زيد", "الحسن", "المجالي", "الزعبي")
_FIRST_DAY, _DAYS = date(1950, 1, 1), 20_000


def a_person(number: int) -> dict[str, Any]:
    """A registration that is valid and, for another number, of another person."""
    return {
        "identity": {"kind": "national_number", "number": f"{number % 10**10:010d}"},
        "name": {
            "arabic": {
                "first": _FIRST[number % len(_FIRST)],
                "father": _FATHER[number % len(_FATHER)],
                "grandfather": _GRANDFATHER[number % len(_GRANDFATHER)],
                "family": _FAMILY[number % len(_FAMILY)],
            }
        },
        "birth_date": str(_FIRST_DAY + timedelta(days=number * 997 % _DAYS)),
        "sex": "female" if number % 2 else "male",
        "contact": {"mobile": f"+96279{number % 10**7:07d}", "language": "ar"},
        "address": {"governorate": "JO-AM"},
    }
