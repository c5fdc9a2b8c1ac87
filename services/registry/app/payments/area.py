"""Payment lists: who is paid what for which month, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.registry.app.payments.confirming import ConfirmationFiles
from services.registry.app.payments.family import FamilyMoney
from services.registry.app.payments.handlers import PaymentHandlers
from services.registry.app.payments.queries import PaymentQueries
from services.registry.app.ports import Run


@dataclass(frozen=True)
class Payments:
    """Everything the registry can be told and asked about this area."""

    handlers: PaymentHandlers
    files: ConfirmationFiles
    queries: PaymentQueries
    family: FamilyMoney
    work: Mapping[str, Callable[[str, Run], None]]
