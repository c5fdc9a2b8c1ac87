"""Reference data that contracts rest on: the governorates, districts and holidays of Jordan."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_JORDAN = Path(__file__).parent / "jordan"


def _rows(name: str) -> list[dict[str, str]]:
    with (_JORDAN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def governorates() -> dict[str, dict[str, str]]:
    """ISO 3166-2 code → its names by language (`ar`, `en`)."""
    return {
        row["iso_3166_2"]: {"ar": row["name_ar"], "en": row["name_en"]}
        for row in _rows("governorates.csv")
    }


@cache
def districts() -> dict[str, tuple[str, ...]]:
    """Governorate code → the Arabic names of its districts (لواء), in the order of the data."""
    found: dict[str, list[str]] = {code: [] for code in governorates()}
    for row in _rows("districts.csv"):
        found[row["governorate"]].append(row["name_ar"])
    return {code: tuple(names) for code, names in found.items()}


def short_name(district: str) -> str:
    """The name of a district without the word لواء before it."""
    return district.removeprefix("لواء ")


@cache
def holidays(year: int) -> tuple[dict[str, str], ...]:
    """The holidays of a year as far as they were known when this was released: `day`, `ar`, `en`.

    Those that follow the moon are assumptions; the ministry's own table takes this one's place.
    """
    return tuple(
        {"day": row["day"], "ar": row["name_ar"], "en": row["name_en"]}
        for row in _rows("holidays.csv")
        if row["day"].startswith(f"{year}-")
    )
