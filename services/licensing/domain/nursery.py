"""A nursery as its applicant describes it, and the rules of the law that bind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.places import Place
from services.licensing.domain.refusals import TooManyPlaces


class NurseryKind(StrEnum):
    """Kinds of nurseries (alwakeelnews 662276): private, at a workplace, in a home."""

    PRIVATE = "private"
    INSTITUTIONAL = "institutional"
    HOME = "home"


@dataclass(frozen=True)
class Contact:
    """Where a person can be reached: mobile in E.164, e-mail, language `ar` or `en`."""

    mobile: str | None
    email: str | None
    language: str


@dataclass(frozen=True)
class Applicant:
    """Who asks for the licence, with the name as written."""

    name: str
    national_number: str | None
    contact: Contact


@dataclass(frozen=True)
class Nursery:
    """The nursery applied for; places are counted in children present at one time."""

    name_ar: str
    name_en: str | None
    kind: NurseryKind
    place: Place
    places_under_two: int
    places_two_to_four: int


@dataclass(frozen=True)
class NurseryRules:
    """What the law says on one day; kept as dated data, never in code."""

    home_places_under_two: int
    home_places_two_to_four: int
    licence_term_years: int
    reminder_days: tuple[int, ...]
    rejection_reasons: frozenset[str]

    def must_allow(self, nursery: Nursery) -> None:
        """Raises `TooManyPlaces` with the field's pointer; only home nurseries have a limit."""
        if nursery.kind is not NurseryKind.HOME:
            return
        if nursery.places_under_two > self.home_places_under_two:
            raise TooManyPlaces(
                pointer="/nursery/places_under_two", most=self.home_places_under_two
            )
        if nursery.places_two_to_four > self.home_places_two_to_four:
            raise TooManyPlaces(
                pointer="/nursery/places_two_to_four", most=self.home_places_two_to_four
            )

    def expiry(self, valid_from: date) -> date:
        """The day on which a licence valid from this day is no longer valid.

        The same day `licence_term_years` later; 29 February becomes 1 March, so that nobody
        loses a day.
        """
        year = valid_from.year + self.licence_term_years
        try:
            return valid_from.replace(year=year)
        except ValueError:
            return date(year, 3, 1)
