"""What the Personal Data Protection Law gives to people over their own records."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.privacy.protecting import Protecting


@dataclass(frozen=True)
class Privacy:
    """Everything the registry can be told and asked about this area."""

    protecting: Protecting
