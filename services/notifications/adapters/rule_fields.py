"""What only the rules of messages are written in: days, parties, values of events."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from marshmallow import ValidationError

from chassis.rules.shapes import Field, shown
from services.notifications.domain.rules import HOLDER

_PARTY = re.compile(r"([a-z_]+\.[a-z_]+)/\{([a-z_]+)\}")


class Day(Field):
    """A date, without a time."""

    def understood(self, value: Any) -> date:
        if type(value) is not date:
            raise ValidationError(f"must be a date like 2026-01-31, not {shown(value)}")
        return value


class Parties(Field):
    """Who is told: kinds of parties, each with the field of the event that names it, or `{holder}`.
    One or a list of them; a field that is itself a list names several of one kind."""

    def understood(self, value: Any) -> tuple[tuple[str, str], ...]:
        several = value if isinstance(value, list) and value else [value]
        return tuple(map(self._party, several))

    def _party(self, value: Any) -> tuple[str, str]:
        if value == "{holder}":
            return HOLDER
        found = _PARTY.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            reason = (
                f"must read like registry.person/{{person_id}}, or {{holder}}, not {shown(value)}"
            )
            raise ValidationError(reason)
        return found[1], found[2]


class Values(Field):
    """Fields of an event, each with the value it has or must not have."""

    def understood(self, value: Any) -> dict[str, str | int | bool]:
        if not isinstance(value, dict) or not value:
            raise ValidationError(f"must be fields with values, not {shown(value)}")
        for name, each in value.items():
            if type(each) not in (str, int, bool):
                raise ValidationError({name: [f"must be one value, not {shown(each)}"]})
        return value


class AnyValues(Values):
    """The same, each with one value or a list of them."""

    def understood(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or not value:
            return super().understood(value)
        several = {
            name: each if isinstance(each, list) and each else [each]
            for name, each in value.items()
        }
        for name, values in several.items():
            for each in values:
                super().understood({name: each})
        return several
