"""What devices tell that work without a connection: where, when, and many records at once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.dates import LATIN_DAY, AskedMoment
from contracts.rpc.digits import in_any_digits
from contracts.rpc.texts import refused

LARGEST = 1_000_000_000_000


class Number(plain.Field[float]):
    """A number with bounds, with or without decimals."""

    def __init__(
        self,
        *,
        least: float = -LARGEST,
        most: float = LARGEST,
        metadata: Mapping[str, Any] | None = None,
        **rest: Any,
    ) -> None:
        self.least, self.most = least, most
        super().__init__(
            metadata={"type": "number", "minimum": least, "maximum": most, **(metadata or {})},
            **rest,
        )

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise refused("not_a_number")
        if not math.isfinite(value) or not self.least <= value <= self.most:
            raise refused("out_of_range", minimum=self.least, maximum=self.most)
        return value


class When(AskedMoment):
    """A time that a device tells: RFC 3339, UTC, of a day there is."""

    pattern = in_any_digits(
        rf"^(?:{LATIN_DAY})"
        r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,3})?Z$"
    )


class DeviceName(fields.Text):
    """How a device calls itself."""

    longest = 80
    pattern = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$"
    problem = "malformed_code"
    sample = "tablet-17"


class LocationSchema(Strict):
    """Where the device was: degrees (WGS 84), and how exactly it knows."""

    latitude = Number(required=True, least=-90, most=90, metadata={"example": 31.956})
    longitude = Number(required=True, least=-180, most=180, metadata={"example": 35.945})
    accuracy_m = fields.Whole(required=True, least=0, most=1_000_000)


class ByItself(fields.Nested):
    """One of many that are each read by itself: it is taken as it comes.

    Documents say what it must be. Whoever works on it reads it so, and tells what is wrong with
    this one; the others are none the worse for it.
    """

    def deserialize(self, value: Any, attr: Any = None, data: Any = None, **kwargs: Any) -> Any:
        return value
