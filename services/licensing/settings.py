"""Licensing's own settings, beside those of every process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import Environment

RULES = Path(__file__).parent / "rules" / "nursery.yaml"
FONTS = Path("/usr/share/fonts/opentype/fonts-hosny-amiri")
"""Where Debian's package fonts-hosny-amiri puts them."""


@dataclass(frozen=True)
class LicensingSettings:
    """`rules`: the file of dated rules; law can change without a new image.

    Certificates need `licence_keys` (the file of keys that sign them), `fonts` and
    `public_address`, where everybody reaches the gateway; without them none is printed.
    """

    rules: Path
    licence_keys: Path | None = None
    fonts: Path = FONTS
    public_address: str | None = None

    @property
    def folder(self) -> Path:
        """The rules of areas that have a file of their own."""
        return RULES.parent

    @classmethod
    def read(cls, environment: Environment | None = None) -> LicensingSettings:
        """From `KANAF_*`; by default the rules that come with the service."""
        env = environment or Environment()
        address = env.text("KANAF_PUBLIC_URL", "-")
        return cls(
            rules=env.path("KANAF_LICENSING_RULES") or RULES,
            licence_keys=env.path("KANAF_LICENCE_KEYS"),
            fonts=env.path("KANAF_CERTIFICATE_FONTS") or FONTS,
            public_address=None if address == "-" else address.rstrip("/"),
        )
