"""A clerk hands in what a citizen drafted at home, with the papers that the citizen named in it."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Conflict, Forbidden, NotFound
from tests.support.applying import CITIZEN, CLERK, OTHER_CLERK, SUPERVISOR, a_nursery
from tests.support.calling import Caller, somebody
from tests.support.documents import Counter
from tests.support.papers import drafted

ELSEWHERE = somebody("clerk-9", "clerk", governorates=("JO-IR",))


def papers_of(application: Any) -> list[str]:
    return [each for ids in application["papers"].values() for each in ids]


def filled(**papers: list[str]) -> Any:
    request = a_nursery()
    del request["service"]
    return {**request, "papers": papers}


def test_a_clerk_hands_in_what_a_citizen_drafted_with_its_papers(call: Caller) -> None:
    draft = drafted(call)
    at_counter = Counter(call, CLERK)
    for each in papers_of(draft):  # until then they are the citizen's own
        with pytest.raises(NotFound, match="document_not_found"):
            at_counter.content(each)
    handed_in = call(CLERK, "submit_application", {"application_id": draft["id"]})
    assert handed_in["state"] == "in_progress"
    for each in papers_of(draft):
        assert at_counter.read(each)["record"] == {"kind": "application", "id": draft["id"]}
        assert Counter(call, CITIZEN).content(each)["size"]


def test_that_it_was_at_the_counter_and_by_whom_is_recorded(call: Caller) -> None:
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    assert draft["at_counter"] is False
    handed_in = call(CLERK, "submit_application", asked)
    assert handed_in["at_counter"] is True
    (line,) = handed_in["timeline"]
    assert line["what"] == "submitted_at_counter"
    assert "at their wish" in line["words"]["en"]
    handling = call(SUPERVISOR, "get_application_handling", asked)
    assert (handling["filed_by"], handling["handed_in_by"]) == ("citizen-1", "clerk-1")


def test_it_stays_the_citizens_who_drafted_it(call: Caller) -> None:
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    call(CLERK, "submit_application", asked)
    without_number = somebody("citizen-1", "citizen", governorates=())
    assert call(without_number, "get_application", asked)["id"] == draft["id"]
    assert call(CITIZEN, "withdraw_application", asked)["state"] == "withdrawn"


def test_who_handed_it_in_does_not_decide_it(call: Caller) -> None:
    both = somebody("clerk-1", "clerk", "supervisor", centre="amman-1")
    asked = {"application_id": drafted(call)["id"]}
    call(both, "submit_application", asked)
    refusal = {"reason_code": "premises_unsuitable", "text": {"ar": "المكان غير مناسب"}}
    with pytest.raises(Forbidden, match="step_apart"):
        call(both, "reject_application", {**asked, **refusal})
    assert call(SUPERVISOR, "reject_application", {**asked, **refusal})["state"] == "rejected"


@pytest.mark.parametrize("who", [ELSEWHERE, SUPERVISOR, somebody("inspector-1", "inspector")])
def test_nobody_else_hands_it_in(call: Caller, who: Any) -> None:
    draft = drafted(call)
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        call(who, "submit_application", {"application_id": draft["id"]})
    for each in papers_of(draft):
        with pytest.raises(NotFound):
            Counter(call, who).read(each)


def test_a_clerk_gets_at_no_document_by_naming_it_in_the_draft(call: Caller) -> None:
    """What the citizen sent and did not name in it stays their own."""
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    private = Counter(call, CITIZEN).ready()
    papers = {**draft["papers"], "insurance": [private]}
    call(CLERK, "fill_application", {**asked, **filled(**papers)})
    with pytest.raises(Conflict, match="papers_missing") as refused:
        call(CLERK, "submit_application", asked)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/papers/insurance/0", "paper_not_usable")
    ]
    with pytest.raises(NotFound):
        Counter(call, CLERK).read(private)


def test_a_document_that_somebody_else_sent_is_not_the_citizens_to_name(call: Caller) -> None:
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    neighbour = somebody("citizen-2", "citizen", governorates=(), national_number="9862054321")
    papers = {**draft["papers"], "insurance": [Counter(call, neighbour).ready(kind="insurance")]}
    call(CITIZEN, "fill_application", {**asked, **filled(**papers)})
    for who in (CITIZEN, CLERK):
        with pytest.raises(Conflict, match="papers_missing"):
            call(who, "submit_application", asked)


def test_papers_of_both_the_citizen_and_the_counter_are_handed_in(call: Caller) -> None:
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    papers = {**draft["papers"], "insurance": [Counter(call, CLERK).ready(kind="insurance")]}
    call(CLERK, "fill_application", {**asked, **filled(**papers)})
    assert call(OTHER_CLERK, "submit_application", asked)["papers"] == papers


def test_what_came_back_is_completed_at_the_counter_too(call: Caller) -> None:
    draft = drafted(call)
    asked = {"application_id": draft["id"]}
    call(CITIZEN, "submit_application", asked)
    asks = [{"pointer": "/papers/plan", "text": {"ar": "المخطط غير واضح"}}]
    call(OTHER_CLERK, "return_application", {**asked, "step": "completeness", "asks": asks})
    papers = {**draft["papers"], "plan": [Counter(call, CITIZEN).ready(kind="premises_plan")]}
    call(CITIZEN, "fill_application", {**asked, **filled(**papers)})
    completed = call(CLERK, "resubmit_application", asked)
    assert completed["timeline"][-1]["what"] == "completed_at_counter"
    assert Counter(call, CLERK).content(papers["plan"][0])["size"]
