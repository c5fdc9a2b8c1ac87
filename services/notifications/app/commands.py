"""What can be asked of this service."""

from __future__ import annotations

from dataclasses import dataclass

from services.notifications.domain.agreement import Terms


@dataclass(frozen=True)
class RecordAgreement:
    """Make the agreement with a partner, or replace it.

    `expected_version` is the version the caller has seen, nothing when there was none.
    """

    partner: str
    terms: Terms
    expected_version: int | None = None
