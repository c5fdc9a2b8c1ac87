"""Licensing's own settings, beside those of every process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import Environment

_HERE = Path(__file__).parent
RULES = _HERE / "rules"
CATALOGUE = _HERE / "catalogue"


@dataclass(frozen=True)
class LicensingSettings:
    """`rules`: the folder of dated rules; law can change without a new image.

    `further_services`: a folder whose files are services beside those that come with the product;
    one of the same name takes the place of ours.
    """

    rules: Path = RULES
    further_services: Path | None = None

    @property
    def catalogue(self) -> tuple[Path, ...]:
        """The folders of services, the later before the earlier."""
        return (CATALOGUE, *([self.further_services] if self.further_services else []))

    @property
    def folder(self) -> Path:
        """Where the files of the areas' rules are."""
        return RULES.parent

    @property
    def folder(self) -> Path:
        """Where the rules of the other areas are."""
        return RULES.parent

    @classmethod
    def read(cls, environment: Environment | None = None) -> LicensingSettings:
        """From `KANAF_LICENSING_RULES` and `KANAF_LICENSING_SERVICES`, both folders."""
        env = environment or Environment()
        return cls(
            rules=env.path("KANAF_LICENSING_RULES") or RULES,
            further_services=env.path("KANAF_LICENSING_SERVICES"),
        )
