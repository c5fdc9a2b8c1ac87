"""All that licensing can be told and asked, in one place for its entrypoints."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.grants.grants import Grants
from services.licensing.app.nurseries import Nurseries


@dataclass(frozen=True)
class Licensing:
    """Every area, as the bootstrap wired it."""

    nurseries: Nurseries
    grants: Grants
