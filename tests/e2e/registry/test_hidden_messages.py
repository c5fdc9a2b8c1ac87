"""What a protected person is told does not tell where they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.registry.test_privacy import acted, done
from tests.support.registry import another_person, national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

PLACE = "JO-JA"


def told(visitor: Visitor, somebody: str) -> list[dict[str, Any]]:
    """The messages to this person, as a visitor is shown them."""
    found: list[dict[str, Any]] = done(
        visitor.get("/v1/messages", party=f"registry.person/{somebody}")
    )["items"]
    return found


@pytest.mark.parametrize("role", ["auditor", "operator", "supervisor"])
def test_what_she_is_told_is_shown_to_nobody_while_she_is_protected(role: str) -> None:
    clerk, helper = Visitor("clerk", PLACE), Visitor("caseworker", PLACE)
    looks = Visitor(role, PLACE)
    home = {"governorate": PLACE, "district": None, "details": None}
    contact = {"mobile": "0791000123", "email": None, "language": "ar"}
    body = another_person(national_number(), address=home, contact=contact)
    her = str(done(clerk.post("/v1/persons", body), 201)["id"])
    eventually(lambda: told(looks, her), what="the message of her registration")
    ids = [each["id"] for each in told(looks, her)]

    done(acted(helper, f"/v1/persons/{her}", "protection", {"reason": "violence"}))
    eventually(lambda: not told(looks, her), what="its disappearance")
    assert looks.get(f"/v1/messages/{ids[0]}").status_code == 404

    done(acted(helper, f"/v1/persons/{her}", "protection/lift", {}))
    eventually(lambda: [each["id"] for each in told(looks, her)] == ids, what="its return")
