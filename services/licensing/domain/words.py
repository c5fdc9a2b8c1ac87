"""Texts that people read, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text in Arabic and English."""

    ar: str
    en: str


@dataclass(frozen=True)
class Written:
    """What somebody wrote to a decision: in Arabic and, if they did, in English."""

    ar: str
    en: str | None = None
