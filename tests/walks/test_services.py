"""Every service of the catalogue, to every end that it can come to, in a running system."""

from __future__ import annotations

import pytest

from tests.walks.walk import Walk, pairs

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize(("service", "outcome"), pairs())
def test_a_service_comes_to_its_end(service: str, outcome: str, walk: Walk) -> None:
    failed = walk.ends[service, outcome]
    if failed is not None:
        raise failed
