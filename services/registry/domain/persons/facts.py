"""The facts about a person: name, birth, contact, address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.persons import arabic_names


@dataclass(frozen=True)
class NameParts:
    """A name in one script: own, father's, grandfather's, family; two of them may be unknown."""

    first: str
    father: str | None
    grandfather: str | None
    family: str


@dataclass(frozen=True)
class Name:
    """A person's name as written, in Arabic, in Latin letters or in both."""

    arabic: NameParts | None
    latin: NameParts | None

    @property
    def match_key(self) -> str:
        """The key under which like names stand together."""
        parts = self.arabic or self.latin
        if parts is None:
            return ""
        return arabic_names.match_key(parts.first, parts.father, parts.grandfather, parts.family)

    @property
    def search_words(self) -> list[str]:
        """Every word by which this name can be found."""
        found: set[str] = set()
        for parts in (self.arabic, self.latin):
            if parts is not None:
                found.update(
                    arabic_names.search_words(
                        parts.first, parts.father, parts.grandfather, parts.family
                    )
                )
        return sorted(found)

    def spoken(self, language: str) -> str:
        """First and family name, to address the person in this language (`ar` or `en`)."""
        parts = (self.latin or self.arabic) if language == "en" else (self.arabic or self.latin)
        return "" if parts is None else f"{parts.first} {parts.family}"


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

    def is_after(self, day: date) -> bool:
        """Whether even the earliest day it can mean lies after that day."""
        return self.text > day.isoformat()[: len(self.text)]


@dataclass(frozen=True)
class Contact:
    """How a person is reached, and in which language they want to be written to."""

    mobile: str | None
    email: str | None
    language: str


@dataclass(frozen=True)
class Address:
    """Where somebody lives: governorate, district (لواء) and what a visitor needs besides."""

    governorate: str
    district: str | None
    details: str | None
