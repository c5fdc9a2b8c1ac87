"""A document is handed in as what it is, and taken for the papers that want such a one."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Conflict
from tests.support.applying import a_request
from tests.support.calling import Caller
from tests.support.documents import APPLICANT, Counter
from tests.support.services import sample

SERVICE = "practice.training_accreditation"


def drafted(call: Caller, **papers: str) -> dict[str, Any]:
    """A draft with these documents, by the codes of the papers."""
    request = a_request(SERVICE, sample(SERVICE))
    request["papers"] = {code: [document_id] for code, document_id in papers.items()}
    made: dict[str, Any] = call(APPLICANT, "draft_application", request)
    return {"application_id": made["id"]}


def test_a_card_says_as_what_its_papers_are_announced(call: Caller) -> None:
    counter, wanted = Counter(call), {}
    for each in call(APPLICANT, "get_service", {"service": SERVICE})["documents"]:
        (kind,) = each["kinds"]
        wanted[each["code"]] = counter.ready(kind=kind)
    assert call(APPLICANT, "submit_application", drafted(call, **wanted))["state"] == "in_progress"


def test_a_document_of_another_kind_is_refused_for_a_paper_and_taken_for_its_own(
    call: Caller,
) -> None:
    counter = Counter(call)
    programme, degree = counter.ready(kind="programme"), counter.ready(kind="qualification")
    with pytest.raises(Conflict) as refused:
        call(
            APPLICANT,
            "submit_application",
            drafted(call, programme=degree, trainer_papers=programme),
        )
    assert {(each.pointer, each.code) for each in refused.value.errors} == {
        ("/papers/programme/0", "paper_of_other_kind"),
        ("/papers/trainer_papers/0", "paper_of_other_kind"),
    }
    asked = drafted(call, programme=programme, trainer_papers=degree)
    assert call(APPLICANT, "submit_application", asked)["state"] == "in_progress"
