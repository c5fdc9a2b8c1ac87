"""A survey round in the field, through the gateway: a supervisor, researchers, their visits."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.registry import another_person, household
from tests.support.surveys import AMMAN, QUESTIONS, TITLE, brought
from tests.support.window import Visitor

_serial = itertools.count()


def made(answer: Any) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.text
    view: dict[str, Any] = answer.json()
    return view


def until(condition: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    """Wait for the condition, and fail by naming it."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if (found := condition()) is not None:
            return found
        time.sleep(0.2)
    pytest.fail(f"not within {seconds} s: {what}")


def just_now(round_id: str, family: str, **changes: Any) -> dict[str, Any]:
    """A visit of half an hour that has just ended; or before the one of the last call began."""
    now = datetime.now(UTC).replace(microsecond=0) - next(_serial) % 40 * timedelta(minutes=31)
    hours = {
        "started_at": f"{now - timedelta(minutes=30):%Y-%m-%dT%H:%M:%SZ}",
        "ended_at": f"{now:%Y-%m-%dT%H:%M:%SZ}",
    }
    return brought(round_id, family, **{**hours, **changes})


class Survey:
    """A supervisor, a researcher, and what they work on."""

    def __init__(self) -> None:
        self.supervisor = Visitor("supervisor")
        self.researchers = [Visitor("caseworker") for _ in range(1)]
        self.ids = [self.enlist(each) for each in self.researchers]

    def enlist(self, researcher: Visitor, passed_on: str | None = None) -> str:
        """Put them on the list, trained on that day (this year's first unless given)."""
        asked = {"subject": researcher.subject, "name": "رنا الخطيب", "areas": [AMMAN]}
        enlisted = self.supervisor.post("/v1/researchers", asked)
        view = made(enlisted)
        trained = self.supervisor.post(
            f"/v1/researchers/{view['id']}/trainings",
            {"course": "استبيان الأسر", "passed_on": passed_on or time.strftime("%Y-01-01")},
            based_on=enlisted.headers["ETag"],
        )
        assert made(trained)["trained_until"] is not None
        return str(view["id"])

    def family(self) -> str:
        clerk = Visitor("clerk")
        head = made(clerk.post("/v1/persons", another_person()))["id"]
        return str(made(clerk.post("/v1/households", household(head)))["id"])

    def questionnaire(self, questions: Any = QUESTIONS) -> str:
        asked = {"title": TITLE, "questions": questions}
        drafted = self.supervisor.post("/v1/questionnaires", asked)
        view = made(drafted)
        path = f"/v1/questionnaires/{view['id']}/publication"
        made(self.supervisor.post(path, based_on=drafted.headers["ETag"]))
        return str(view["id"])

    def act(self, path: str, body: Any = None) -> dict[str, Any]:
        """Change a record in the version that is there."""
        record = "/".join(path.split("/")[:4])
        seen = self.supervisor.get(record).headers["ETag"]
        return made(self.supervisor.post(path, body, based_on=seen))

    def open(self, *families: str, questions: Any = QUESTIONS, **targets: Any) -> str:
        """An open round whose visits are the researcher's."""
        asked = {
            "title": TITLE,
            "questionnaire_id": self.questionnaire(questions),
            "questionnaire_version": 1,
            "targets": {"places": [AMMAN], "household_ids": list(families), **targets},
            "starts_on": time.strftime("%Y-01-01"),
            "ends_on": f"{int(time.strftime('%Y')) + 1}-12-31",
        }
        round_id = str(made(self.supervisor.post("/v1/survey-rounds", asked))["id"])
        path = f"/v1/survey-rounds/{round_id}"
        self.act(f"{path}/targets")
        until(lambda: self.chosen(path), "targets are chosen")
        for visit in self.visits(round_id):
            self.act(f"/v1/survey-visits/{visit['id']}/assignment", {"researcher_id": self.ids[0]})
        self.act(f"{path}/opening")
        return round_id

    def chosen(self, path: str) -> int | None:
        chosen: int | None = made(self.supervisor.get(path))["chosen"]
        return chosen

    def visits(self, round_id: str, who: Visitor | None = None, **filters: Any) -> list[Any]:
        answer = (who or self.supervisor).get("/v1/survey-visits", round_id=round_id, **filters)
        return list(made(answer)["items"])

    def upload(
        self, *visits: Any, by: Visitor | None = None, device: str = "tablet-1"
    ) -> list[Any]:
        body = {"device_id": device, "visits": list(visits)}
        researcher = by or self.researchers[0]
        return list(made(researcher.post("/v1/survey-uploads", body))["results"])
