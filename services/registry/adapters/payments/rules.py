"""The rules of payments, read from a file like `rules/payments.yaml`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chassis import rules
from services.registry.domain.payments.rules import PaymentRules


def load(path: Path) -> rules.DatedRules[PaymentRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    read = rules.read(path, _understand)
    return rules.DatedRules(
        tuple((day, replace(each, version=day.isoformat())) for day, each in read.versions)
    )


def _understand(entries: rules.Entries) -> PaymentRules:
    amount, months = entries["amount"], entries["months"]
    numbers = (
        amount["least_fils"],
        amount["most_fils"],
        months["behind"],
        months["ahead"],
        entries["returned"]["attempts"],
    )
    for number in numbers:
        if type(number) is not int or number < 0:
            raise ValueError(f"{number!r} must be a whole number, 0 or above")
    return PaymentRules(
        version="",
        least_fils=numbers[0],
        most_fils=numbers[1],
        document_kinds=frozenset(entries["payee_documents"]["kinds"]),
        months_behind=numbers[2],
        months_ahead=numbers[3],
        attempts=numbers[4],
        # Versions from before this was a rule do not name it.
        payee_once=_yes_or_no(entries.get("payees", {}).get("one_household_a_month", True)),
    )


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} must be true or false")
    return value
