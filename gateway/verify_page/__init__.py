"""The page on which everybody reads whether a certificate is valid: without scripts, pictures or
anything that is fetched, so that it opens on any telephone and leaves no trace elsewhere."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined


@dataclass(frozen=True)
class Said:
    """What an outcome is called and means; `sign` says it to who reads neither language."""

    sign: str
    ar: str
    en: str
    meaning_ar: str
    meaning_en: str


UNAVAILABLE = "unavailable"
AWAITING = "awaiting_renewal"
"""What is valid beyond the end that is printed on it."""
_SAID = {
    "valid": Said(
        "✓",
        "سارية",
        "Valid",
        "صدرت هذه الوثيقة عن الوزارة وهي سارية الآن.",
        "The ministry issued this document, and it is valid now.",
    ),
    AWAITING: Said(
        "✓",
        "سارية",
        "Valid",
        "صدرت هذه الوثيقة عن الوزارة وهي سارية الآن: "
        "قُدّم طلب تجديدها قبل انتهاء مدتها وهو قيد البت.",
        "The ministry issued this document, and it is valid now: "
        "its renewal was handed in before its end and is being decided.",
    ),
    "suspended": Said(
        "‖",
        "موقوفة",
        "Suspended",
        "صدرت هذه الوثيقة عن الوزارة، والعمل بها موقوف الآن.",
        "The ministry issued this document, and it may not be used at present.",
    ),
    "expired": Said(
        "✕",
        "غير سارية",
        "Expired",
        "صدرت هذه الوثيقة عن الوزارة ولم تعد سارية.",
        "The ministry issued this document, and it is no longer valid.",
    ),
    "unknown": Said(
        "?",
        "غير معروفة",
        "Unknown",
        "لم تُصدر الوزارة وثيقة بهذا الرمز.",
        "The ministry issued no document with this code.",
    ),
    UNAVAILABLE: Said(
        "…",
        "تعذر التحقق",
        "Not checked",
        "تعذر التحقق الآن. أعد المحاولة بعد قليل.",
        "It could not be checked now. Please try again in a little while.",
    ),
}
_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "page.css").read_text("utf-8")
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Vary": "Accept",
    "X-Robots-Tag": "noindex, nofollow",
}
_PAGE = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
).get_template("page.html")


def page(outcome: str, status: int, *, awaiting_renewal: bool = False) -> Response:
    """The page that says this outcome, and nothing else of the certificate or of who looks."""
    said = _SAID[AWAITING if awaiting_renewal else outcome]
    body = _PAGE.render(outcome=outcome, said=said, style=_STYLE)
    return Response(body, status, content_type="text/html; charset=utf-8", headers=_HEADERS)
