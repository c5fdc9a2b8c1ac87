"""Licensing's own settings, beside those of every process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import Environment, SettingError

_HERE = Path(__file__).parent
RULES = _HERE / "rules"
CATALOGUE = _HERE / "catalogue"
FONTS = Path("/usr/share/fonts/opentype/fonts-hosny-amiri")
"""Where Debian's package fonts-hosny-amiri puts them."""


@dataclass(frozen=True)
class Address:
    """Where a server listens."""

    host: str
    port: int


@dataclass(frozen=True)
class LicensingSettings:
    """`rules`: the folder of dated rules; law can change without a new image.

    `further_services`: a folder whose files are services beside those that come with the product;
    one of the same name takes the place of ours. `scanner`: the virus scanner (clamd), where there
    is one. Certificates need `licence_keys` (the file of keys that sign them), `fonts` and
    `public_address`, where everybody reaches the gateway; without them none is printed.
    """

    rules: Path = RULES
    further_services: Path | None = None
    scanner: Address | None = None
    licence_keys: Path | None = None
    fonts: Path = FONTS
    public_address: str | None = None

    @property
    def catalogue(self) -> tuple[Path, ...]:
        """The folders of services, the later before the earlier."""
        return (CATALOGUE, *([self.further_services] if self.further_services else []))

    @classmethod
    def read(cls, environment: Environment | None = None) -> LicensingSettings:
        """From `KANAF_LICENSING_RULES` and `KANAF_LICENSING_SERVICES` (folders), `KANAF_SCANNER`,
        `KANAF_LICENCE_KEYS`, `KANAF_CERTIFICATE_FONTS` and `KANAF_PUBLIC_URL`."""
        env = environment or Environment()
        address = env.text("KANAF_PUBLIC_URL", "-")
        return cls(
            rules=env.path("KANAF_LICENSING_RULES") or RULES,
            further_services=env.path("KANAF_LICENSING_SERVICES"),
            scanner=_address(env.text("KANAF_SCANNER", "-")),
            licence_keys=env.path("KANAF_LICENCE_KEYS"),
            fonts=env.path("KANAF_CERTIFICATE_FONTS") or FONTS,
            public_address=None if address == "-" else address.rstrip("/"),
        )


def _address(text: str) -> Address | None:
    if text == "-":
        return None
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingError(f"KANAF_SCANNER must be host:port, such as clamd:3310, not {text!r}")
    return Address(host.strip("[]"), int(port))
