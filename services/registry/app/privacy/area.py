"""What the Personal Data Protection Law gives to people over their own records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.app.ports import WorkFunction
from services.registry.app.privacy.auditing import Auditing
from services.registry.app.privacy.claims import NumberClaims
from services.registry.app.privacy.consenting import Consenting
from services.registry.app.privacy.copying import Copying
from services.registry.app.privacy.forgetting import Forgetting
from services.registry.app.privacy.protecting import Protecting
from services.registry.app.privacy.purposes import Purposes
from services.registry.app.privacy.requesting import RequestDesk


@dataclass(frozen=True)
class Privacy:
    """Everything the registry can be told and asked about this area."""

    protecting: Protecting
    purposes: Purposes
    consenting: Consenting
    requests: RequestDesk
    claims: NumberClaims
    copying: Copying
    forgetting: Forgetting
    auditing: Auditing

    @property
    def work(self) -> Mapping[str, WorkFunction]:
        """What is done in the background."""
        return {
            "data_copy.write": self.copying.write,
            "privacy_request.forget": self.forgetting.forget,
        }
