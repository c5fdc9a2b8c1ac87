"""A look at what is not there is written down like one at what is hidden: see ADR 20."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from services.registry.app.ports import Audit, is_missing


@contextmanager
def logging_absence(audit: Audit, kind: str, record_id: str) -> Iterator[None]:
    """Around loading a record: who asks for an unknown one waits for the log as long as who asks
    for one that does not exist for them, and so cannot tell the two apart by the time it takes."""
    try:
        yield
    except Exception as error:
        if is_missing(error):
            audit.record(f"{kind}.read_refused", kind, record_id)
        raise
