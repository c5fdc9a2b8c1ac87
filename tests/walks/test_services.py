"""Every service of the catalogue, to every end that it can come to, in a running system."""

from __future__ import annotations

import pytest

from tests.faults.agreement import agree
from tests.walks.walk import Walk, pairs

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize(("service", "outcome"), pairs())
def test_a_service_comes_to_its_end(service: str, outcome: str, walk: Walk) -> None:
    failed = walk.ends[service, outcome]
    if failed is not None:
        raise failed


def test_in_the_end_all_of_it_agrees(walk: Walk) -> None:
    """Numbers without gap or twin, every change told, and every message sent and received once."""
    agree(walk.system, ())
    messages = walk.system.mongo["kanaf_notifications"]["messages"]
    assert messages.count_documents({"state": {"$in": ["failed", "waiting_for_contact"]}}) == 0
    sent = messages.count_documents({"state": "sent", "channel": "sms"})
    received = [each for each in walk.system.received() if each["channel"] == "sms"]
    assert len(received) == sent
