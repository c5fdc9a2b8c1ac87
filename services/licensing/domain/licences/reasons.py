"""The reasons for which a counter stops, resumes or ends a licence."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.licences.course import Reason
from services.licensing.domain.licences.refusals import ReasonUnknown


@dataclass(frozen=True)
class LicenceRules:
    """What is in force on one day; kept as dated data, never in code."""

    suspension: frozenset[str]
    reinstatement: frozenset[str]
    revocation: frozenset[str]


def must_be_listed(reason: Reason, listed: frozenset[str]) -> None:
    """Raises `ReasonUnknown` with the reasons there are."""
    if reason.code not in listed:
        raise ReasonUnknown(pointer="/reason_code", choices=", ".join(sorted(listed)))
