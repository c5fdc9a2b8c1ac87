"""Settings: read once at start from the environment, into frozen dataclasses, failing fast."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EXIT_CONFIGURATION = 78
"""Exit status (sysexits' EX_CONFIG) for a wrong setting: restarting will not help."""


class SettingError(Exception):
    """A setting is missing or wrong; the message names the variable and what it wants."""


class Environment:
    """Typed reading of environment variables. `NAME_FILE` may name a file that holds `NAME`."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self._variables = os.environ if variables is None else variables

    def text(self, name: str, default: str | None = None) -> str:
        """The variable, or the contents of the file `NAME_FILE` names, or the default."""
        value = self._variables.get(name)
        if value is None and (file := self._variables.get(f"{name}_FILE")):
            try:
                value = Path(file).read_text("utf-8").strip()
            except OSError as error:
                raise SettingError(f"{name}_FILE: cannot read {file}: {error.strerror}") from error
        if value is None or value == "":
            if default is None:
                raise SettingError(f"{name} is not set: set it, or {name}_FILE to a file's path")
            return default
        return value

    def integer(self, name: str, default: int | None = None, *, minimum: int = 0) -> int:
        """A whole number, at least `minimum`."""
        text = self.text(name, None if default is None else str(default))
        try:
            value = int(text)
        except ValueError:
            raise SettingError(f"{name} must be a whole number, not {text!r}") from None
        if value < minimum:
            raise SettingError(f"{name} must be at least {minimum}, not {value}")
        return value

    def seconds(self, name: str, default: float) -> float:
        """A duration in seconds, greater than zero."""
        text = self.text(name, str(default))
        try:
            value = float(text)
        except ValueError:
            raise SettingError(f"{name} must be a number of seconds, not {text!r}") from None
        if value <= 0:
            raise SettingError(f"{name} must be more than 0 seconds, not {value}")
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """One of the given words."""
        value = self.text(name, default)
        if value not in choices:
            raise SettingError(f"{name} must be one of {', '.join(choices)}, not {value!r}")
        return value

    def path(self, name: str) -> Path | None:
        """A path, or nothing when unset."""
        value = self._variables.get(name)
        return Path(value) if value else None


@dataclass(frozen=True)
class ProcessSettings:
    """What every process of ours needs, whatever its work."""

    mode: str
    amqp_url: str
    mongo_url: str
    metrics_host: str
    metrics_port: int
    log_level: str
    clock_file: Path | None
    stop_seconds: float
    workers: int

    @classmethod
    def read(
        cls, environment: Environment | None = None, *, broker: bool = True
    ) -> ProcessSettings:
        """From `KANAF_*`; raises `SettingError` with the variable's name.

        A process that does without the `broker` is given no address of it.
        """
        env = environment or Environment()
        return cls(
            mode=env.choice("KANAF_MODE", ("local", "production"), "production"),
            amqp_url=env.text("KANAF_AMQP_URL") if broker else "",
            mongo_url=env.text("KANAF_MONGO_URL"),
            metrics_host=env.text("KANAF_METRICS_HOST", "127.0.0.1"),
            metrics_port=env.integer("KANAF_METRICS_PORT", minimum=0),
            log_level=env.choice("KANAF_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
            clock_file=env.path("KANAF_CLOCK_FILE"),
            stop_seconds=env.seconds("KANAF_STOP_SECONDS", 10.0),
            workers=env.integer("KANAF_WORKERS", 16, minimum=1),
        )
