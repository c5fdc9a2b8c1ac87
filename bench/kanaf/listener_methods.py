"""The consumer: an ordinary one, whose effect is stored once however often an event comes."""

from __future__ import annotations

import time
from typing import Any

from bench.kanaf.probe import Heard
from chassis.documents.commands import identity
from chassis.events.entrypoint import Binding, Event, HandlerGroup
from chassis.rpc.server import Application, query
from contracts.events.registry.persons import PersonRegistered

_persons = HandlerGroup("persons", bindings=[Binding("registry.person.#")], ordered=False)
_next_id = identity("bench_listener", "heard")
_lags: list[float] = []
_handled = {"count": 0, "last": 0.0}


class Listener:
    name = "bench_listener"
    heard: Any = Application()

    @_persons.handles(PersonRegistered)
    def person_registered(self, event: Event[PersonRegistered]) -> None:
        self.heard.add(Heard(_next_id()))
        now = time.time()
        _handled["count"] += 1
        _handled["last"] = now
        _lags.append(now - event.envelope.time.timestamp())

    @query
    def handled(self, request: dict[str, Any]) -> dict[str, Any]:
        """How many events were handled and when the last one was (epoch seconds)."""
        return _handled

    @query
    def take_lags(self, request: dict[str, Any]) -> dict[str, Any]:
        """The lags (seconds from the event's time to handled) since the last call."""
        taken, _lags[:] = list(_lags), []
        return {"lags": taken}
