"""A clerk at the counter of households, through the gateway."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.registry import another_person, arabic, household
from tests.support.window import Visitor

ELSEWHERE = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع آخر، 7"}
YESTERDAY = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d}"


class Counter:
    """A clerk, and what they do with a family."""

    def __init__(self, *governorates: str, language: str = "en") -> None:
        self.clerk = Visitor("clerk", *governorates, language=language)

    def person(self, **changes: Any) -> str:
        answer = self.clerk.post("/v1/persons", another_person(**changes))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def people(self, many: int) -> list[str]:
        return [self.person() for _ in range(many)]

    def family(self, *person_ids: str, **changes: Any) -> str:
        """A household of these, the first at its head."""
        answer = self.clerk.post("/v1/households", household(*person_ids, **changes))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def tell(self, home: str, event: str, key: str | None = None, **body: Any) -> Any:
        """Tell of an event in the version that is there."""
        path = f"/v1/households/{home}"
        seen = self.clerk.get(path).headers["ETag"]
        told = {"on": YESTERDAY, **body}
        return self.clerk.post(f"{path}/{event}", told, key=key, based_on=seen)

    def happens(self, home: str, event: str, **body: Any) -> dict[str, Any]:
        answer = self.tell(home, event, **body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def home(self, home: str) -> dict[str, Any]:
        return dict(self.clerk.get(f"/v1/households/{home}").json())

    def home_of(self, person_id: str) -> dict[str, Any] | None:
        found = self.clerk.get("/v1/households", person_id=person_id).json()["items"]
        return dict(found[0]) if found else None

    def record(self, person_id: str) -> dict[str, Any]:
        return dict(self.clerk.get(f"/v1/persons/{person_id}").json())


def member(person_id: str, relation: str = "child") -> dict[str, str]:
    return {"person_id": person_id, "relation": relation}


def newborn(first: str, sex: str = "female", **rest: Any) -> dict[str, Any]:
    return {"name": arabic(first), "sex": sex, **rest}
