"""A family at the gateway, whose mother fled to a shelter with her child."""

from __future__ import annotations

import uuid
from typing import Any

from tests.e2e.registry.test_privacy import acted, done
from tests.support.registry import another_person, arabic, national_number
from tests.support.window import Visitor

PLACE = "JO-JA"
LETTERS = "بتجحخدرزسشصطعغفقكلمن"


class Flight:
    """A family, and the mother who left it for a shelter with her child, as her helper knows."""

    def __init__(self, language: str) -> None:
        self.clerk = Visitor("clerk", PLACE, language=language)
        self.helper = Visitor("caseworker", PLACE)
        self.supervisor = Visitor("supervisor", PLACE)
        self.family = "".join(LETTERS[byte % len(LETTERS)] for byte in uuid.uuid4().bytes[:10])
        self.shelter = uuid.uuid4().hex[:12]
        self.number, self.husbands_number = national_number(), national_number()
        self.husband = self.registered(self.husbands_number, "خالد", sex="male")
        self.her = self.registered(self.number, "هدى")
        self.child = self.registered(national_number(), "نور", birth_date="2019-04-01")
        self.home = self.settled(self.husband, [self.her, self.child])
        self.seen_at = done(self.clerk.get(f"/v1/persons/{self.her}/history"))["items"][0]["at"]
        self.leave()

    def at(self, details: str) -> dict[str, Any]:
        return {"governorate": PLACE, "district": None, "details": details}

    def registered(self, number: str, first: str, **changes: Any) -> str:
        name = arabic(first, None, None, self.family)
        body = another_person(number, name=name, address=self.at("بيت الزوج"), **changes)
        return str(done(self.clerk.post("/v1/persons", body), 201)["id"])

    def settled(self, head: str, others: list[str]) -> str:
        members = [{"person_id": each, "relation": "spouse"} for each in others[:1]]
        members += [{"person_id": each, "relation": "child"} for each in others[1:]]
        body = {"head_id": head, "members": members, "address": self.at("بيت الزوج")}
        return str(done(self.clerk.post("/v1/households", body), 201)["id"])

    def leave(self) -> None:
        # She alone: the child is hidden by going with her.
        done(acted(self.helper, f"/v1/persons/{self.her}", "protection", {"reason": "violence"}))
        split = {
            "on": "2026-01-05",
            "head_id": self.her,
            "members": [{"person_id": self.child, "relation": "child"}],
            "address": self.at(f"شارع {self.shelter}"),
        }
        done(acted(self.helper, f"/v1/households/{self.home}", "split", split))
        (home,) = done(self.helper.get("/v1/households", person_id=self.her))["items"]
        self.new_home = str(home["id"])

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.shelter, self.new_home
