"""The page at `/docs`: shows the OpenAPI document, in Arabic or English, from our own files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FILES = {
    "/docs": ("page.html", "text/html; charset=utf-8"),
    "/docs/words.js": ("words.js", "text/javascript; charset=utf-8"),
    "/docs/schema.js": ("schema.js", "text/javascript; charset=utf-8"),
    "/docs/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/docs/page.css": ("page.css", "text/css; charset=utf-8"),
}


def serve(app: Flask) -> None:
    """Serve the page and its files; nothing is fetched from anywhere else."""
    for path, (name, content_type) in _FILES.items():
        body = (Path(__file__).parent / name).read_bytes()
        app.add_url_rule(path, f"docs {name}", _view(body, content_type), methods=["GET"])


def _view(body: bytes, content_type: str) -> Callable[[], Response]:
    def view() -> Response:
        return Response(
            body,
            content_type=content_type,
            headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"},
        )

    return view
