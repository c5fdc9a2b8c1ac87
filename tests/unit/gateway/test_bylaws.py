"""Which versions of bylaws are compared is said in the query, and reaches the service."""

from __future__ import annotations

from contracts.rpc.licensing.associations import CompareBylaws
from contracts.rpc.problems import read
from tests.support.gateway import Gateway

SOCIETY = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e11"


def test_two_versions_are_named_from_and_to(kanaf: Gateway) -> None:
    kanaf.services.answers["compare_bylaws"] = {}
    path = f"/v1/societies/{SOCIETY}/bylaws/comparison"
    assert kanaf.ask("GET", f"{path}?from=1&to=2", "supervisor").status_code == 200
    asked = read(CompareBylaws, kanaf.services.last.request)
    assert (asked["association_id"], asked["earlier"], asked["later"]) == (SOCIETY, 1, 2)
    assert kanaf.ask("GET", f"{path}?from=1", "supervisor").status_code == 422
