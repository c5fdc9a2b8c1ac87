"""The registry's own settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chassis.settings import Environment, SettingError

_AMMAN = "Asia/Amman"


@dataclass(frozen=True)
class RegistrySettings:
    """`time_zone` decides which day it is at the counter."""

    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(_AMMAN))

    @classmethod
    def read(cls, environment: Environment | None = None) -> RegistrySettings:
        """From `KANAF_TIME_ZONE` (an IANA name); raises `SettingError`."""
        name = (environment or Environment()).text("KANAF_TIME_ZONE", _AMMAN)
        try:
            return cls(ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingError(f"KANAF_TIME_ZONE: no time zone is called {name!r}") from error
