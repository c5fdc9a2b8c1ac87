"""Whose events reach which queue."""

from __future__ import annotations

from contracts.subscriptions import SUBSCRIPTIONS, listening_to


def test_a_services_events_reach_the_queues_bound_for_its_topics() -> None:
    assert set(listening_to("registry")) == set(SUBSCRIPTIONS)
    assert listening_to("licensing") == ["notifications.messages", "notifications.feeds"]
    assert listening_to("nobody") == []
