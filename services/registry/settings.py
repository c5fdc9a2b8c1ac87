"""The registry's own settings, beside those of every process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import Environment

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class RegistrySettings:
    """`rules`: the folder of dated rules; law can change without a new image."""

    rules: Path = RULES

    @classmethod
    def read(cls, environment: Environment | None = None) -> RegistrySettings:
        """From `KANAF_REGISTRY_RULES`; by default the rules that come with the service."""
        env = environment or Environment()
        return cls(rules=env.path("KANAF_REGISTRY_RULES") or RULES)
