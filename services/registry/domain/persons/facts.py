"""The facts about a person: name, birth, contact, address."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from services.registry.domain.persons import search
from services.registry.domain.persons.place_names import place_key
from services.registry.domain.persons.skeletons import skeleton


@dataclass(frozen=True)
class NameParts:
    """A name in one script: own, father's, grandfather's, family; two of them may be unknown."""

    first: str
    father: str | None
    grandfather: str | None
    family: str

    @property
    def terms(self) -> list[str]:
        """The words of all parts as a search knows them."""
        parts = (self.first, self.father, self.grandfather, self.family)
        return list(dict.fromkeys(term for part in parts for term in search.terms(part or "")))


def _shares(one: str, other: str) -> bool:
    """Whether two parts of names have a word in common, or one that sounds like it."""
    sounds = (set(map(skeleton, search.terms(each))) for each in (one, other))
    return bool(set.intersection(*sounds))


@dataclass(frozen=True)
class Name:
    """A person's name as written, in Arabic, in Latin letters or in both."""

    arabic: NameParts | None
    latin: NameParts | None

    @property
    def terms(self) -> list[str]:
        """Every word by which this name can be found, in one spelling and without articles."""
        return sorted({term for parts in self._scripts for term in parts.terms})

    @property
    def places(self) -> list[str]:
        """Where a search looks for this name."""
        return sorted({place for parts in self._scripts for place in search.places(parts.terms)})

    def places_among(self, birth_year: int | None) -> list[str]:
        """Where a search looks for this name among the old who were born about this year."""
        cohort = None if birth_year is None else search.cohort(birth_year)
        if cohort is None:
            return []
        pairs = {pair for parts in self._scripts for pair in search.pairs(parts.terms)}
        return sorted(search.among(pair, cohort) for pair in pairs)

    @property
    def _scripts(self) -> list[NameParts]:
        return [each for each in (self.arabic, self.latin) if each is not None]

    def is_anothers(self, other: Name) -> bool:
        """Whether no first, or no family name is the same, in any script that both are in."""
        pairs = [(self.arabic, other.arabic), (self.latin, other.latin)]
        both = [(one, two) for one, two in pairs if one is not None and two is not None]
        return bool(both) and not any(
            _shares(one.first, two.first) and _shares(one.family, two.family) for one, two in both
        )

    def spoken(self, language: str) -> str:
        """First and family name, to address the person in this language (`ar` or `en`)."""
        parts = (self.latin or self.arabic) if language == "en" else (self.arabic or self.latin)
        # Kept as written, a name may end with a blank; a greeting may not.
        return "" if parts is None else f"{parts.first} {parts.family}".strip()


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; of the 29th of February where there is none, the 28th.

    Who was born on it or before is so many years old.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@dataclass(frozen=True)
class BirthDate:
    """A date of birth as far as it is known: `yyyy`, `yyyy-mm` or `yyyy-mm-dd`."""

    text: str

    @property
    def year(self) -> int:
        return int(self.text[:4])

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def earliest(self) -> str:
        """The first day that it can mean, as ISO text."""
        return f"{self.text}-01-01"[:10]

    @property
    def latest(self) -> str:
        """The last day that it can mean; of every month the 31st, to be compared and not shown."""
        return self.text + {"year": "-12-31", "month": "-31", "day": ""}[self.precision]

    def is_after(self, day: date) -> bool:
        """Whether even the earliest day it can mean lies after that day."""
        return self.text > day.isoformat()[: len(self.text)]

    def is_younger_than(self, years: int, on: date) -> bool:
        """Whether they have not lived so many years on that day, however early it can mean."""
        if on.year <= years:
            return True
        leap_day = (on.month, on.day) == (2, 29)
        return self.is_after(on.replace(year=on.year - years, day=28 if leap_day else on.day))

    def is_within_years_of(self, elder: BirthDate, years: int) -> bool:
        """Whether the elder had not lived so many years even on the last day that this can mean;
        of no years: whether this lies before the elder's birth."""
        return self.latest < f"{elder.year + years:04}{elder.earliest[4:]}"


@dataclass(frozen=True)
class Contact:
    """How a person is reached, and in which language they want to be written to."""

    mobile: str | None
    email: str | None
    language: str

    @property
    def is_there(self) -> bool:
        """Whether there is any way to reach them."""
        return self.mobile is not None or self.email is not None


NOT_REACHED = Contact(None, None, "ar")
"""Of whom no contact is known: they would be written to in Arabic."""


@dataclass(frozen=True)
class Address:
    """Where somebody lives: governorate, district (لواء), sub-district (قضاء) and details."""

    governorate: str
    district: str | None
    details: str | None
    subdistrict: str | None = None

    def is_that_of(self, home: Address) -> bool:
        """Whether it tells of this home: the same place with the same details, or with none."""
        return self._place == home._place and self.details in (None, home.details)

    @property
    def _place(self) -> tuple[str | None, ...]:
        subdistrict = None if self.subdistrict is None else place_key(self.subdistrict)
        return self.governorate, self.district, subdistrict


@dataclass(frozen=True)
class Disability:
    """A disability (إعاقة) as assessed: its kind and, where known, its degree. Sensitive."""

    kind: str
    degree: str | None


@dataclass(frozen=True)
class CourtDecision:
    """The court's decision (قرار المحكمة) by which somebody answers for another person."""

    number: str
    issued_on: date


@dataclass(frozen=True)
class Guardian:
    """Who answers for somebody who cannot for themselves, and what they are to them.

    `formerly` are the records, oldest first, by which they were known before merges.
    `court_decision`: without one they answer for a child alone, as the law has it of parents.
    """

    person_id: str
    relation: str
    formerly: tuple[str, ...] = field(default=(), compare=False)
    court_decision: CourtDecision | None = None

    def merged(self, survivor_id: str) -> Guardian:
        """The same person, by the record that stays."""
        return replace(self, person_id=survivor_id, formerly=(*self.formerly, self.person_id))

    def parted(self) -> Guardian:
        """As they were named before the last merge."""
        return replace(self, person_id=self.formerly[-1], formerly=self.formerly[:-1])

    def as_known(self, unseen: Collection[str]) -> Guardian | None:
        """For whom these records do not exist: by the record that was named, or not at all.

        A merge with somebody who is hidden since it was undone would tell whom they look like.
        """
        if not any(each in unseen for each in self.records):
            return self
        first = self.records[0]
        return None if first in unseen else replace(self, person_id=first, formerly=())

    @property
    def records(self) -> tuple[str, ...]:
        """All by which they were known, the one that was named first."""
        return (*self.formerly, self.person_id)

    @property
    def first_named(self) -> tuple[str, str, CourtDecision | None]:
        """Whom a person has named as guardian, whatever was merged since."""
        return self.records[0], self.relation, self.court_decision
