"""A population in the shape of the households on monthly aid in 2024, as a file to import.

Seeded by household: the same seed gives the same household at the same place, whatever comes before
it, so that a population can be made in pieces and never stands in memory.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from contracts import reference

COLUMNS = (
    "household",
    "relation",
    "identity_kind",
    "identity_number",
    "first",
    "father",
    "grandfather",
    "family",
    "birth_date",
    "sex",
    "mobile",
    "governorate",
    "district",
)
PERSONS_OF_A_HOUSEHOLD = 1_000_000 / 220_000
_MOST_CHILDREN = 13
"""Of a head with a spouse: each household has fifteen numbers."""
_SLIPS = 0.01
"""Of all parts of names: people type registers, so that the words in them grow with them."""
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_SHAPE = Path(reference.__file__).parent / "jordan" / "aid_households_2024.csv"


def write(file: Path, persons: int, *, seed: int = 7, first_household: int = 0) -> int:
    """Write about so many persons as a CSV; answers how many households they live in."""
    written = households = 0
    with file.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target)
        rows.writerow(COLUMNS)
        while written < persons:
            members = household(seed, first_household + households)
            rows.writerows(members)
            written += len(members)
            households += 1
    return households


def household(seed: int, number: int) -> list[Sequence[str]]:
    """The rows of one household, its head first."""
    chance = random.Random(f"{seed}:{number}")
    (place,) = chance.choices(_places(), weights=[each[1] for each in _places()])
    governorate, _, by_a_woman = place
    of_woman = chance.random() < by_a_woman
    family = _family(chance)
    father, grandfather = chance.choice(names()["men"]), chance.choice(names()["men"])
    head = chance.choice(names()["women"] if of_woman else names()["men"])
    birth = chance.randint(1940, 1998)
    mobile = f"079{number % 10_000_000:07d}"
    district = chance.choice(reference.districts()[governorate])
    where = (governorate, district)
    sex = "female" if of_woman else "male"
    name = (head, father, grandfather, family)
    rows: list[Sequence[str]] = [_row(chance, number, 0, "head", name, birth, sex, mobile, where)]
    for index, relation in enumerate(_members(chance, married=not of_woman), start=1):
        child = relation == "child"
        young = birth + chance.randint(18, 40) if child else birth + chance.randint(-5, 8)
        is_girl = chance.random() < 0.5 if child else not of_woman
        theirs = (
            chance.choice(names()["women"] if is_girl else names()["men"]),
            head if child and not of_woman else chance.choice(names()["men"]),
            father if child and not of_woman else chance.choice(names()["men"]),
            family if child and not of_woman else _family(chance),
        )
        sex = "female" if is_girl else "male"
        born = min(young, 2025)
        rows.append(_row(chance, number, index, relation, theirs, born, sex, "", where))
    return rows


def _members(chance: random.Random, *, married: bool) -> Iterator[str]:
    """Who lives with the head: on average as many as in the published figures."""
    wanted = PERSONS_OF_A_HOUSEHOLD - 1 - (0.85 if married else 0.0)
    if married and chance.random() < 0.85:
        yield "spouse"
    for _ in range(min(round(chance.gammavariate(3.0, wanted / 3.0)), _MOST_CHILDREN)):
        yield "child"


def _row(
    chance: random.Random,
    household_number: int,
    index: int,
    relation: str,
    name: Sequence[str],
    birth: int,
    sex: str,
    mobile: str,
    where: Sequence[str],
) -> Sequence[str]:
    # Fifteen numbers for each household, see `_MOST_CHILDREN`.
    number = f"{3_000_000_000 + household_number * 15 + index:010d}"
    day = f"{birth}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    known = day if chance.random() < 0.9 else day[:4]
    kind = "national_number" if chance.random() < 0.96 else "personal_number"
    typed = (_typed(chance, part) for part in name)
    return (
        f"h{household_number}", relation, kind, number, *typed, known, sex, mobile, *where
    )  # fmt: skip


def _typed(chance: random.Random, name: str) -> str:
    """The name as it gets into a register: now and then with a letter missing, swapped or wrong."""
    if chance.random() >= _SLIPS or " " in name:
        return name
    at = chance.randrange(len(name) - 1)
    before, one, other, after = name[:at], name[at], name[at + 1], name[at + 2 :]
    return before + chance.choice((other, other + one, chance.choice(_LETTERS) + other)) + after


def _family(chance: random.Random) -> str:
    root = chance.choice(names()["families"])
    form = chance.random()
    if form < 0.7:
        return root if root.startswith("بني") else f"ال{root}"
    return f"أبو {chance.choice(names()['families']).replace('_', ' ')}" if form < 0.8 else root


@cache
def names() -> Mapping[str, Sequence[str]]:
    listed: Mapping[str, Sequence[str]] = yaml.safe_load(
        Path(__file__).with_name("names.yaml").read_text("utf-8")
    )
    return listed


@cache
def _places() -> Sequence[tuple[str, int, float]]:
    """Governorate, its households, and the share of them that a woman heads."""
    with _SHAPE.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["iso_3166_2"],
                int(row["households"]),
                int(row["female_headed_households"]) / int(row["households"]),
            )
            for row in csv.DictReader(file)
        ]
