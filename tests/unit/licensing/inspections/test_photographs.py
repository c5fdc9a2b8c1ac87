"""Photographs of reports are documents: named where they stand, kept, and shown to the holder."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from chassis.errors import KanafError
from tests.support.calling import Caller
from tests.support.documents import Counter, a_png
from tests.support.inspections import (
    HOLDER,
    INSPECTOR,
    World,
    a_report,
    brought,
    inspected,
    planned,
    upload,
)

NOWHERE = str(uuid.UUID(int=5))


@pytest.fixture
def world() -> World:
    return World(documented=True)


def photograph(call: Caller, number: int = 0) -> str:
    """One that an inspector has sent."""
    return Counter(call, INSPECTOR).ready(
        a_png(comment=b"%d" % number),
        name="IMG_1.png",
        media_type="image/png",
        kind="inspection_photograph",
    )


def showing(report: dict[str, Any], **photographs: list[str]) -> dict[str, Any]:
    """The report, with these photographs of its items."""
    findings = [
        {**each, "photographs": photographs.get(each["item"], [])} for each in report["findings"]
    ]
    return {**report, "findings": findings}


def test_what_cannot_be_used_is_named_where_it_stands_in_the_report(
    alone: Caller, world: World
) -> None:
    inspection_id = planned(alone, world.register.license())["id"]
    good = photograph(alone)
    witness = {"signing": "signed", "name": "سعاد", "capacity": "المديرة", "signature": NOWHERE}
    report = showing(a_report(), exits=[good], hygiene=[good, str(uuid.UUID(int=6))])
    report["witness"] = witness
    with pytest.raises(KanafError) as refused:
        alone(INSPECTOR, "report_inspection", {"inspection_id": inspection_id, **report})
    assert [each.pointer for each in refused.value.errors] == [
        "/findings/2/photographs/1",
        "/witness/signature",
    ]
    (brought_one,) = upload(alone, showing(brought(inspection_id), fire=[NOWHERE]))
    assert [each["pointer"] for each in brought_one["errors"]] == [
        "/reports/0/findings/1/photographs/0"
    ]


def test_a_paper_of_a_proof_that_cannot_be_used_is_named_where_it_stands(
    alone: Caller, world: World
) -> None:
    inspected(alone, world.register.license(), wrong=["fire"])
    (action,) = alone(HOLDER, "find_corrective_actions", {})["items"]
    proof = {"action_id": action["id"], "text": "أُصلح", "documents": [NOWHERE]}
    with pytest.raises(KanafError) as refused:
        alone(HOLDER, "prove_corrective_action", proof)
    assert [each.pointer for each in refused.value.errors] == ["/documents/0"]


def test_a_correction_and_a_changed_report_keep_the_photographs(
    alone: Caller, world: World
) -> None:
    inspection_id = planned(alone, world.register.license())["id"]
    shot, another = photograph(alone), photograph(alone, 1)
    first = showing(brought(inspection_id, wrong=["exits"]), exits=[shot])
    correction = showing(
        brought(inspection_id, corrects=first["report_id"], reason="خطأ"), exits=[shot, another]
    )
    changed = {**correction, "note": "غُيّرت ملاحظة"}
    for each, expected in ((first, "accepted"), (correction, "accepted"), (changed, "waiting")):
        (receipt,) = upload(alone, each)
        assert (receipt["became"], receipt["errors"]) == (expected, [])
    elsewhere = planned(alone, world.register.license())["id"]
    (receipt,) = upload(alone, showing(brought(elsewhere), exits=[shot]))
    assert [each["code"] for each in receipt["errors"]] == ["document_attached_elsewhere"]


def test_another_proof_names_the_papers_of_the_former(alone: Caller, world: World) -> None:
    inspected(alone, world.register.license(), wrong=["fire"])
    (action,) = alone(HOLDER, "find_corrective_actions", {})["items"]
    paper = Counter(alone, HOLDER).ready(kind="other")
    asked = {"action_id": action["id"]}
    proof = {**asked, "text": "أُصلح", "documents": [paper]}
    alone(HOLDER, "prove_corrective_action", proof)
    alone(INSPECTOR, "judge_corrective_action", {**asked, "accept": False, "answer": "غير كاف"})
    assert alone(HOLDER, "prove_corrective_action", proof)["state"] == "proved"
