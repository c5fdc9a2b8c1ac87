"""The certificates of a licence: one is in force at a time, and everybody can check which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Edition(StrEnum):
    """Why a certificate was issued, which is also why the one before it ended."""

    FIRST = "issued"
    RENEWED = "renewed"
    REPLACED = "replaced"
    AMENDED = "amended"
    TRANSFERRED = "transferred"


@dataclass(frozen=True)
class Certificate:
    """One edition, counted from 1. `code` cannot be guessed: who knows it has seen the paper."""

    edition: int
    code: str
    issued_on: date
    because: Edition
    ended_on: date | None = None

    def ended(self, day: date) -> Certificate:
        return replace(self, ended_on=day)
