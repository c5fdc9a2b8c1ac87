"""What can be asked of this service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.notifications.domain.agreement import Terms


@dataclass(frozen=True)
class RecordAgreement:
    """Make the agreement with a partner, or replace it.

    `expected_version` is the version the caller has seen, nothing when there was none.
    """

    partner: str
    terms: Terms
    expected_version: int | None = None


def terms_from(values: Mapping[str, Any]) -> Terms:
    """Terms from JSON values, whose names are those of `Terms`."""
    return Terms(
        ministry=values["ministry"],
        legal_basis=values["legal_basis"],
        events=tuple(values["events"]),
        protected_events=tuple(values["protected_events"]),
        governorates=tuple(values["governorates"]),
        fields=tuple(values["fields"]),
        valid_from=date.fromisoformat(values["valid_from"]),
        valid_until=date.fromisoformat(values["valid_until"]) if values["valid_until"] else None,
        revoked=values["revoked"],
    )
