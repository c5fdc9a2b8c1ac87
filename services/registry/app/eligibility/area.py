"""What a household is entitled to by the rules of a day, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.registry.app.eligibility.assessing import Assessing, Rulebook
from services.registry.app.eligibility.desk import EligibilityDesk
from services.registry.app.eligibility.disregard import Disregard
from services.registry.app.eligibility.ports import Profiles, Targeting
from services.registry.app.eligibility.recomputing import RecomputationDesk
from services.registry.app.ports import Run


@dataclass(frozen=True)
class Eligibility:
    """Everything the registry can be told and asked about this area."""

    desk: EligibilityDesk
    assessor: Assessing
    profiles: Profiles
    targeting: Targeting
    rulebook: Rulebook
    recomputations: RecomputationDesk
    disregard: Disregard
    work: Mapping[str, Callable[[str, Run], None]] = field(default_factory=dict)
