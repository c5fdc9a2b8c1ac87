"""Licensing's own settings, beside those of every process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import Environment

RULES = Path(__file__).parent / "rules" / "nursery.yaml"


@dataclass(frozen=True)
class LicensingSettings:
    """`rules`: the file of dated rules; law can change without a new image."""

    rules: Path

    @property
    def folder(self) -> Path:
        """Where the rules of the other areas are."""
        return RULES.parent

    @classmethod
    def read(cls, environment: Environment | None = None) -> LicensingSettings:
        """From `KANAF_LICENSING_RULES`; by default the rules that come with the service."""
        env = environment or Environment()
        return cls(rules=env.path("KANAF_LICENSING_RULES") or RULES)
