"""By which document a person is known, and what its number tells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.registry.domain.persons.refusals import DocumentTwice

NATIONAL_NUMBER = "national_number"
YEAR_DIFFERS = "national_number_year_differs"
BORNE_BY_ANOTHER = "document_borne_by_another"
"""Only a national number is known to be one person's: of others nobody says how they are given."""
UNFIT_AT_HOME = "household_relation_differs"
"""Of what a household says somebody is to its head: which of the two is wrong nobody can tell."""
SEX_DIFFERS = "national_number_sex_differs"
_SEX_DIGITS = {"1": "male", "2": "female"}


@dataclass(frozen=True)
class Identity:
    """A kind of document and its number; the kind `none` has no number (foundlings)."""

    kind: str
    number: str | None

    @property
    def national_number(self) -> str | None:
        """The national number, for those who have one."""
        return self.number if self.kind == NATIONAL_NUMBER else None


def must_differ(documents: Collection[Identity]) -> None:
    """Raises `DocumentTwice`."""
    if len(set(documents)) < len(documents):
        raise DocumentTwice()


def doubts(number: str, birth_year: int | None, sex: str) -> tuple[str, ...]:
    """What a national number says other than year of birth and sex do.

    Numbers given before 2000 are 9, two digits of the year, sex and serial; later ones 2000, sex
    and serial (Civil Status, by way of the press: domain brief §9). No checksum is known and
    the source is thin, so this only warns.
    """
    year_fits, sex_digit = _read(number, birth_year)
    sex_in_number = _SEX_DIGITS.get(sex_digit)
    return (
        *(() if year_fits else (YEAR_DIFFERS,)),
        *((SEX_DIFFERS,) if sex_in_number not in (None, sex) else ()),
    )


def _read(number: str, birth_year: int | None) -> tuple[bool, str]:
    if number.startswith("9"):
        return birth_year in (None, 1900 + int(number[1:3])), number[3]
    if number.startswith("2000"):
        return birth_year is None or birth_year >= 2000, number[4]
    return True, ""
