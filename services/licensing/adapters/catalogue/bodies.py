"""The bodies that services may ask whether they approve, from `rules/bodies.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Each, entry, words
from services.licensing.domain.words import Words

Bodies = Mapping[str, Words]
"""Their names by their codes."""

_EXPECTED = {"bodies": entry(codes=Each(words()))}


def load(path: Path) -> rules.DatedRules[Bodies]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> Bodies:
    return {
        code: Words(each["ar"], each["en"]) for code, each in entries["bodies"]["codes"].items()
    }
