"""Licensing's own settings, beside those of every process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chassis.settings import Environment, SettingError

FOLDER = Path(__file__).parent / "rules"
RULES = FOLDER / "nursery.yaml"


@dataclass(frozen=True)
class Address:
    """Where a server listens."""

    host: str
    port: int


@dataclass(frozen=True)
class LicensingSettings:
    """`rules`: the file of dated rules; law can change without a new image. `scanner`: the virus
    scanner (clamd), where there is one."""

    rules: Path
    scanner: Address | None = None

    @property
    def folder(self) -> Path:
        """The rules of the other areas, a file each."""
        return FOLDER

    @classmethod
    def read(cls, environment: Environment | None = None) -> LicensingSettings:
        """From `KANAF_LICENSING_RULES`, by default the rules that come with the service, and
        `KANAF_SCANNER`."""
        env = environment or Environment()
        return cls(
            rules=env.path("KANAF_LICENSING_RULES") or RULES,
            scanner=_address(env.text("KANAF_SCANNER", "-")),
        )


def _address(text: str) -> Address | None:
    if text == "-":
        return None
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingError(f"KANAF_SCANNER must be host:port, such as clamd:3310, not {text!r}")
    return Address(host.strip("[]"), int(port))
