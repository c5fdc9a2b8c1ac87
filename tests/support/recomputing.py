"""A programme's benefits computed anew for everybody: what the tests of it do."""

from __future__ import annotations

from datetime import date
from typing import Any

from pymongo.database import Database

from chassis.context import Actor, Context, use
from services.registry.domain.eligibility.facts import Source
from tests.support.programmes import (
    ADMINISTRATOR,
    Office,
)
from tests.support.registry import CLERK
from tests.support.work import OneRun

OTHER_ADMINISTRATOR = Actor("administrator-2", frozenset({"administrator"}))
TODAY = date(2026, 11, 22)


def home(office: Office, on: date = date(2026, 1, 1), **facts: Any) -> dict[str, Any]:
    found = office.household()
    tell(office, found, on, **facts)
    return found


def tell(
    office: Office, home: dict[str, Any], on: date = TODAY, kind: str = "survey", **facts: Any
) -> None:
    with use(Context(CLERK)):
        office.registry.eligibility.profiles.record(home["id"], facts, Source(kind, home["id"], on))


def work(office: Office, name: str, found: dict[str, Any], run: OneRun | None = None) -> None:
    with use(Context(Actor.system("registry.work"))):
        office.registry.work[f"recomputation.{name}"](found["id"], run or OneRun())


def start(office: Office, aid: dict[str, Any], **asked: Any) -> dict[str, Any]:
    return office.do(
        "start_recomputation", ADMINISTRATOR, programme_id=aid["id"], note="مسح 2026", **asked
    )


def seen(office: Office, found: dict[str, Any]) -> dict[str, Any]:
    return office.do("get_recomputation", ADMINISTRATOR, recomputation_id=found["id"])


def approve(office: Office, found: dict[str, Any], actor: Actor = OTHER_ADMINISTRATOR) -> Any:
    return office.do("approve_recomputation", actor, recomputation_id=found["id"])


def events(database: Database[dict[str, Any]], collection: str) -> list[str]:
    return [
        event["type"].removeprefix("kanaf.registry.")
        for document in database[collection].find()
        for event in document["pending"]
    ]
