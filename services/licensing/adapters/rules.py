"""The rules for nurseries, read from a file like `rules/nursery.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Code, Several, Whole, entry
from services.licensing.domain.nursery import NurseryRules

_EXPECTED = {
    "home_nursery_places": entry(under_two=Whole(most=1000), two_to_four=Whole(most=1000)),
    "licence_term": entry(years=Whole(most=100)),
    "renewal_reminders": entry(days_before_expiry=Several(Whole(most=36_500))),
    "rejection_reasons": entry(codes=Several(Code())),
}


def load(path: Path) -> rules.DatedRules[NurseryRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> NurseryRules:
    places = entries["home_nursery_places"]
    return NurseryRules(
        home_places_under_two=places["under_two"],
        home_places_two_to_four=places["two_to_four"],
        licence_term_years=entries["licence_term"]["years"],
        reminder_days=tuple(entries["renewal_reminders"]["days_before_expiry"]),
        rejection_reasons=frozenset(entries["rejection_reasons"]["codes"]),
    )
