from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.system import System
from tests.support.window import Visitor
from tests.walks.walk import Walk


@pytest.fixture(scope="session")
def walk(request: pytest.FixtureRequest) -> Iterator[Walk]:
    """The chosen cases, each led to its end on the one clock of the running system."""
    chosen = [
        (each.callspec.params["service"], each.callspec.params["outcome"])
        for each in request.session.items
        if isinstance(each, pytest.Function) and "outcome" in each.fixturenames
    ]
    system = System()
    system.ready()
    with pytest.MonkeyPatch.context() as patched:
        # Hundreds of cases at once are a rush: whoever hears "try again soon" does.
        patched.setattr(Visitor, "repeats", 5)
        yield Walk.taken(system, chosen)
    system.close()
