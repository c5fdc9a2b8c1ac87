"""Methods that show one behaviour each."""

from __future__ import annotations

import os
import time
from typing import Any

from nameko.extensions import DependencyProvider
from pymongo.errors import AutoReconnect

from chassis.context import current
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.errors import Conflict, FieldError, Invalid
from chassis.rpc.server import Application, command, query
from tests.support.sample.bootstrap import NAME


class Refusal(Exception):
    """A domain's refusal: no error of the chassis, but with the same attributes."""

    kind = "forbidden"
    code = "not_your_record"

    def __init__(self) -> None:
        self.params = {"centre": "amman-1"}


class Fragile(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """A thread that dies of something nobody foresaw, when the environment says so."""

    def start(self) -> None:
        if os.environ.get("SAMPLE_FRAGILE"):
            self.container.spawn_managed_thread(self._die)

    def _die(self) -> None:
        raise RuntimeError("nobody foresaw this")


class Sample:
    name = NAME
    fragile = Fragile()
    executed: Any = Application()

    @query
    def echo(self, request: dict[str, Any]) -> dict[str, Any]:
        return request

    @query
    def context(self, request: dict[str, Any]) -> dict[str, Any]:
        context = current()
        return {
            "subject": context.actor.subject,
            "roles": sorted(context.actor.roles),
            "correlation_id": context.correlation_id,
            "traceparent": context.traceparent,
            "language": context.language,
        }

    @command
    def record(self, request: dict[str, Any]) -> dict[str, Any]:
        """Remember that it ran, then take the seconds it is told."""
        this = current().command
        assert this is not None
        self.executed.insert_one({"what": request["what"], "key": this.key, "done": False})
        time.sleep(request.get("seconds", 0))
        self.executed.update_one({"what": request["what"]}, {"$set": {"done": True}})
        return {"recorded": request["what"]}

    @command
    def contended(self, request: dict[str, Any]) -> dict[str, Any]:
        """Somebody else is faster the first two times."""
        self.executed.insert_one({"what": request["what"]})
        tried = self.executed.count_documents({"what": request["what"]})
        if tried < request.get("times", 3):
            raise ConcurrentChange("sample")
        return {"tried": tried}

    @command
    def repeated(self, request: dict[str, Any]) -> dict[str, Any]:
        raise AlreadyDone({"answered": "before"})

    @query
    def slow(self, request: dict[str, Any]) -> dict[str, Any]:
        time.sleep(request["seconds"])
        return {"slept": request["seconds"]}

    @query
    def refuse(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["how"] == "domain":
            raise Refusal
        if request["how"] == "fields":
            raise Invalid("invalid_fields", errors=[FieldError("/name", "required")])
        raise Conflict("national_number_taken", {"id": "p-1"})

    @query
    def break_down(self, request: dict[str, Any]) -> dict[str, Any]:
        if request.get("how") == "database":
            raise AutoReconnect("gone")
        if request.get("how") == "answer":
            return {"unspeakable": object()}
        raise ZeroDivisionError("not for the caller's eyes")
