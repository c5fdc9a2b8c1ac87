"""Who listens to what: each consumer queue, and where its events come from.

Declared when a system is set up, before anybody can publish: an event of the very first minute
waits for a consumer that has not started yet, instead of reaching nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.envelope import EVENTS_EXCHANGE, RESTRICTED_EXCHANGE


@dataclass(frozen=True)
class Source:
    """The events of an exchange whose routing key fits the pattern."""

    exchange: str
    routing_key: str


_CONCERNING_PEOPLE = (
    "registry.person.#",
    "registry.household.#",
    "registry.enrolment.#",
    "registry.grievance.#",
    "licensing.#",
    "alternative_care.#",
)
_CONCERNING_PAYEES = (
    "registry.payment.topped_up.#",
    "registry.payment.came_back.#",
    "registry.recovery.#",
)
_FOR_MINISTRIES = (
    "registry.#",
    "licensing.#",
    "alternative_care.#",
    "notifications.agreement.#",
)

SUBSCRIPTIONS: Mapping[str, Sequence[Source]] = {
    # Who names a person may do so while that person's record is being merged.
    "registry.references": tuple(
        Source(EVENTS_EXCHANGE, key)
        for key in ("registry.person.#", "registry.household.#", "registry.enrolment.#")
    ),
    # Who applies or objects may do so while their family moves, or ends.
    "registry.life": tuple(
        Source(EVENTS_EXCHANGE, key)
        for key in (
            "registry.person.amended.#",
            "registry.household.#",
            "registry.enrolment.#",
            "registry.grievance.filed.#",
        )
    ),
    # The ministry's holidays: licensing counts its deadlines in working days.
    "licensing.holidays": (Source(EVENTS_EXCHANGE, "registry.holidays.recorded.#"),),
    # Both exchanges: contacts are part of their aggregates' sequences.
    "notifications.messages": tuple(
        Source(exchange, key)
        for exchange in (EVENTS_EXCHANGE, RESTRICTED_EXCHANGE)
        for key in _CONCERNING_PEOPLE
    ),
    # Few of what is told of payments concerns anybody: the rest need not come along.
    "notifications.payees": tuple(Source(EVENTS_EXCHANGE, key) for key in _CONCERNING_PAYEES),
    "notifications.feeds": tuple(Source(EVENTS_EXCHANGE, key) for key in _FOR_MINISTRIES),
}
"""Queue, named `<service>.<handler group>`, to its sources."""


def listening_to(service: str) -> list[str]:
    """The queues that events of this service can reach."""
    return [
        queue
        for queue, sources in SUBSCRIPTIONS.items()
        if any(each.routing_key.partition(".")[0] == service for each in sources)
    ]
