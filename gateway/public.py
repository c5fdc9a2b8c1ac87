"""What needs no token: health, and what the problem codes mean."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, current_app
from marshmallow import Schema, fields

from contracts import refusals
from gateway.problems import Problem
from gateway.resource import Resource

health = Resource("health", __name__, description="Whether the gateway lives and can work.")
meanings = Resource("problems", __name__, description="What the codes of refusals mean.")


class Live(Schema):
    """The process answers."""

    status = fields.Constant("live", required=True)


class Ready(Schema):
    """Whether requests can be answered, and what stands in the way."""

    status = fields.String(required=True, metadata={"enum": ["ready", "not_ready"]})
    checks = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "`ok`, or the code of what is wrong, for each part."},
    )


class Meaning(Schema):
    """A code with its texts."""

    code = fields.String(required=True)
    title = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    detail = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


_CODE = {"type": "string", "minLength": 1, "maxLength": 80, "examples": ["version_stale"]}


def _json(body: dict[str, Any], status: int, cache: str) -> Response:
    return Response(
        orjson.dumps(body),
        status,
        content_type="application/json",
        headers={"Cache-Control": cache},
    )


@health.public("/health/live", answer=Live)
def live() -> Response:
    """The process lives

    Answers as long as the process can answer at all. Does not look at anything behind it.
    """
    return _json({"status": "live"}, 200, "no-store")


@health.public("/health/ready", answer=Ready, otherwise={503: "Requests would be refused now."})
def ready() -> Response:
    """Requests can be answered

    Asks every service through the broker, the way that requests go, with a deadline of one
    second, and looks whether a key of the token issuer is known.
    """
    report = current_app.extensions["kanaf"].readiness.report()
    body = {"status": "ready" if report.ready else "not_ready", "checks": report.checks}
    response = _json(body, 200 if report.ready else 503, "no-store")
    if not report.ready:
        response.headers["Retry-After"] = "1"
    return response


@meanings.public(
    "/problems/<string(minlength=1,maxlength=80):code>",
    answer=Meaning,
    parameters=[{"in": "path", "name": "code", "schema": _CODE}],
)
def problem_meaning(code: str) -> Response:
    """What a problem code means

    The `type` of every problem leads here.
    """
    texts = refusals.texts().get(code)
    if texts is None:
        raise Problem(404, "unknown_code")
    body = {
        "code": code,
        "title": {language: texts[language].title for language in refusals.LANGUAGES},
        "detail": {language: texts[language].detail for language in refusals.LANGUAGES},
    }
    return _json(body, 200, "public, max-age=3600")
