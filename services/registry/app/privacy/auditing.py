"""Who saw what: the log of accesses, for who investigates it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.app.ports import Audit, View
from services.registry.domain.access import Actor, must_be_auditor


@dataclass(frozen=True)
class Auditing:
    """Auditors read the log, also of protected persons; it says nothing of what stands in their
    records. That they read it is in the log."""

    audit: Audit

    def find(self, sought: Mapping[str, str], after: str | None, limit: int, actor: Actor) -> View:
        """A page of entries, newest first. Raises `NotYours`."""
        must_be_auditor(actor)
        return self.audit.page(sought, after, limit)
