"""What everybody may ask without a token: is this certificate valid, and what is licensed where."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, request

from chassis.errors import KanafError
from contracts.rpc.licensing import licences as contract
from contracts.rpc.licensing import licences_shown as shown
from gateway import answers, verify_page
from gateway.calls import ask
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.issued_licences import SERVICE

_CODE = re.compile(shown.CODE)
_HTML, _JSON = "text/html", "application/json"

verification = Resource(
    "verification", __name__, description="Certificates checked by everybody; the public register."
)


@verification.public(
    "/verify/<string:code>",
    answer=shown.CheckedCertificate,
    otherwise={404: "No certificate bears this code."},
    parameters=[
        {
            "in": "path",
            "name": "code",
            "description": "What stands on the certificate, after `/verify/`.",
            "schema": {"type": "string", "minLength": 1, "examples": ["kZ3vT0mQx8rB2nWfYc7LpA_e"]},
        }
    ],
    visitors=True,
    pages=True,
    arabic="التحقق من شهادة",
)
def check_certificate(code: str) -> Response:
    """Check a certificate

    `valid`, `suspended`, `expired` (no longer valid, for whatever reason) or `unknown`, and nothing
    else but, of what is valid beyond its printed end, that its renewal is being decided
    (`awaiting_renewal`): a page in Arabic and English, or JSON where that is accepted rather. What
    cannot be a code is unknown like one that was never issued. What the code on paper carries
    behind `#` is the signed certificate itself, for who checks without a network; it is not sent
    here.
    """
    as_page = request.accept_mimetypes.best_match((_HTML, _JSON), _HTML) == _HTML
    try:
        outcome, awaiting = _checked(code)
    except KanafError as error:
        if not as_page or error.kind not in ("unavailable", "deadline_exceeded"):
            raise
        response = verify_page.page(verify_page.UNAVAILABLE, 503)
        response.headers["Retry-After"] = "5"
        return response
    status = 404 if outcome == "unknown" else 200
    if as_page:
        return verify_page.page(outcome, status, awaiting_renewal=awaiting)
    response = answers.facts({"outcome": outcome, "awaiting_renewal": awaiting})
    response.status_code = status
    response.headers["Vary"] = "Accept"
    return response


def _checked(code: str) -> tuple[str, bool]:
    """The outcome, and whether what is valid awaits its renewal."""
    if _CODE.fullmatch(code) is None:
        return "unknown", False
    found = ask(SERVICE, "check_certificate", {"code": code})
    return str(found["outcome"]), bool(found.get("awaiting_renewal", False))


@verification.public(
    "/v1/licensed-places",
    answer=shown.LicensedPlacePage,
    query=query_of(contract.FindLicensedPlaces),
    visitors=True,
    arabic="السجل العام للجهات المرخصة",
)
def find_licensed_places(query: dict[str, Any]) -> Response:
    """Find licensed places

    The public register, newest first: what is licensed for what, where and until when. It says
    nothing of holders, and does not have what must not be found, such as shelters.
    """
    return answers.page(SERVICE, "find_licensed_places", query)


@verification.public(
    "/.well-known/kanaf-licences.json",
    answer=shown.LicenceKeySet,
    visitors=True,
    arabic="مفاتيح التحقق من الشهادات",
)
def get_licence_keys() -> Response:
    """Read the keys that verify certificates

    A JSON Web Key Set of every key that ever signed one. The text behind `#` in the code on a
    certificate is a compact JWS (EdDSA) by one of them.
    """
    response = answers.facts(ask(SERVICE, "get_licence_keys", {}))
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
