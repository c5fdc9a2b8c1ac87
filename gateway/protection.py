"""Headers that protect people behind a browser, and the few pages that may call from one."""

from __future__ import annotations

from flask import Response, request

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_ALLOWED_METHODS = "GET, POST, PUT, PATCH, OPTIONS"
_ALLOWED_HEADERS = (
    "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, If-None-Match, "
    "traceparent"
)
_EXPOSED_HEADERS = (
    "ETag, Location, Link, RateLimit, RateLimit-Policy, Retry-After, X-Correlation-Id, traceparent"
)


class Protection:
    """Adds to every answer what browsers need to be told."""

    def __init__(self, *, origins: tuple[str, ...], production: bool) -> None:
        self._origins = frozenset(origins)
        self._always = {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if production:
            self._always["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    def add(self, response: Response) -> None:
        """Add the headers; what an answer says by itself stays."""
        headers = response.headers
        for name, value in self._always.items():
            headers[name] = value
        headers.setdefault("Content-Security-Policy", API_POLICY)
        headers.setdefault("Cache-Control", "no-store")
        if self._origins:
            self._share(response)

    def _share(self, response: Response) -> None:
        response.headers.add("Vary", "Origin")
        origin = request.headers.get("Origin")
        if origin not in self._origins:
            return
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED_HEADERS
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.headers["Access-Control-Allow-Methods"] = _ALLOWED_METHODS
            response.headers["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
            response.headers["Access-Control-Max-Age"] = "600"
