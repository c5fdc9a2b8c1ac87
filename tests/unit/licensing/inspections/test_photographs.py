"""Photographs of reports are documents: named where they stand, kept, and shown to the holder."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from chassis.errors import KanafError, NotFound
from tests.support.calling import Caller
from tests.support.documents import Counter, a_png
from tests.support.inspections import (
    HOLDER,
    INSPECTOR,
    STRANGER,
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


def visible(call: Caller, who: Any, inspection_id: str, *photographs: str) -> list[bool]:
    """Of which of these somebody reads what it is and what is in it, and finds in the list."""
    counter, seen = Counter(call, who), []
    request = {"record": f"inspection/{inspection_id}"}
    found = {each["id"] for each in call(who, "find_documents", request)["items"]}
    for each in photographs:
        try:
            counter.read(each)
            counter.content(each)
        except NotFound:
            seen.append(False)
        else:
            seen.append(True)
        assert (each in found) is seen[-1]
    return seen


@pytest.mark.parametrize("announced", [True, False])
def test_a_holder_sees_the_evidence_that_the_report_shows_them_after_the_conclusion(
    alone: Caller, world: World, announced: bool
) -> None:
    asked = {"announced": announced, "purpose": "periodic" if announced else "complaint"}
    inspection_id = planned(alone, world.register.license(), **asked)["id"]
    corrected, shown, internal, signature = (photograph(alone, each) for each in range(4))
    first = showing(brought(inspection_id, wrong=["exits"]), exits=[corrected])
    last = showing(
        brought(inspection_id, corrects=first["report_id"], reason="خطأ", wrong=["exits"]),
        exits=[shown],
        fire=[internal],
    )
    last["findings"][1] |= {"internal": True, "note": "من المشتكي"}
    last["witness"] = {"signing": "signed", "name": "سعاد", "signature": signature}
    for each in (first, last):
        (receipt,) = upload(alone, each)
        assert receipt["became"] == "accepted"
    all_of_it = (corrected, shown, internal, signature)
    assert visible(alone, HOLDER, inspection_id, *all_of_it) == [False] * 4
    alone(INSPECTOR, "conclude_inspection", {"inspection_id": inspection_id})
    assert visible(alone, HOLDER, inspection_id, *all_of_it) == [False, True, False, True]
    assert visible(alone, STRANGER, inspection_id, *all_of_it) == [False] * 4
    audit = Counter(alone).audited()
    assert ("holder-1", "document.content_read") not in audit
    assert visible(alone, INSPECTOR, inspection_id, *all_of_it) == [True] * 4
    late = showing(brought(inspection_id), hygiene=[corrected, shown])
    assert [each["became"] for each in upload(alone, late)] == ["waiting"]
    assert visible(alone, HOLDER, inspection_id, *all_of_it) == [False, True, False, True]


def test_who_holds_the_place_now_sees_the_evidence_and_the_former_holder_does_not(
    alone: Caller, world: World
) -> None:
    licence_id = world.register.license()
    inspection_id = planned(alone, licence_id, inspector="inspector-1")["id"]
    shot = photograph(alone)
    upload(alone, showing(brought(inspection_id, wrong=["fire"]), fire=[shot]))
    alone(INSPECTOR, "conclude_inspection", {"inspection_id": inspection_id})
    with use(Context(Actor.system("licensing"))):
        alone.service.application.inspections.parting.pass_on(licence_id, ["subject:citizen-9"])
    assert visible(alone, STRANGER, inspection_id, shot) == [True]
    assert visible(alone, HOLDER, inspection_id, shot) == [False]
    request = {"record": f"inspection/{NOWHERE}"}
    assert alone(HOLDER, "find_documents", request)["items"] == []
