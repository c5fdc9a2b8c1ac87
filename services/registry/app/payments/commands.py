"""What the registry can be told of payments."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.files.people_import import SentFile
from services.registry.domain.payments.confirmation import Line


@dataclass(frozen=True)
class OpenPaymentList:
    """Have the list of a programme and month (`yyyy-mm`) prepared."""

    programme_id: str
    month: str


@dataclass(frozen=True)
class ApprovePaymentList:
    """Approve what was prepared, as a second person."""

    list_id: str


@dataclass(frozen=True)
class CancelPaymentList:
    """Call a list off."""

    list_id: str
    reason: str


@dataclass(frozen=True)
class AllowPayment:
    """Have the next list of the month pay what is held, because a person looked into it."""

    payment_id: str
    reason: str


@dataclass(frozen=True)
class ReceiveConfirmations:
    """Take in what the provider says. `reference`: the provider's own name of the batch."""

    reference: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class AnnounceConfirmations:
    """Announce a file of what the provider says."""

    reference: str
    file: SentFile


@dataclass(frozen=True)
class PutConfirmationsPart:
    """One part of an announced file, with its SHA-256."""

    batch_id: str
    part: int
    data: bytes
    sha256: str


@dataclass(frozen=True)
class WaiveRecovery:
    """Let a household keep what is left of what is recovered from it."""

    recovery_id: str
    reason: str
