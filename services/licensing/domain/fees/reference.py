"""The number by which a bill is paid anywhere: digits alone, so that any machine takes it.

Thirteen of them: the year, the running number within it, and two check digits of ISO/IEC 7064
MOD 97-10. Those find every single wrong digit and every two neighbours that changed places; Luhn's
one digit would let 09 pass for 90.
"""

from __future__ import annotations

from services.licensing.domain.fees.refusals import ReferenceMistyped

MOST_A_YEAR = 9_999_999
_LENGTH = 13


def series(year: int) -> str:
    """The running numbers of a year's bills."""
    return f"BILL-{year}"


def made(year: int, running: int) -> str:
    """The reference of the year's bill with this running number, like 2026000000181.

    Raises `ValueError` beyond what seven digits can count.
    """
    if not 1 <= running <= MOST_A_YEAR:
        raise ValueError(f"{running} is no running number of a bill")
    number = f"{year:04}{running:07}"
    return f"{number}{98 - int(number) * 100 % 97:02}"


def must_add_up(reference: str) -> None:
    """Raises `ReferenceMistyped` for digits that no bill can have."""
    if len(reference) != _LENGTH or int(reference) % 97 != 1:
        raise ReferenceMistyped()
