"""A nursery is licensed through the gateway of the running system, by everybody it takes."""

from __future__ import annotations

import pytest

from tests.support.applying import HOME_NURSERY, PRIVATE_NURSERY
from tests.support.service_window import Window
from tests.support.window import Visitor

SERVICE = "nursery.first_licence"
PAPERS = ("identity", "ownership", "plan", "occupancy", "non_conviction", "health")
HOME_PAPERS = ("identity", "ownership", "non_conviction", "health")
REJECTION = {"reason_code": "premises_unsuitable", "text": {"ar": "مخرج الطوارئ مغلق."}}


@pytest.fixture
def window() -> Window:
    return Window()


def test_a_nursery_is_licensed_from_the_form_to_the_certificate(window: Window) -> None:
    form = window.citizen.get(f"/v1/services/{SERVICE}/form").json()["schema"]
    assert form["properties"]["kind"]["x-ui"]["label"] == {
        "ar": "نوع الحضانة",
        "en": "Kind of nursery",
    }
    application = window.submitted(SERVICE, PRIVATE_NURSERY, PAPERS)
    application = window.step(window.clerk, application, "steps/completeness/completeness")
    application = window.approvals(window.pay(application))
    window.inspected(application)
    approved = window.step(window.supervisor, window.seen(application), "approval").json()
    assert (approved["state"], approved["decision"]["silent"]) == ("approved", False)
    assert [each["words"]["en"] for each in approved["timeline"]][:3] == [
        "The application was submitted",
        "Done: Completeness",
        "Done: Payment of the fee",
    ]
    licence_id = approved["decision"]["result_id"]
    licence = window.citizen.get(f"/v1/licences/{licence_id}").json()
    assert licence["number"] == approved["decision"]["number"]
    certificate = window.citizen.get(f"/v1/licences/{licence_id}/certificate", language="ar")
    assert certificate.headers["Content-Type"] == "application/pdf"
    assert certificate.content.startswith(b"%PDF-")


def test_what_is_returned_is_completed_and_goes_on(window: Window) -> None:
    application = window.submitted(SERVICE, HOME_NURSERY, HOME_PAPERS)
    asks = [{"pointer": "/papers/identity", "text": {"ar": "الصورة غير واضحة."}}]
    returned = window.step(window.clerk, application, "steps/completeness/return", {"asks": asks})
    assert (returned.json()["state"], returned.json()["due_on"]) == ("returned", None)
    again = window.step(window.citizen, returned, "resubmission")
    assert again.json()["due_on"] is not None


def test_a_body_judges_by_its_papers_what_the_counter_handed_in_for_a_citizen(
    window: Window,
) -> None:
    drafted = window.seen(window.drafted(SERVICE, HOME_NURSERY, HOME_PAPERS))
    papers = {code: ids[0] for code, ids in drafted.json()["papers"].items()}
    health = Visitor("partner", partner="health")

    def readable() -> set[str]:
        answers = {
            code: health.get(f"/v1/documents/{each}/content").status_code
            for code, each in papers.items()
        }
        assert set(answers.values()) <= {200, 404}
        return {code for code, status in answers.items() if status == 200}

    handed_in = window.step(window.clerk, drafted, "submission")
    assert handed_in.json()["timeline"][0]["what"] == "submitted_at_counter"
    assert readable() == set()
    asked = window.step(window.clerk, handed_in, "steps/completeness/completeness")
    assert readable() == {"health"}
    listed = health.get("/v1/documents", record=f"application/{asked.json()['id']}").json()
    assert [each["id"] for each in listed["items"]] == [papers["health"]]
    answered = window.step(health, asked, "steps/health/answer", {"positive": True})
    steps = {each["code"]: each["finding"] for each in answered.json()["steps"]}
    assert steps["health"] == "given"


def test_a_rejection_is_contested_and_answered_by_another(window: Window) -> None:
    application = window.submitted(SERVICE, HOME_NURSERY, HOME_PAPERS)
    rejected = window.step(window.supervisor, application, "rejection", REJECTION)
    contested = window.step(window.citizen, rejected, "appeal", {"text": "المخرج مفتوح."})
    answer = {"overturned": True, "text": {"ar": "تبيّن أن المخرج مفتوح."}}
    seen = window.step(Visitor("administrator"), contested, "appeal/answer", answer).json()
    assert (seen["state"], seen["appeal"]["answer"]["overturned"]) == ("in_progress", True)
    assert seen["decision"] is None, "nothing was done yet, and no appeal stands for that"


def test_neighbours_and_other_governorates_see_nothing(window: Window) -> None:
    application = window.submitted(SERVICE, HOME_NURSERY, HOME_PAPERS)
    path = f"/v1/applications/{application.json()['id']}"
    for other in (Visitor("citizen"), Visitor("clerk", "JO-IR"), Visitor("caseworker")):
        assert other.get(path).status_code == 403
    assert window.citizen.get(f"{path}/handling").status_code == 403
    assert window.clerk.get(f"{path}/handling").json()["filed_by"] == window.citizen.subject
