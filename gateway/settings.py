"""The gateway's settings, read once at start."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from chassis.settings import Environment, SettingError

_RATE = re.compile(r"(\d{1,9})/(\d{1,6})")


@dataclass(frozen=True)
class Rate:
    """At most so many requests in so many seconds, for each subject."""

    requests: int
    seconds: int


@dataclass(frozen=True)
class Issuer:
    """Who signs the tokens that are accepted, for whom, and where its public keys are."""

    url: str
    audience: str
    jwks_url: str | None = None
    roles_claim: str = "roles"
    local_allowed: bool = False


@dataclass(frozen=True)
class GatewaySettings:
    """Everything the gateway needs to know. Durations in seconds, sizes in bytes."""

    mode: str
    amqp_url: str = field(repr=False)
    host: str
    port: int
    threads: int
    issuer: Issuer
    rate: Rate
    body_limit: int
    rpc_deadline: float
    cors_origins: tuple[str, ...]
    payment_providers: Path | None
    metrics_host: str
    metrics_port: int
    log_level: str
    stop_seconds: float
    visits: Rate = Rate(60, 60)
    """For each address without a token."""
    trusted_proxies: int = 0
    """How many proxies of ours stand before the gateway and write `X-Forwarded-For`."""

    @property
    def production(self) -> bool:
        return self.mode == "production"

    @classmethod
    def read(cls, environment: Environment | None = None) -> GatewaySettings:
        """From `KANAF_*`; raises `SettingError` with the variable's name and what it wants."""
        env = environment or Environment()
        mode = env.choice("KANAF_MODE", ("local", "production"), "production")
        return cls(
            mode=mode,
            amqp_url=env.text("KANAF_AMQP_URL"),
            host=env.text("KANAF_GATEWAY_HOST", "127.0.0.1"),
            port=env.integer("KANAF_GATEWAY_PORT", 8080),
            threads=env.integer("KANAF_WORKERS", 48, minimum=1),
            issuer=_issuer(env, production=mode == "production"),
            rate=_rate(env, "KANAF_RATE_LIMIT", "3000/10"),
            visits=_rate(env, "KANAF_VISITOR_RATE_LIMIT", "60/60"),
            trusted_proxies=env.integer("KANAF_TRUSTED_PROXIES", 0, minimum=0),
            body_limit=env.integer("KANAF_BODY_LIMIT", 1024 * 1024, minimum=1024),
            rpc_deadline=env.seconds("KANAF_RPC_DEADLINE", 5.0),
            cors_origins=_origins(env),
            payment_providers=env.path("KANAF_PAYMENT_PROVIDERS"),
            metrics_host=env.text("KANAF_METRICS_HOST", "127.0.0.1"),
            metrics_port=env.integer("KANAF_METRICS_PORT", 9101),
            log_level=env.choice("KANAF_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
            stop_seconds=env.seconds("KANAF_STOP_SECONDS", 10.0),
        )


def _issuer(env: Environment, *, production: bool) -> Issuer:
    jwks_url = env.text("KANAF_OIDC_JWKS_URL", "-")
    return Issuer(
        url=_web_address(env, "KANAF_OIDC_ISSUER", production=production),
        audience=env.text("KANAF_OIDC_AUDIENCE", "kanaf"),
        jwks_url=None
        if jwks_url == "-"
        else _web_address(env, "KANAF_OIDC_JWKS_URL", production=production),
        roles_claim=env.text("KANAF_OIDC_ROLES_CLAIM", "roles"),
        local_allowed=not production,
    )


def _web_address(env: Environment, name: str, *, production: bool) -> str:
    """An absolute address; in production only https, for keys fetched in the clear are no keys."""
    value = env.text(name)
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(f"{name} must be an http(s) address, not {value!r}")
    if production and parts.scheme != "https":
        raise SettingError(f"{name} must be an https address in production, not {value!r}")
    return value


def _rate(env: Environment, name: str, default: str) -> Rate:
    text = env.text(name, default)
    match = _RATE.fullmatch(text)
    if match is None or "0" in (match[1].lstrip("0") or "0", match[2].lstrip("0") or "0"):
        raise SettingError(f"{name} must be requests/seconds, such as {default}, not {text!r}")
    return Rate(int(match[1]), int(match[2]))


def _origins(env: Environment) -> tuple[str, ...]:
    """Exact origins of web pages that may call from a browser; none by default."""
    text = env.text("KANAF_CORS_ORIGINS", "-")
    origins = () if text == "-" else tuple(each.strip() for each in text.split(",") if each.strip())
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or origin != f"{parts.scheme}://{parts.netloc}":
            raise SettingError(
                f"KANAF_CORS_ORIGINS must hold origins such as https://counter.example, "
                f"not {origin!r}"
            )
    return origins
