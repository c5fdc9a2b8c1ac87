"""Handlers that write down what they saw and misbehave as the test asks.

A document `{_id: <subject>, how: ...}` in `orders` says how to misbehave for that subject.
"""

from __future__ import annotations

import os
from typing import Any

from pymongo.errors import DuplicateKeyError

from chassis.amqp.topology import Binding
from chassis.context import current
from chassis.documents.errors import AlreadyDone
from chassis.events.entrypoint import Event, HandlerGroup
from chassis.rpc.server import Application
from chassis.timers import due
from contracts.events.registry.persons import PersonAmended, PersonRegistered
from tests.support.listener.bootstrap import NAME

people = HandlerGroup(
    "people",
    bindings=[Binding(f"{NAME}.#")],
    ordered=True,
    retry_seconds=(0.3, 0.6),
    delivery_limit=4,
)


class Listener:
    name = NAME
    database: Any = Application()

    @people.handles(PersonRegistered)
    def registered(self, event: Event[PersonRegistered]) -> None:
        self._note(event, f"registered in {event.data.place.governorate}")

    @people.handles(PersonAmended)
    def amended(self, event: Event[PersonAmended]) -> None:
        self._note(event, f"amended {', '.join(event.data.fields)}")

    @due("licences", "renewal_due")
    def remind(self, licence_id: str, timer: str) -> None:
        self._once({"licence": licence_id, "timer": timer})
        self.database["licences"].update_one(
            {"_id": licence_id}, {"$pull": {"timers": {"name": timer}}}
        )

    def _note(self, event: Event[Any], what: str) -> None:
        order = self.database["orders"].find_one({"_id": event.subject})
        if order and order["how"] == "fail":
            raise ZeroDivisionError("as ordered")
        if order and order["how"] == "die":
            os._exit(137)
        context = current()
        self._once(
            {
                "subject": event.subject,
                "sequence": event.envelope.sequence,
                "what": what,
                "actor": context.actor.subject,
                "correlation_id": context.correlation_id,
                "causation_id": context.causation_id,
            }
        )
        if order and order["how"] == "die after the effect":
            self.database["orders"].delete_one({"_id": event.subject})
            os._exit(137)

    def _once(self, effect: dict[str, Any]) -> None:
        command = current().command
        assert command is not None
        try:
            self.database["effects"].insert_one({"_id": command.key, **effect})
        except DuplicateKeyError as error:
            raise AlreadyDone({}) from error
