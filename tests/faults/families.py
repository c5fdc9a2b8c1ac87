"""People for the load: unlike each other in every unique field, from a number."""

from __future__ import annotations

from typing import Any

_FIRST = ("محمد", "أحمد", "فاطمة", "خديجة", "عبد الله", "مريم", "يوسف", "آمنة")
_FAMILY = ("العبادي", "الخطيب", "أبو زيد", "الحسن", "المجالي", "الزعبي")


def a_person(number: int) -> dict[str, Any]:
    """A registration that is valid and, for another number, of another person."""
    return {
        "identity": {"kind": "national_number", "number": f"{number % 10**10:010d}"},
        "name": {
            "arabic": {
                "first": _FIRST[number % len(_FIRST)],
                "father": "خالد",
                "grandfather": "سالم",
                "family": _FAMILY[number % len(_FAMILY)],
            }
        },
        "birth_date": "1990-05-17",
        "sex": "female" if number % 2 else "male",
        "contact": {"mobile": f"+96279{number % 10**7:07d}", "language": "ar"},
        "address": {"governorate": "JO-AM"},
    }
