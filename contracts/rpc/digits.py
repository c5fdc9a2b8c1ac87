"""Digits as people type them: Latin, Arabic and Persian."""

from __future__ import annotations

import re

_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_TO_LATIN = {ord(digit): str(value) for digits in _DIGITS for value, digit in enumerate(digits)}
_PIECES = re.compile(r"\{[0-9,]+\}|\\d|\[[0-9-]+\]|[0-9]")
"""What a pattern says of digits: how often (which stays), any, some, one."""


def latin_digits(text: str) -> str:
    """The text with Arabic and Persian digits written as 0-9."""
    return text.translate(_TO_LATIN)


def in_any_digits(pattern: str) -> str:
    """A pattern of Latin digits as one that takes them in every script."""
    return _PIECES.sub(_in_any, pattern)


def _in_any(found: re.Match[str]) -> str:
    piece = found[0]
    if piece.startswith("{"):
        return piece
    wanted = re.compile("[0-9]" if piece == r"\d" else piece)
    latin = [each for each in _DIGITS[0] if wanted.fullmatch(each)]
    return "[" + "".join(digits[int(each)] for digits in _DIGITS for each in latin) + "]"
