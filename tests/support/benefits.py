"""Families on benefits, made through the gateway of the running system."""

from __future__ import annotations

import base64
import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from tests.support.registry import another_person, household
from tests.support.waiting import eventually
from tests.support.window import Visitor

AT_ONCE = 4


def done(answer: requests.Response) -> dict[str, Any]:
    """The record that was answered."""
    assert answer.status_code in (200, 201), answer.text
    view: dict[str, Any] = answer.json()
    return view


def stepped(actor: Visitor, path: str, step: str, body: Any = None) -> requests.Response:
    """A change of what was just read."""
    return actor.post(f"{path}/{step}", body, based_on=actor.get(path).headers["ETag"])


def reached(reader: Visitor, path: str, status: str, within: float = 60) -> dict[str, Any]:
    """The record, once it has this status."""

    def there() -> dict[str, Any] | None:
        view = done(reader.get(path))
        return view if view["status"] == status else None

    return eventually(there, within=within, what=f"{path} {status}")


def family(clerk: Visitor, **facts: int) -> str:
    """A household of one in Amman that declared these facts; answers its id."""
    head = done(clerk.post("/v1/persons", another_person()))["id"]
    home = str(done(clerk.post("/v1/households", household(head)))["id"])
    declare(clerk, home, **facts)
    return home


def declare(clerk: Visitor, household_id: str, **facts: int) -> None:
    """Record numbers that a family declares."""
    told = [{"indicator": name, "number": value} for name, value in facts.items()]
    if told:
        body = {"household_id": household_id, "facts": told}
        done(clerk.post("/v1/declarations", body))


def aid(administrator: Visitor, **terms: Any) -> str:
    """Monthly aid by the rules of cash support; answers the programme's id."""
    body = {
        "name": {"ar": "معونة شهرية", "en": "Monthly aid"},
        "pillar": "karamah",
        "kind": "cash",
        "beneficiary": "household",
        "opens_on": "2026-01-01",
        "rules": "cash_support",
        **terms,
    }
    return str(done(administrator.post("/v1/programmes", body))["id"])


def enrolled(programme_id: str, household_id: str) -> dict[str, Any]:
    """An application that went all its way, by four people."""
    asked = {"programme_id": programme_id, "household_id": household_id}
    path = f"/v1/enrolments/{done(Visitor('clerk').post('/v1/enrolments', asked))['id']}"
    done(stepped(Visitor("caseworker"), path, "assess"))
    return done(stepped(Visitor("supervisor"), path, "approve", {}))


def many_enrolled(programme_id: str, many: int, **facts: int) -> list[dict[str, Any]]:
    """So many families on the programme."""

    def one(_: int) -> dict[str, Any]:
        return enrolled(programme_id, family(Visitor("clerk"), **facts))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(many)))


def announced(administrator: Visitor, data: bytes) -> str:
    """A provider's file, all of it sent; answers the batch's address."""
    body = {
        "reference": str(uuid.uuid4()),
        "name": "confirmed.csv",
        "format": "csv",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    made = done(administrator.post("/v1/payment-confirmation-files", body))
    path = f"/v1/payment-confirmations/{made['id']}"
    for number in made["missing"]:
        piece = data[number * 512 * 1024 : (number + 1) * 512 * 1024]
        sent = {
            "data": base64.b64encode(piece).decode(),
            "sha256": hashlib.sha256(piece).hexdigest(),
        }
        done(administrator.put(f"{path}/parts/{number}", sent))
    return path
