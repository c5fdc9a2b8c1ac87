"""The provider over HTTP: a page for people, and the same for programs."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import requests
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

from operations.local.provider.behaviour import Behaviour
from operations.local.provider.ministry import Ministry
from operations.local.provider.outbox import Outbox
from operations.local.provider.telling import Teller

_PAGE = Path(__file__).parent / "page.html"
_CHANNELS = ("bank", "wallet", "card")
_AWAY = "the ministry does not answer: try again later"


class _Refused(Exception):
    """The ministry says no; its own words go on to whoever pays."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status


def provider(
    outbox: Outbox,
    ministry: Ministry,
    teller: Teller,
    behaviour: Behaviour,
    now: Callable[[], str],
) -> Flask:
    """`GET /`, `POST /inquiries`, `POST /pay`, `GET /transactions`; `PUT /behaviour` for tests."""
    app = Flask("provider")
    app.register_error_handler(HTTPException, _problem)
    app.register_error_handler(_Refused, _refused)

    @app.get("/")
    def page() -> Response:
        return Response(_PAGE.read_bytes(), content_type="text/html; charset=utf-8")

    @app.post("/inquiries")
    def inquire() -> Response:
        return jsonify(_inquired(ministry, _object(request.get_json())))

    @app.post("/pay")
    def pay() -> tuple[Response, int]:
        wanted = _object(request.get_json())
        channel = wanted.get("channel", "wallet")
        if channel not in _CHANNELS:
            raise BadRequest(f"channel is one of {', '.join(_CHANNELS)}")
        bill = _inquired(ministry, wanted)
        if not bill["payable"]:
            raise _Refused(HTTPStatus.CONFLICT, f"not payable: the bill is {bill['state']}")
        taken = outbox.take(bill["reference"], bill["amount_fils"], channel, now())
        teller.wake()
        return jsonify(taken.as_dict()), HTTPStatus.CREATED

    _reading(app, outbox)
    _switches(app, behaviour)
    return app


def _reading(app: Flask, outbox: Outbox) -> None:
    @app.get("/transactions")
    def transactions() -> Response:
        return jsonify([each.as_dict() for each in outbox.all()])

    @app.get("/transactions/<transaction_id>")
    def transaction(transaction_id: str) -> Response:
        found = outbox.find(transaction_id)
        if found is None:
            raise NotFound("no such transaction")
        return jsonify(found.as_dict())

    @app.get("/health/ready")
    def ready() -> Response:
        return jsonify(status="ready")


def _switches(app: Flask, behaviour: Behaviour) -> None:
    @app.get("/behaviour")
    def show() -> Response:
        return jsonify(behaviour.as_dict())

    @app.put("/behaviour")
    def change() -> Response:
        try:
            behaviour.change(_object(request.get_json()))
        except ValueError as error:
            raise BadRequest(str(error)) from error
        return show()


def _inquired(ministry: Ministry, wanted: dict[str, Any]) -> dict[str, Any]:
    """The bill that somebody wants to pay."""
    reference = wanted.get("reference")
    if not isinstance(reference, str) or not reference:
        raise BadRequest("a reference is needed")
    try:
        answer = ministry.inquire(reference)
        body: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, _AWAY) from error
    if answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY):
        raise _Refused(answer.status_code, f"{body.get('code')}: {body.get('detail')}")
    if not answer.ok:
        raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, f"{_AWAY} ({body.get('code')})")
    return body


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise BadRequest("a JSON object is needed")
    return body


def _problem(error: HTTPException) -> tuple[Response, int]:
    return jsonify(error=error.description), error.code or 500


def _refused(error: _Refused) -> tuple[Response, int]:
    return jsonify(error=str(error)), error.status
