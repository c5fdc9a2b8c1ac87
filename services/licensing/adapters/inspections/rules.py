"""The rules of inspections, read from a file like `rules/inspections.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import (
    Choice,
    Code,
    Flag,
    Part,
    Several,
    Text,
    Whole,
    entry,
)
from services.licensing.domain.inspections.checklist import Checklist, ChecklistCopy, Item
from services.licensing.domain.inspections.ladder import COUNTED, FOUND, STEPS
from services.licensing.domain.inspections.measures import MeasureKind
from services.licensing.domain.inspections.rules import (
    InspectionRules,
    PlanRules,
    RiskRules,
    Rung,
)
from services.licensing.domain.inspections.words import Severity
from services.licensing.domain.words import Words

GENERAL = "general"
_DAYS = Whole(most=3650)
_RUNG = Part(
    {
        "propose": Choice([each.value for each in STEPS]),
        "after": Choice(COUNTED),
        "count": Whole(most=100),
        "within_months": Whole(most=600),
        "reason": Code(required=False),
    }
)
_ITEM = Part(
    {"code": Code(), "weight": Whole(most=1000), "critical": Flag(), "ar": Text(), "en": Text()}
)
_EXPECTED = {
    "assignment": entry(working_days=_DAYS),
    "device_clock": entry(tolerance_minutes=Whole(most=525_600)),
    "findings": entry(major_from_weight=Whole(most=1000)),
    "corrective_actions": entry(
        working_days=Part({each.value: Whole(most=3650) for each in Severity}),
        extension_working_days_at_most=Whole(most=3650),
        remind_days_before=Part({each.value: Whole(most=365) for each in Severity}),
    ),
    "follow_up": entry(working_days=Whole(most=3650), announced=Flag()),
    "provisional_suspension": entry(
        confirm_within_working_days=Whole(most=3650), reasons=Several(Code())
    ),
    "objections": entry(
        file_within_days=Whole(most=3650), answer_within_working_days=Whole(most=3650)
    ),
    "ladder": entry(rungs=Several(_RUNG), measures_apart_days=Whole(most=365)),
    "reasons": entry(of=Part({each.value: Several(Code()) for each in MeasureKind})),
    "risk": entry(
        never_inspected=Whole(0, 1000),
        per_month_since_inspection=Whole(0, 1000),
        months_at_most=Whole(0, 1200),
        per_ten_below_hundred=Whole(0, 1000),
        per_open_action=Whole(0, 1000),
        per_overdue_action=Whole(0, 1000),
        per_warning=Whole(0, 1000),
        per_complaint=Whole(0, 1000),
        per_incident=Whole(0, 1000),
        within_months=Whole(most=600),
        vulnerable_services=Several(Code(), 0),
        vulnerable=Whole(0, 1000),
        per_ten_children=Whole(0, 1000),
        children_points_at_most=Whole(0, 1000),
    ),
    "plans": entry(
        random_percent=Whole(0, 100),
        district_percent_at_most=Whole(1, 100),
        open_per_inspector=Whole(most=200),
        days_at_most=Whole(most=366),
    ),
    "general_checklist": entry(
        version=Whole(most=100_000), pass_mark=Whole(0, 100), items=Several(_ITEM)
    ),
}


def load(path: Path) -> rules.DatedRules[InspectionRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def day_of(dated: rules.DatedRules[InspectionRules], day: date) -> date:
    """The day from which the rules of a day are in force."""
    return max(since for since, _ in dated.versions if since <= day)


def _understand(entries: rules.Entries) -> InspectionRules:
    correct, provisional = entries["corrective_actions"], entries["provisional_suspension"]
    objections, follow_up = entries["objections"], entries["follow_up"]
    return InspectionRules(
        assign_working_days=entries["assignment"]["working_days"],
        clock_tolerance_minutes=entries["device_clock"]["tolerance_minutes"],
        major_from_weight=entries["findings"]["major_from_weight"],
        correct_working_days=correct["working_days"],
        extension_working_days_at_most=correct["extension_working_days_at_most"],
        remind_days_before=correct["remind_days_before"],
        follow_up_working_days=follow_up["working_days"],
        follow_up_announced=follow_up["announced"],
        confirm_working_days=provisional["confirm_within_working_days"],
        object_within_days=objections["file_within_days"],
        answer_objection_working_days=objections["answer_within_working_days"],
        ladder=_ladder(entries["ladder"], entries["reasons"]["of"]["warning"]),
        measures_apart_days=entries["ladder"]["measures_apart_days"],
        reasons={kind: tuple(codes) for kind, codes in entries["reasons"]["of"].items()},
        immediate_reasons=tuple(provisional["reasons"]),
        risk=_risk(entries["risk"]),
        plan=PlanRules(**_values(entries["plans"])),
        general_checklist=_checklist(entries["general_checklist"]),
    )


def _ladder(data: Any, warnings: Sequence[str]) -> tuple[Rung, ...]:
    rungs = tuple(Rung(**each) for each in data["rungs"])
    for each in rungs:
        if each.reason is not None and (each.after not in FOUND or each.reason not in warnings):
            raise rules.Wrong(f"{each.reason} is no reason of this rung", "ladder", "rungs")
    return rungs


def _risk(data: Any) -> RiskRules:
    values = _values(data)
    per_month = values.pop("per_month_since_inspection")
    services = tuple(values.pop("vulnerable_services"))
    return RiskRules(per_month_since=per_month, vulnerable_services=services, **values)


def _checklist(data: Any) -> ChecklistCopy:
    codes = [each["code"] for each in data["items"]]
    twice = next((each for each in codes if codes.count(each) > 1), None)
    if twice is not None:
        raise rules.Wrong(f"{twice} stands twice", "general_checklist", "items")
    items = tuple(
        Item(each["code"], Words(each["ar"], each["en"]), each["weight"], each["critical"])
        for each in data["items"]
    )
    return ChecklistCopy(GENERAL, data["version"], Checklist(items, data["pass_mark"]))


def _values(data: Any) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in ("source", "assumption")}
