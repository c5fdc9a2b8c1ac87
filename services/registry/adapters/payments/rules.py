"""The rules of payments, read from a file like `rules/payments.yaml`."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Choice, Flag, Several, Whole, entry, later_entry
from contracts.rpc.registry.person_facts import IDENTITY_KINDS
from services.registry.domain.payments.course import DAYS, MonthRules
from services.registry.domain.payments.rules import PaymentRules

_EXPECTED = {
    "amount": entry(least_fils=Whole(0), most_fils=Whole(0)),
    "payee_documents": entry(kinds=Several(Choice(IDENTITY_KINDS[:-1]))),
    "payees": later_entry(one_household_a_month=Flag()),
    "entitled": later_entry(days=Choice(DAYS), amount_on=Choice(DAYS[1:])),
    "suspended": later_entry(
        while_suspended=Flag(), after_resumption=Flag(), after_grievance=Flag()
    ),
    "contested_amounts": later_entry(amount_after_grievance=Flag()),
    "undone_merges": later_entry(after_undone_merge=Flag()),
    "months": entry(behind=Whole(0, 1200), ahead=Whole(0, 1200)),
    "wrongly_stopped": later_entry(behind=Whole(0, 1200)),
    "returned": entry(attempts=Whole(0)),
}


def load(path: Path) -> rules.DatedRules[PaymentRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    read = rules.read(path, _understand, _EXPECTED)
    return rules.DatedRules(
        tuple((day, replace(each, version=day.isoformat())) for day, each in read.versions)
    )


def _understand(entries: rules.Entries) -> PaymentRules:
    amount, months = entries["amount"], entries["months"]
    if amount["least_fils"] > amount["most_fils"]:
        raise rules.Wrong("must be at most most_fils", "amount", "least_fils")
    return PaymentRules(
        version="",
        least_fils=amount["least_fils"],
        most_fils=amount["most_fils"],
        document_kinds=frozenset(entries["payee_documents"]["kinds"]),
        months_behind=months["behind"],
        months_ahead=months["ahead"],
        attempts=entries["returned"]["attempts"],
        # Versions from before this was a rule do not name it.
        of_month=_of_month(entries),
        wrongly_stopped_behind=entries.get("wrongly_stopped", {}).get("behind"),
        payee_once=entries.get("payees", {}).get("one_household_a_month", True),
    )


def _of_month(entries: rules.Entries) -> MonthRules:
    """Versions from before months were paid by the course of enrolments do not name it all."""
    known = {
        name: value
        for entry_name in ("entitled", "suspended", "contested_amounts", "undone_merges")
        for name, value in entries.get(entry_name, {}).items()
    }
    names = [each.name for each in fields(MonthRules) if each.name in known]
    return MonthRules(**{name: known[name] for name in names})
