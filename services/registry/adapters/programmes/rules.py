"""The rules of programmes, read from a file like `rules/programmes.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chassis import rules
from services.registry.domain.programmes.rules import (
    GrievanceRules,
    ProgrammeRules,
    Reasons,
    SuspensionRule,
)
from services.registry.domain.programmes.words import Pillar, ProgrammeKind, Reason

FILE = "programmes.yaml"


def load(folder: Path) -> rules.DatedRules[ProgrammeRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(folder / FILE, _understand)


def _understand(entries: rules.Entries) -> ProgrammeRules:
    grievances = entries["grievances"]
    return ProgrammeRules(
        kinds_of_pillar={pillar: _kinds(entries["pillars"][pillar.value]) for pillar in Pillar},
        money_kinds=_kinds(entries["second_person"]["kinds"]),
        paying_kinds=_kinds(entries["paying"]["kinds"]),
        place_kinds=_kinds(entries["places"]["kinds"]),
        review_reminder_days=_days(entries["review_reminder"]["days"]),
        bodies=_reasons(entries["cross_check_bodies"]["codes"]),
        rejections=_reasons(entries["rejection_reasons"]["codes"]),
        suspensions={
            code: _suspension(code, words)
            for code, words in entries["suspension_reasons"]["codes"].items()
        },
        exits=_must_have(
            _reasons(entries["exit_reasons"]["codes"]),
            "no_longer_entitled",
            "same_person",
            "household_dissolved",
            "beneficiary_died",
        ),
        graduations=_reasons(entries["graduation_reasons"]["codes"]),
        grievances=GrievanceRules(
            _days(grievances["filing_days"]), _days(grievances["answer_working_days"])
        ),
        approval_days=_days(entries["recomputations"]["approval_days"]),
        oldest_months=_whole(entries["statements"]["oldest_months"], "months"),
    )


def _kinds(codes: list[str]) -> frozenset[ProgrammeKind]:
    return frozenset(ProgrammeKind(each) for each in codes)


def _reasons(codes: Mapping[str, Mapping[str, str]]) -> Reasons:
    return {code: Reason(code, words["ar"], words["en"]) for code, words in codes.items()}


def _must_have(reasons: Reasons, *codes: str) -> Reasons:
    for code in codes:
        if code not in reasons:
            raise ValueError(f"{code} must be among the reasons: the system itself uses it")
    return reasons


def _suspension(code: str, words: Mapping[str, Any]) -> SuspensionRule:
    if words["then"] not in ("resume", "exit"):
        raise ValueError(f"{code}: then must be resume or exit")
    return SuspensionRule(
        Reason(code, words["ar"], words["en"]), _days(words["longest_days"]), words["then"]
    )


def _days(number: Any) -> int:
    return _whole(number, "days")


def _whole(number: Any, unit: str) -> int:
    if type(number) is not int or number < 1:
        raise ValueError(f"{number!r} must be a whole number of {unit} above 0")
    return number
