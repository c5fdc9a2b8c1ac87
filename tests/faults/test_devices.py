"""P1, P4: what devices bring survives `kill -9` in the middle, and each visit counts once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from tests.faults.system import System
from tests.support.fieldwork import Survey, just_now, made
from tests.support.twice import answered, patiently

FAMILIES, DEVICES = 12, 4

pytestmark = [pytest.mark.timeout(600), pytest.mark.long]


def test_killed_while_overlapping_batches_come_in(system: System) -> None:
    survey = Survey()
    families = [survey.family() for _ in range(FAMILIES)]
    round_id = survey.open(*families)
    visits = [just_now(round_id, each) for each in families]
    researcher = survey.researchers[0]

    def bring(device: int) -> list[Any]:
        """Half of all visits, four times over, each batch until it is answered."""
        first = device * FAMILIES // DEVICES
        mine = [*visits, *visits][first : first + FAMILIES // 2]
        brought: list[Any] = []
        for batch in range(4):
            body = {"device_id": f"tablet-{device}-{batch}", "visits": mine}
            send = partial(researcher.post, "/v1/survey-uploads", body)
            brought += answered(patiently(lambda key, send=send: send(key=key)))["results"]  # type: ignore[misc]  # a default binds it now
        return brought

    with ThreadPoolExecutor(DEVICES) as pool:
        waiting = [pool.submit(bring, each) for each in range(DEVICES)]
        for _ in range(2):
            system.kill("registry")
        results = [one for each in waiting for one in each.result()]
    system.ready()
    became = Counter(each["became"] for each in results)
    assert set(became) <= {"accepted", "repeated", "deferred"}, became
    # An answer may have been lost with the process: the visit is then kept, and told as repeated.
    assert became["accepted"] <= FAMILIES
    survey.upload(*visits)
    for each in survey.visits(round_id, limit=100):
        seen = made(survey.supervisor.get(f"/v1/survey-visits/{each['id']}"))
        assert (seen["standing"], len(seen["records"])) == ("done", 1), seen["household_id"]
    assert len(survey.visits(round_id, limit=100)) == FAMILIES
