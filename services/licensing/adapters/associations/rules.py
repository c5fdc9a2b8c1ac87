"""The rules of associations, read from a file like `rules/associations.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Code, Each, Part, Several, Whole, entry, words
from services.licensing.domain.associations.parts import Variant
from services.licensing.domain.associations.rules import AssociationRules, Bounds
from services.licensing.domain.associations.standing import CRITERIA
from services.licensing.domain.words import Words

_FEW = 10_000
_DAYS = 36_500


def _bounds() -> Part:
    return Part({"least": Whole(0, _FEW), "most": Whole(1, _FEW, required=False)})


_EXPECTED = {
    "founders": entry(ordinary=_bounds(), private=_bounds(), closed=_bounds()),
    "foreign_branch": entry(least=Whole(0, _FEW)),
    "union_founders": entry(societies=Whole(1, _FEW)),
    "competent_ministries": entry(codes=Each(words())),
    "union_membership": entry(
        joining_ministries=Several(Code()), voting_ministries=Several(Code())
    ),
    "annual_report": entry(month=Whole(1, 12), day=Whole(1, 31)),
    "report_classes": entry(
        specialisation=Each(words()), field=Each(words()), target_group=Each(words())
    ),
    "warning": entry(remedy_days=Whole(1, _DAYS)),
    "inactivity": entry(days=Whole(1, _DAYS)),
    "liquidation": entry(claims_months=Whole(1, 1200)),
    "board_term": entry(years=Whole(1, 100), begins_within_days=Whole(0, _DAYS)),
    "dues": entry(least_fils=Whole(0), most_fils=Whole()),
    "notices": entry(
        report_days=Whole(1, 366),
        board_days=Whole(1, 366),
        dues_month=Whole(1, 12),
        dues_day=Whole(1, 31),
    ),
    "good_standing": entry(
        registered_days=Whole(0, _DAYS),
        alone=Several(Choice(CRITERIA)),
        to_vote=Several(Choice(CRITERIA)),
    ),
}
_OF_MEMBERS = {"member", "dues_paid"}


def load(path: Path) -> rules.DatedRules[AssociationRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> AssociationRules:
    founders = {str(name): _bounds_of(entries["founders"][name]) for name in _KNOWN}
    ministries = _words(entries["competent_ministries"]["codes"])
    members, standing = entries["union_membership"], entries["good_standing"]
    for name in ("joining_ministries", "voting_ministries"):
        if unknown := sorted(set(members[name]) - set(ministries)):
            raise rules.Wrong(f"names no ministry of the list: {unknown}", "union_membership", name)
    if of_members := sorted(_OF_MEMBERS & set(standing["alone"])):
        raise rules.Wrong(f"wants a union: {of_members}", "good_standing", "alone")
    notices = entries["notices"]
    due = _day_of_year(entries, "annual_report")
    dues_notice = _day_of_year(entries, "notices", "dues_")
    return AssociationRules(
        founders={**founders, "foreign_branch": Bounds(entries["foreign_branch"]["least"])},
        union_founders=entries["union_founders"]["societies"],
        ministries=ministries,
        joining_ministries=frozenset(members["joining_ministries"]),
        voting_ministries=frozenset(members["voting_ministries"]),
        classes={
            name: _words(entries["report_classes"][name])
            for name in ("specialisation", "field", "target_group")
        },
        report_due=due,
        remedy_days=entries["warning"]["remedy_days"],
        inactive_days=entries["inactivity"]["days"],
        claims_months=entries["liquidation"]["claims_months"],
        board_years=entries["board_term"]["years"],
        board_begins_within_days=entries["board_term"]["begins_within_days"],
        registered_days=standing["registered_days"],
        dues_fils=Bounds(entries["dues"]["least_fils"], entries["dues"]["most_fils"]),
        required_alone=tuple(standing["alone"]),
        required_to_vote=tuple(standing["to_vote"]),
        report_notice_days=notices["report_days"],
        board_notice_days=notices["board_days"],
        dues_notice=dues_notice,
    )


_KNOWN = (Variant.ORDINARY, Variant.PRIVATE, Variant.CLOSED)
_DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day_of_year(entries: rules.Entries, name: str, prefix: str = "") -> tuple[int, int]:
    """Month and day. Raises `Wrong` for one that some years do not have."""
    month, day = entries[name][f"{prefix}month"], entries[name][f"{prefix}day"]
    if day > _DAYS_OF_MONTH[month - 1]:
        raise rules.Wrong("is no day of every year", name, f"{prefix}day")
    return month, day


def _bounds_of(said: Mapping[str, Any]) -> Bounds:
    return Bounds(said["least"], said.get("most"))


def _words(said: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
    return {code: Words(each["ar"], each["en"]) for code, each in said.items()}
