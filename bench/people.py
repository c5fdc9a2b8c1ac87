"""The persons that are registered: the same for both sides, strangers to each other."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

from bench.registry.population import names

_FIRST_DAY, _DAYS = date(1940, 1, 1), 30_000


def person(run: int, number: int) -> bytes:
    """The JSON body of the `number`th person of a run (0 to 999), with a number of her own.

    Names and days differ as those of strangers do: of one name and day each would be a probable
    duplicate of all before her, and the registry would be measured at finding them.
    """
    chance = random.Random(run * 1_000_000 + number)
    listed = names()
    first, father, grandfather = (chance.choice(listed[kind]) for kind in ("women", "men", "men"))
    body = {
        "identity": {"kind": "national_number", "number": f"9{run:03d}{number:06d}"},
        "name": {
            "arabic": {
                "first": first,
                "father": father,
                "grandfather": grandfather,
                "family": f"ال{chance.choice(listed['families'])}",
            },
            "latin": None,
        },
        "birth_date": str(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS))),
        "sex": "female",
        "address": {
            "governorate": "JO-AM",
            "district": "لواء ماركا",
            "details": "شارع الملك عبد الله، 12",
        },
        "contact": {"mobile": None, "email": None, "language": "ar"},
    }
    return json.dumps(body, ensure_ascii=False).encode()
