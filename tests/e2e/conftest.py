"""What tests of the running system share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from operations.commands.clock import clock


@pytest.fixture
def later() -> Iterator[Callable[[str], None]]:
    """Lets time pass for every service, such as `later("32d")`, until the test ends."""

    def pass_(by: str) -> None:
        clock.main(["advance", by], standalone_mode=False)

    yield pass_
    clock.main(["reset"], standalone_mode=False)
