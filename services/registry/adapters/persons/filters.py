"""What a search asks beside the name, as criteria of which one at least is a range of an index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from chassis.documents.kind import Criteria
from contracts import reference
from services.registry.adapters.persons import keys
from services.registry.adapters.persons.enrolled import PROGRAMMES
from services.registry.app.persons.ports import Wanted
from services.registry.domain.persons.place_names import place_key

MOST_RANGES = 200
"""Ranges of an index that MongoDB merges in the order of the list; of more it sorts the result."""
_A_DAY = timedelta(days=1)
_FEW_YEARS = 10
FIRST_YEAR, _LAST_YEAR_OF_FEW = 1900, 1940
"""Who was born between is one of few, however many years are asked for, and earlier nobody was.
No rule: it only decides by which index a search goes."""


def criteria_of(wanted: Wanted) -> Criteria:
    """Everything but the name: a search by name meets nobody whose record ended."""
    equals: dict[str, Any] = {
        "national_number": wanted.national_number if wanted.held_alone else None,
        "documents": None if wanted.document is None else keys.number_key(wanted.document),
        "mobile": wanted.mobile,
        "district": wanted.district,
        "subdistrict": None if wanted.subdistrict is None else place_key(wanted.subdistrict),
        "sex": wanted.sex,
        "status": wanted.status,
    }
    any_of: dict[str, Sequence[Any]] = {}
    if wanted.governorates is not None or wanted.terms or wanted.programme is not None:
        any_of["governorate"] = sorted(everywhere(wanted))
    if places := _places(wanted):
        any_of["places"] = places
    if wanted.national_number is not None and not wanted.held_alone:
        number = wanted.national_number
        if wanted.status == keys.MERGED:
            # Such a record holds its number no more, and was known by it.
            any_of["documents"] = [keys.number_key(number)]
        else:
            any_of["national_number"] = [number, keys.claim_key(number)]
    if wanted.known_to is not None:
        any_of["protected"] = wanted.known_to
    return Criteria(
        equals={name: value for name, value in equals.items() if value is not None},
        any_of=any_of,
        # Whose record ended is found by the one that stays, unless such records are asked for.
        but_not=[
            *([] if wanted.status else [Criteria(equals={"status": keys.MERGED})]),
            *_born_beside(wanted),
        ],
        labelled={} if wanted.programme is None else {PROGRAMMES: wanted.programme},
        between={} if wanted.born is None else {"birth_year": _years(wanted.born)},
    )


def _born_beside(wanted: Wanted) -> list[Criteria]:
    """Who was born in the first or last of the years, and surely before or after the days asked
    for. So said, a record from before these keys is found by the year of birth."""
    if wanted.born is None:
        return []
    first, last = wanted.born
    return [
        Criteria(between={"born_from": ((last + _A_DAY).isoformat(), date.max.isoformat())}),
        Criteria(between={"born_until": (date.min.isoformat(), (first - _A_DAY).isoformat())}),
    ]


def _years(born: tuple[date, date]) -> tuple[int, int]:
    return born[0].year, born[1].year


def everywhere(wanted: Wanted) -> Collection[str]:
    """The governorates of the search, by name even where they are all."""
    return reference.governorates() if wanted.governorates is None else wanted.governorates


def _places(wanted: Wanted) -> list[str]:
    """The fewest places in which everybody stands who is wanted; none where they are no help."""
    for each in (_of_status, _of_subdistrict, _of_few_years, _of_district):
        if places := sorted(place for one in everywhere(wanted) for place in each(wanted, one)):
            return places
    return []


def _of_status(wanted: Wanted, governorate: str) -> list[str]:
    if wanted.status in (None, keys.ACTIVE):
        return []
    return [keys.status_place(governorate, wanted.status or "")]


def _of_subdistrict(wanted: Wanted, governorate: str) -> list[str]:
    if wanted.subdistrict is None:
        return []
    return [keys.subdistrict_place(governorate, wanted.subdistrict)]


def _of_few_years(wanted: Wanted, governorate: str) -> list[str]:
    if wanted.born is None:
        return []
    first, latest = _years(wanted.born)
    earliest = max(first, FIRST_YEAR)
    if latest - earliest > _FEW_YEARS and latest > _LAST_YEAR_OF_FEW:
        return []
    return [keys.year_place(governorate, year) for year in range(earliest, latest + 1)]


def _of_district(wanted: Wanted, governorate: str) -> list[str]:
    if wanted.district is None:
        return []
    return [keys.district_place(governorate, wanted.district)]
