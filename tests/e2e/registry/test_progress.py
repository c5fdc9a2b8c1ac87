"""How far a round of visits is, researcher by researcher, as each of those concerned sees it."""

from __future__ import annotations

from typing import Any

from tests.support.fieldwork import Survey, just_now, made
from tests.support.window import Visitor


def test_progress_is_counted_by_researcher() -> None:
    survey, colleague = Survey(), Visitor("caseworker")
    colleague_id = survey.enlist(colleague)
    families = [survey.family() for _ in range(4)]
    round_id = survey.open(*families)
    visits = {each["household_id"]: each["id"] for each in survey.visits(round_id)}
    survey.act(
        f"/v1/survey-visits/{visits[families[3]]}/assignment", {"researcher_id": colleague_id}
    )
    survey.upload(just_now(round_id, families[0]), just_now(round_id, families[1], location=None))

    def rows(who: Visitor) -> dict[str, Any]:
        path = f"/v1/survey-rounds/{round_id}/progress"
        found = made(who.get(path, by="researcher"))
        counted = {each["researcher_id"]: each for each in found["rows"]}
        return {**counted, "total": found["total"]}

    seen = rows(survey.supervisor)
    assert set(seen) == {survey.ids[0], colleague_id, "total"}
    own, others = seen[survey.ids[0]], seen[colleague_id]
    assert (own["visits"], own["done_percent"]) == (3, 33.3)
    assert {name: many for name, many in own["standings"].items() if many} == {
        "done": 1,
        "review": 1,
        "assigned": 1,
    }
    assert (others["visits"], others["done_percent"]) == (1, 0)
    assert (seen["total"]["visits"], seen["total"]["done_percent"]) == (4, 25.0)
    assert rows(Visitor("auditor")) == seen

    # A researcher sees their own work alone.
    assert set(rows(colleague)) == {colleague_id, "total"}
    survey.upload(just_now(round_id, families[3]), by=colleague)
    assert rows(colleague)["total"]["done_percent"] == 100
    assert rows(survey.supervisor)["total"]["done_percent"] == 50.0
    elsewhere = Visitor("supervisor", "JO-IR").get(f"/v1/survey-rounds/{round_id}/progress")
    assert elsewhere.status_code == 403
