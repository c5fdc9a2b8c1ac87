"""The registry's files of rules are read once, however many registries the tests wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.registry.adapters.duplicates import weights
from services.registry.adapters.eligibility import rules as eligibility
from services.registry.adapters.eligibility import sources
from services.registry.adapters.emergencies import rules as emergencies
from services.registry.adapters.households import rules as households
from services.registry.adapters.payments import rules as payments
from services.registry.adapters.privacy import rules as privacy
from services.registry.adapters.programmes import rules as programmes
from services.registry.adapters.surveys import rules as surveys

_LOADERS = (
    *((eligibility, name) for name in ("indicators", "schemes")),
    *(
        (module, "load")
        for module in (
            weights,
            sources,
            emergencies,
            households,
            payments,
            privacy,
            programmes,
            surveys,
        )
    ),
)


@pytest.fixture(scope="session", autouse=True)
def rules_are_read_once() -> Iterator[None]:
    """Each test wires a registry of its own: reading the same files for it was half of its time."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _LOADERS:
            patch.setattr(module, name, _once(getattr(module, name)))
        yield


def _once(load: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[Any, Any] = {}

    def loaded(*asked: Any) -> Any:
        key = tuple(_state(each) if isinstance(each, Path) else id(each) for each in asked)
        if key not in kept:
            # With what it was read by: an id is of one thing as long as that is there.
            kept[key] = load(*asked), asked
        return kept[key][0]

    return loaded


def _state(path: Path) -> tuple[Any, ...]:
    """Another one when a file was changed."""
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    stats = [(each, each.stat()) for each in files if each.exists()]
    return path, *((each, stat.st_mtime_ns, stat.st_size) for each, stat in stats)
