"""The rules of programmes, read from a file like `rules/programmes.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Each, Part, Several, Whole, entry, words
from services.registry.domain.households import life
from services.registry.domain.programmes.rules import (
    ANEW,
    AS_KNOWN,
    NO_REVIEW,
    GrievanceRules,
    ProgrammeRules,
    Reasons,
    SuspensionRule,
)
from services.registry.domain.programmes.words import Pillar, ProgrammeKind, Reason

FILE = "programmes.yaml"


_KINDS = Several(Choice([each.value for each in ProgrammeKind]), fewest=0)
_DAYS = Whole(most=36_500)
_REASONS = entry(codes=Each(words()))
_COMING = (life.JOIN, life.MARRIAGE, life.BIRTH)
_GOING = (life.SPLIT, life.DIVORCE, life.DEATH)
_HAPPENED = (*_COMING, *_GOING, life.CORRECTION)
_REVIEWS = (ANEW, AS_KNOWN, NO_REVIEW)
_EXPECTED = {
    "pillars": entry(**{pillar.value: _KINDS for pillar in Pillar}),
    "second_person": entry(kinds=_KINDS),
    "paying": entry(kinds=_KINDS),
    "places": entry(kinds=_KINDS),
    "review_reminder": entry(days=_DAYS),
    "cross_check_bodies": _REASONS,
    "rejection_reasons": _REASONS,
    "suspension_reasons": entry(
        codes=Each(words(longest_days=_DAYS, then=Choice(("resume", "exit"))))
    ),
    "exit_reasons": _REASONS,
    "graduation_reasons": _REASONS,
    "recomputations": entry(approval_days=_DAYS),
    "statements": entry(oldest_months=Whole(most=1200)),
    "household_changes": entry(reviews=Part(dict.fromkeys(_HAPPENED, Choice(_REVIEWS)))),
    "grievances": entry(filing_days=_DAYS, answer_working_days=_DAYS),
}
_NEEDED = (
    "no_longer_entitled",
    "same_person",
    "household_dissolved",
    "beneficiary_died",
    "earlier_reinstated",
)
"""Reasons of exit that the system itself gives."""


def load(folder: Path) -> rules.DatedRules[ProgrammeRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(folder / FILE, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> ProgrammeRules:
    grievances = entries["grievances"]
    return ProgrammeRules(
        kinds_of_pillar={pillar: _kinds(entries["pillars"][pillar.value]) for pillar in Pillar},
        money_kinds=_kinds(entries["second_person"]["kinds"]),
        paying_kinds=_kinds(entries["paying"]["kinds"]),
        place_kinds=_kinds(entries["places"]["kinds"]),
        review_reminder_days=entries["review_reminder"]["days"],
        bodies=_reasons(entries["cross_check_bodies"]["codes"]),
        rejections=_reasons(entries["rejection_reasons"]["codes"]),
        suspensions={
            code: _suspension(code, words)
            for code, words in entries["suspension_reasons"]["codes"].items()
        },
        exits=_exits(entries["exit_reasons"]["codes"]),
        graduations=_reasons(entries["graduation_reasons"]["codes"]),
        grievances=GrievanceRules(grievances["filing_days"], grievances["answer_working_days"]),
        approval_days=entries["recomputations"]["approval_days"],
        oldest_months=entries["statements"]["oldest_months"],
        reviews_after=entries["household_changes"]["reviews"],
    )


def _kinds(codes: list[str]) -> frozenset[ProgrammeKind]:
    return frozenset(ProgrammeKind(each) for each in codes)


def _reasons(codes: Mapping[str, Mapping[str, str]]) -> Reasons:
    return {code: Reason(code, words["ar"], words["en"]) for code, words in codes.items()}


def _exits(codes: Mapping[str, Mapping[str, str]]) -> Reasons:
    for code in _NEEDED:
        if code not in codes:
            reason = "must be among the reasons: the system itself uses it"
            raise rules.Wrong(reason, "exit_reasons", "codes", code)
    return _reasons(codes)


def _suspension(code: str, given: Mapping[str, Any]) -> SuspensionRule:
    return SuspensionRule(
        Reason(code, given["ar"], given["en"]), given["longest_days"], given["then"]
    )
