"""The rules for nurseries, read from a file like `rules/nursery.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from services.licensing.domain.nursery import NurseryRules


def load(path: Path) -> rules.DatedRules[NurseryRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand)


def _understand(entries: rules.Entries) -> NurseryRules:
    places = entries["home_nursery_places"]
    reminders = tuple(entries["renewal_reminders"]["days_before_expiry"])
    term = entries["licence_term"]["years"]
    for number in (places["under_two"], places["two_to_four"], term, *reminders):
        if type(number) is not int or number < 1:
            raise ValueError(f"{number!r} must be a whole number above 0")
    if len(set(reminders)) != len(reminders):
        raise ValueError("a reminder stands twice")
    return NurseryRules(
        home_places_under_two=places["under_two"],
        home_places_two_to_four=places["two_to_four"],
        licence_term_years=term,
        reminder_days=reminders,
        rejection_reasons=frozenset(entries["rejection_reasons"]["codes"]),
    )
