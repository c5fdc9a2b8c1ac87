"""Files in and out: imports with a preview, exports within the caller's rights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Files:
    """Everything the registry can be told and asked about this area."""
