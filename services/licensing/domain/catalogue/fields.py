"""What a form can ask: fields of a type, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.licensing.domain.catalogue.conditions import Conditions
from services.licensing.domain.words import Words


class FieldType(StrEnum):
    """What an answer is. Money is a whole number of fils, a date is `yyyy-mm-dd`.

    `name` is a name in Arabic and, where there is one, in Latin letters; `place` a governorate,
    district and address; `table` rows of columns; `licence` the number of a licence of ours.
    """

    TEXT = "text"
    PARAGRAPH = "paragraph"
    NAME = "name"
    PERSON_NAME = "person_name"
    WHOLE = "whole"
    MONEY = "money"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    NATIONAL_NUMBER = "national_number"
    MOBILE = "mobile"
    EMAIL = "email"
    PLACE = "place"
    LICENCE = "licence"
    TABLE = "table"


NUMBERS = frozenset({FieldType.WHOLE, FieldType.MONEY})
COUNTED = frozenset({FieldType.CHOICES, FieldType.TABLE})
LENGTHS = frozenset({FieldType.TEXT, FieldType.PARAGRAPH})
LISTED = frozenset({FieldType.CHOICE, FieldType.CHOICES})


@dataclass(frozen=True)
class Choice:
    """One of the answers offered."""

    code: str
    words: Words


@dataclass(frozen=True)
class Limit:
    """Bounds of a number, of a text's length, of how many rows or choices, or of how many days a
    date lies ahead; under conditions.

    `because` is what somebody reads who oversteps it. `least_of`, `most_of`: another field, whose
    answer is the bound of a number or a date (both: it is the same); of a table with `sum_of`, of
    the sum of that column.
    """

    when: Conditions = ()
    least: int | None = None
    most: int | None = None
    because: Words | None = None
    least_of: str | None = None
    most_of: str | None = None
    sum_of: str | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """The fields with which it compares."""
        return tuple(each for each in (self.least_of, self.most_of) if each is not None)


@dataclass(frozen=True)
class Field:
    """One thing that is asked.

    `public`: everybody may read the answer in the register. `printed`: it stands on the
    certificate. `past`, `future`: on which side of today a date lies; `years_ago`: how many full
    years at least it lies back. `unique`: column whose values differ from row to row. `services`:
    what the licence that is named was issued by.
    """

    code: str
    type: FieldType
    label: Words
    hint: Words | None = None
    required: bool = True
    when: Conditions = ()
    limits: tuple[Limit, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Field, ...] = ()
    public: bool = False
    printed: bool = False
    past: bool = False
    future: bool = False
    years_ago: int | None = None
    unique: bool = False
    services: tuple[str, ...] = ()

    def words_of(self, code: str) -> Words | None:
        """The words of one of the choices."""
        return next((each.words for each in self.choices if each.code == code), None)

    def column(self, code: str) -> Field | None:
        return next((each for each in self.columns if each.code == code), None)
