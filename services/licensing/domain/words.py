"""Texts that people read, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A text in Arabic and English."""

    ar: str
    en: str
