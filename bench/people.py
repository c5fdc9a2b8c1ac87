"""The persons that are registered: the same body for both sides, a new number in each."""

from __future__ import annotations

import json

_TEMPLATE = json.dumps(
    {
        "identity": {"kind": "national_number", "number": "NUMBER"},
        "name": {
            "arabic": {
                "first": "آمال",
                "father": "عبد الله",
                "grandfather": "محمد",
                "family": "الخطيب",
            },
            "latin": None,
        },
        "birth_date": "1985-03-17",
        "sex": "female",
        "address": {
            "governorate": "JO-AM",
            "district": "لواء ماركا",
            "details": "شارع الملك عبد الله، 12",
        },
        "contact": {"mobile": None, "email": None, "language": "ar"},
    },
    ensure_ascii=False,
).encode()
_BEFORE, _AFTER = _TEMPLATE.split(b"NUMBER")


def person(run: int, number: int) -> bytes:
    """The JSON body of the `number`th person of a run (0 to 999), with a number of her own."""
    return b"%b9%03d%06d%b" % (_BEFORE, run, number, _AFTER)
