"""Records that may be one person: found, reviewed, merged, taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.registry.app.duplicates.detection import Detection
from services.registry.app.duplicates.following import Following
from services.registry.app.duplicates.matching import MatchingDesk
from services.registry.app.duplicates.pairs import PairsFollow
from services.registry.app.duplicates.review import Review
from services.registry.app.ports import WorkFunction


@dataclass(frozen=True)
class Duplicates:
    """Everything the registry can be told and asked about this area."""

    detection: Detection
    review: Review
    pairs: PairsFollow
    following: Following
    matchings: MatchingDesk
    work: Mapping[str, WorkFunction] = field(default_factory=dict)
