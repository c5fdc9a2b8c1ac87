"""Records that may be one person: found, reviewed, merged, taken apart again."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.duplicates.detection import Detection
from services.registry.app.duplicates.following import Following
from services.registry.app.duplicates.review import Review


@dataclass(frozen=True)
class Duplicates:
    """Everything the registry can be told and asked about this area."""

    detection: Detection
    review: Review
    following: Following
