"""The rules for licences, read from a file like `rules/licences.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Each, entry, words
from services.licensing.domain.licences.reasons import LicenceRules

FILE = "licences.yaml"

_REASONS = entry(codes=Each(words()))
_EXPECTED = {
    "suspension_reasons": _REASONS,
    "reinstatement_reasons": _REASONS,
    "revocation_reasons": _REASONS,
}


def load(folder: Path) -> rules.DatedRules[LicenceRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(folder / FILE, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> LicenceRules:
    return LicenceRules(
        suspension=frozenset(entries["suspension_reasons"]["codes"]),
        reinstatement=frozenset(entries["reinstatement_reasons"]["codes"]),
        revocation=frozenset(entries["revocation_reasons"]["codes"]),
    )
