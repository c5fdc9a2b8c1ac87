"""The SMS provider's HTTP interface, and the page that shows what both sinks received."""

from __future__ import annotations

import hmac
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest, HTTPException

from operations.local.sinks.behaviour import Behaviour
from operations.local.sinks.store import Message, Store

_PROVIDER = uuid.UUID("5b1f5a0e-28f4-5d67-9b61-736d73000000")


def provider(store: Store, token: str, sms: Behaviour, mail: Behaviour) -> Flask:
    """The SMS provider. `POST /messages`; `PUT /behaviour` and `/behaviour/mail` for tests."""
    app = Flask("sms")
    app.register_error_handler(HTTPException, _problem)

    @app.post("/messages")
    def send() -> tuple[Response, int]:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), token.encode()):
            return jsonify(error="a bearer token is needed"), 401
        message = _message(request.get_json())
        if sms.next_fails():
            return jsonify(error="told to fail"), 503
        position = store.receive(message, message.reference or str(uuid.uuid4()))
        number = uuid.uuid5(_PROVIDER, str(position))
        return jsonify(id=f"sms-{number}", reference=message.reference, status="accepted"), 202

    for path, behaviour in (("/behaviour", sms), ("/behaviour/mail", mail)):
        _behaviour_routes(app, path, behaviour)
    return app


def _behaviour_routes(app: Flask, path: str, behaviour: Behaviour) -> None:
    def show() -> Response:
        return jsonify(behaviour.as_dict())

    def change() -> Response:
        try:
            behaviour.change(_object(request.get_json()))
        except ValueError as error:
            raise BadRequest(str(error)) from error
        return show()

    app.add_url_rule(path, f"show {path}", show, methods=["GET"])
    app.add_url_rule(path, f"change {path}", change, methods=["PUT"])


def received(store: Store) -> Flask:
    """`GET /messages`: a JSON list, with `?to=` for one address and `?since=` for a time."""
    app = Flask("messages")
    app.register_error_handler(HTTPException, _problem)

    @app.get("/messages")
    def messages() -> Response:
        since = request.args.get("since")
        try:
            moment = datetime.fromisoformat(since.replace(" ", "+")) if since else None
        except ValueError as error:
            raise BadRequest("since is not an ISO 8601 time") from error
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return jsonify(store.find(request.args.get("to"), moment))

    @app.get("/health/ready")
    def ready() -> Response:
        return jsonify(status="ready")

    return app


def _message(body: Any) -> Message:
    wanted = _object(body)
    to, text = wanted.get("to"), wanted.get("text")
    reference, sender = wanted.get("reference"), wanted.get("sender")
    if not isinstance(to, str) or not to or not isinstance(text, str) or not text:
        raise BadRequest("to and text are needed")
    if not isinstance(reference, str | None) or not isinstance(sender, str | None):
        raise BadRequest("reference and sender are texts")
    return Message("sms", [to], sender or "", None, text, reference)


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise BadRequest("a JSON object is needed")
    return body


def _problem(error: HTTPException) -> tuple[Response, int]:
    return jsonify(error=error.description), error.code or 500
