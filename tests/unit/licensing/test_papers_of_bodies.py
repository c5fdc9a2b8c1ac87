"""Bodies that are asked whether they approve read the papers they judge by, and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.context import Actor
from chassis.errors import NotFound
from services.licensing.domain.catalogue.steps import StepKind
from tests.support.applying import CITIZEN, CLERK, HOME_NURSERY, SUPERVISOR, a_nursery, inspected
from tests.support.calling import Caller, somebody
from tests.support.documents import Counter, refused_with
from tests.support.papers import drafted, with_bodies
from tests.support.services import every_service

UNKNOWN = "document_not_found"
NEEDED = {
    "civil_defence": {"plan"},
    "health": {"plan", "health"},
    "municipality": {"occupancy"},
    "public_works": {"plan", "occupancy"},
    "tourism": set(),
}


def body(code: str) -> Actor:
    """Somebody of a body that may be asked."""
    return replace(somebody(f"{code}-1", "partner", governorates=()), partner=code)


def readable(call: Caller, application: Any, who: Actor) -> set[str]:
    """The codes of the papers of which somebody reads both what they are and what is in them."""
    counter, codes = Counter(call, who), set()
    for code, (document_id,) in application["papers"].items():
        try:
            assert counter.read(document_id)["id"] == document_id
        except NotFound:
            assert refused_with(lambda it=document_id: counter.read(it), NotFound) == UNKNOWN
            assert refused_with(lambda it=document_id: counter.content(it), NotFound) == UNKNOWN
        else:
            assert counter.content(document_id)["size"]
            codes.add(code)
    return codes


def listed(call: Caller, application: Any, who: Actor) -> set[str]:
    request = {"record": f"application/{application['id']}", "limit": 100}
    found = {each["id"] for each in call(who, "find_documents", request)["items"]}
    return {code for code, (each,) in application["papers"].items() if each in found}


@pytest.mark.parametrize("code", NEEDED)
def test_a_body_that_is_asked_reads_the_papers_it_needs_and_no_others(
    call: Caller, code: str
) -> None:
    application = with_bodies(call)
    assert readable(call, application, body(code)) == NEEDED[code]
    assert listed(call, application, body(code)) == NEEDED[code]


def test_before_it_is_asked_a_body_knows_of_no_paper(call: Caller) -> None:
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    assert readable(call, draft, body("health")) == set()
    call(CITIZEN, "submit_application", asked)
    assert readable(call, draft, body("health")) == set()
    assert listed(call, draft, body("health")) == set()


def test_a_body_that_is_passed_over_knows_of_no_paper(call: Caller) -> None:
    draft = drafted(call, request=a_nursery(HOME_NURSERY))
    asked = {"application_id": draft["id"]}
    call(CITIZEN, "submit_application", asked)
    call(CLERK, "find_complete", {**asked, "step": "completeness"})
    assert readable(call, draft, body("health")) == {"health"}
    for passed_over in ("municipality", "public_works"):
        assert readable(call, draft, body(passed_over)) == set()
        assert listed(call, draft, body(passed_over)) == set()


def test_a_body_reads_no_papers_of_another_application(call: Caller) -> None:
    with_bodies(call)
    other = drafted(call)
    call(CITIZEN, "submit_application", {"application_id": other["id"]})
    assert readable(call, other, body("civil_defence")) == set()


def test_a_paper_that_was_given_for_another_is_not_read_any_more(call: Caller) -> None:
    application = with_bodies(call)
    asked = {"application_id": application["id"]}
    request = {
        "step": "decision",
        "asks": [{"pointer": "/papers/plan", "text": {"ar": "المخطط غير واضح"}}],
    }
    for each in ("civil_defence", "health", "municipality", "public_works"):
        call(body(each), "answer_for_body", {**asked, "step": each, "positive": True})
    inspected(call.service.application, application["id"])
    call(SUPERVISOR, "return_application", {**asked, **request})
    (former,) = application["papers"]["plan"]
    replaced = Counter(call, CITIZEN).ready(kind="premises_plan")
    filled = a_nursery()
    del filled["service"]
    papers = {**application["papers"], "plan": [replaced]}
    call(CITIZEN, "fill_application", {**asked, **filled, "papers": papers})
    civil_defence = Counter(call, body("civil_defence"))
    for document_id in (former, replaced):  # the new one is the applicant's own until it comes back
        with pytest.raises(NotFound, match="document_not_found"):
            civil_defence.content(document_id)
    call(CITIZEN, "resubmit_application", asked)
    assert civil_defence.content(replaced)["size"]


def test_what_a_body_reads_is_in_the_audit_log(call: Caller) -> None:
    application = with_bodies(call)
    health = Counter(call, body("health"))
    (document_id,) = application["papers"]["health"]
    health.read(document_id)
    health.content(document_id)
    call(health.who, "find_documents", {"record": f"application/{application['id']}"})
    entries = [each for each in health.audited() if each[0] == "health-1"]
    assert entries == [
        ("health-1", "document.read"),
        ("health-1", "document.content_read"),
        ("health-1", "document.read"),
    ]


def test_every_body_that_is_asked_has_papers_to_judge_by() -> None:
    """Which they are is in the files; that a body has none would be a mistake in one."""
    for service in every_service().values():
        for step in service.steps:
            if step.kind is StepKind.APPROVAL:
                assert step.papers, (service.code, step.code)
