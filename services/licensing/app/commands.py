"""What licensing can be asked to do."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.application import Outcome
from services.licensing.domain.nursery import Applicant, Nursery


@dataclass(frozen=True)
class SubmitApplication:
    applicant: Applicant
    nursery: Nursery


@dataclass(frozen=True)
class CheckApplication:
    application_id: str
    outcome: Outcome
    findings: str


@dataclass(frozen=True)
class ApproveApplication:
    application_id: str


@dataclass(frozen=True)
class RejectApplication:
    application_id: str
    reason_code: str
    text_ar: str
    text_en: str | None


@dataclass(frozen=True)
class RemindHolder:
    """The reminder `notice_days` before a licence's expiry is due."""

    licence_id: str
    notice_days: int


@dataclass(frozen=True)
class ExpireLicence:
    licence_id: str
