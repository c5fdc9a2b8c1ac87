"""People who were registered twice, through the gateway, and the reviewers who decide."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable
from typing import Any

import requests

from tests.support.registry import household, national_number, person
from tests.support.waiting import eventually
from tests.support.window import Visitor

NAMELESS = {"kind": "none", "number": None}


def a_woman(times: int, **facts: Any) -> list[dict[str, Any]]:
    """Requests to register one woman so often: in Arabic with her number, else in Latin letters."""
    born = f"{random.randint(1930, 1999)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
    arabic = {"first": "فاطمة", "father": "عبد الرحمن", "grandfather": "صالح", "family": "الرواشدة"}
    latin = {
        "first": "Fatimah",
        "father": "Abdelrahman",
        "grandfather": None,
        "family": "Rawashdeh",
    }
    facts = {"birth_date": born, **facts}
    again = person(name={"arabic": None, "latin": latin}, **facts) | {"identity": NAMELESS}
    first = person(national_number(), name={"arabic": arabic, "latin": None}, **facts)
    return [first, *([again] * (times - 1))]


def answered(answer: requests.Response, *statuses: int) -> dict[str, Any]:
    """What was answered, with one of these (or else 200 or 201)."""
    assert answer.status_code in (statuses or (200, 201)), answer.text
    view: dict[str, Any] = answer.json()
    return view


def registered(clerk: Visitor, *requests: dict[str, Any]) -> list[str]:
    return [str(answered(clerk.post("/v1/persons", each))["id"]) for each in requests]


def settled(clerk: Visitor, head: str, *members: str) -> str:
    return str(answered(clerk.post("/v1/households", household(head, *members)))["id"])


def a_ward(clerk: Visitor, guardian: str, **facts: Any) -> requests.Response:
    """A request for a child's registration, with this guardian."""
    names = {"first": f"Ward{uuid.uuid4().hex[:6]}", "father": None, "grandfather": None}
    name = {"arabic": None, "latin": {**_letters(names), "family": "Haddad"}}
    guarded = {"guardian": {"person_id": guardian, "relation": "parent"}}
    return clerk.post("/v1/persons", person(name=name, birth_date="2019-05-02", **guarded, **facts))


def _letters(names: dict[str, Any]) -> dict[str, Any]:
    digits = str.maketrans("0123456789", "ghijklmnop")
    return {part: text and text.translate(digits) for part, text in names.items()}


def pair_of(reviewer: Visitor, one: str, two: str) -> str:
    """The path of the pair of these two, once it is in the queue."""

    def found() -> list[str]:
        items = answered(reviewer.get("/v1/duplicates", person_id=one, status="open"))["items"]
        return [each["id"] for each in items if two in each["person_ids"]]

    return f"/v1/duplicates/{eventually(found, within=60, what='the pair is in the queue')[0]}"


def seen(reviewer: Visitor, path: str) -> str:
    """The version that the reviewer looks at."""
    return str(reviewer.get(path).headers["ETag"])


def merge(
    reviewer: Visitor, path: str, survivor: str, based_on: str | None = None, key: str | None = None
) -> requests.Response:
    def post(version: str) -> requests.Response:
        return reviewer.post(f"{path}/merge", {"survivor_id": survivor}, based_on=version, key=key)

    return post(based_on) if based_on else _on_what_is_seen(reviewer, path, post)


def decide(
    reviewer: Visitor, path: str, word: str, based_on: str | None = None
) -> requests.Response:
    """`reject` or `undo`."""

    def post(version: str) -> requests.Response:
        return reviewer.post(f"{path}/{word}", {}, based_on=version)

    return post(based_on) if based_on else _on_what_is_seen(reviewer, path, post)


def _on_what_is_seen(
    reviewer: Visitor, path: str, post: Callable[[str], requests.Response]
) -> requests.Response:
    """As a reviewer who looks again: a pair is weighed anew after whatever became of the two."""
    answer = post(seen(reviewer, path))
    return post(seen(reviewer, path)) if answer.status_code == 412 else answer


def patiently(ask: Callable[[str], requests.Response], within: float = 120) -> requests.Response:
    """Ask until it is answered, under one key, through absences and cut connections."""
    key, until = str(uuid.uuid4()), time.monotonic() + within
    while True:
        try:
            answer = ask(key)
            if answer.status_code not in (502, 503, 504):
                return answer
        except requests.RequestException:
            pass  # cut off: whether it was done is not known, so it is asked again
        assert time.monotonic() < until, f"not answered within {within} s"
        time.sleep(0.2)
