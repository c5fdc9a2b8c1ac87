"""Domain events as contract events that say the same under the same names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from services.licensing.app.told import told
from services.licensing.domain.places import Place

Told = Mapping[type[Any], type[base.Event]]


def publisher(told: Told) -> Callable[[Any], Published]:
    """Publishes each event as what it is told as. Raises `KeyError` for one that never is."""

    def publish(event: Any) -> Published:
        made: Any = told[type(event)](
            **{name: _value(value) for name, value in vars(event).items()}
        )
        return Published(made.TYPE, base.to_data(made))

    return publish


def _value(value: Any) -> Any:
    if isinstance(value, Place):
        return base.Place(value.governorate, value.district)
    return told(value)
