"""The parts that all operations of the OpenAPI document share."""

from __future__ import annotations

from typing import Any

from gateway.preconditions import ETAG, IDEMPOTENCY_KEY, IF_MATCH
from gateway.problems import MEDIA_TYPE

Data = dict[str, Any]

DESCRIPTION = """\
The single window of an integrated social services centre.

الواجهة الموحدة لمركز الخدمات الاجتماعية المتكاملة.

* **Identity**: a bearer token (JWT) of the configured OpenID issuer. Each operation names the
  roles that may use it; what a role may see is decided again for every record.
* **Repeating**: send `Idempotency-Key` with every change. The same key gives one effect and the
  same answer; the same key with another request is 422.
* **Changing**: send the `ETag` of the last reading in `If-Match`; 412 when the record has changed
  since, 428 without it.
* **Refusals**: `application/problem+json` (RFC 9457) in Arabic or English by `Accept-Language`.
  `code` is stable, `type` leads to its meaning, and `errors` names fields by JSON pointer.
* **Lists**: `limit` and `cursor`; the next page is in `Link` (RFC 8288) and in `next`.
* **Times**: RFC 3339 in UTC; dates `yyyy-mm-dd`.
"""

SECURITY_SCHEMES: Data = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "RS256, ES256 or EdDSA. Claims: `sub`, `roles`, `centre`, "
        "`governorates`, `partner`, `national_number`.",
    },
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "Signature",
        "description": "HTTP Message Signatures (RFC 9421), `ed25519`, over `@method`, `@path` and "
        "`content-digest`, with `created` (within five minutes) and `nonce`.",
    },
}


def _header(name: str, description: str, schema: Data, *, required: bool = False) -> Data:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": description,
        "schema": {"type": "string", **schema},
    }


_IF_MATCH: Data = {"pattern": IF_MATCH}

PARAMETERS: Data = {
    "AcceptLanguage": _header(
        "Accept-Language",
        "`ar` or `en` with any qualities; Arabic for any other language.",
        {},
    ),
    "Traceparent": _header(
        "traceparent",
        "W3C Trace Context; one that is not valid is ignored.",
        {},
    ),
    "IdempotencyKey": _header(
        "Idempotency-Key",
        "What the caller names this command, to repeat it safely. 1 to 128 visible ASCII "
        "characters.",
        {"pattern": IDEMPOTENCY_KEY},
    ),
    "IfMatch": _header(
        "If-Match", "The `ETag` of the version that this is based on.", _IF_MATCH, required=True
    ),
    "IfMatchToReplace": _header(
        "If-Match", "The `ETag` of the version to replace; absent for the first.", _IF_MATCH
    ),
    "SignatureInput": _header(
        "Signature-Input", "What is signed, when and by which key (RFC 9421).", {}, required=True
    ),
    "ContentDigest": _header(
        "Content-Digest", "`sha-256` of the body (RFC 9530).", {}, required=True
    ),
    "IfNoneMatch": _header(
        "If-None-Match", "The `ETag` of a version already had; 304 if it still stands.", {}
    ),
}

HEADERS: Data = {
    "ETag": {
        "description": "The version, for `If-Match`.",
        "required": True,
        "schema": {"type": "string", "pattern": ETAG},
    },
    "Content-Disposition": {
        "description": "The file's name (RFC 6266).",
        "required": True,
        "schema": {"type": "string"},
    },
    "Repr-Digest": {
        "description": "SHA-256 of the file (RFC 9530).",
        "required": True,
        "schema": {"type": "string"},
    },
    "Location": {
        "description": "Where the new record is.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Link": {
        "description": 'The next page, `rel="next"`; absent on the last.',
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "Requests left (`r`) and seconds until they are renewed (`t`).",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": "Requests (`q`) per seconds (`w`) for one subject.",
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "Seconds to wait before trying again.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
    "X-Correlation-Id": {
        "description": "Names this request in logs and events.",
        "required": True,
        "schema": {"type": "string", "format": "uuid"},
    },
    "traceparent": {
        "description": "The trace this request belongs to.",
        "required": True,
        "schema": {"type": "string"},
    },
    "WWW-Authenticate": {
        "description": "The challenge (RFC 6750).",
        "required": True,
        "schema": {"type": "string"},
    },
    "Allow": {
        "description": "The methods this address takes.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Content-Language": {
        "description": "The language of `title` and `detail`.",
        "required": True,
        "schema": {"type": "string", "enum": ["ar", "en"]},
    },
}

PROBLEM: Data = {
    "type": "object",
    "description": "A refusal, RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance", "code", "correlation_id"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "The path that was asked."},
        "code": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "correlation_id": {"type": "string", "format": "uuid"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "additionalProperties": False,
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer (RFC 6901)."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}

_MEANINGS = {
    400: ("Malformed", "malformed_json", "Not readable: JSON, encoding, query or a header."),
    401: ("Unauthenticated", "token_missing", "No token, or one that is not accepted."),
    403: ("Forbidden", "role_not_allowed", "Not for this role, or not this record."),
    404: ("NotFound", "no_such_address", "Not there, or not to be seen by the caller."),
    405: ("MethodNotAllowed", "method_not_allowed", "This address does not take this method."),
    409: ("Conflict", "idempotency_key_reused", "Does not go with what is stored or in force."),
    412: ("Stale", "version_stale", "The record has changed since it was read."),
    413: ("TooLarge", "body_too_large", "The body is larger than allowed."),
    415: ("UnsupportedMediaType", "unsupported_media_type", "The body is not application/json."),
    422: ("Invalid", "invalid_request", "Fields are missing, unknown or not right."),
    428: ("PreconditionRequired", "if_match_required", "`If-Match` is missing."),
    429: ("TooManyRequests", "too_many_requests", "More requests than allowed."),
    500: ("Internal", "internal", "A defect of ours."),
    503: ("Unavailable", "service_unavailable", "A part is away; nothing was done."),
    504: ("NoAnswer", "deadline_exceeded", "No answer in time; repeat with the same key."),
}
_MORE_HEADERS = {
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After", "RateLimit", "RateLimit-Policy"),
    503: ("Retry-After",),
    504: ("Retry-After",),
}


def problems(*statuses: int) -> Data:
    """References to the problem answers with these statuses."""
    return {
        str(status): {"$ref": f"#/components/responses/{_MEANINGS[status][0]}"}
        for status in statuses
    }


def responses() -> Data:
    """Every problem answer, with an example in English."""
    return {_MEANINGS[status][0]: _response(status) for status in _MEANINGS}


def _response(status: int) -> Data:
    from contracts.refusals import say

    _, code, description = _MEANINGS[status]
    words = say(code, "en")
    headers = (
        "X-Correlation-Id",
        "traceparent",
        "Content-Language",
        *_MORE_HEADERS.get(status, ()),
    )
    example = {
        "type": f"/problems/{code}",
        "title": words.title,
        "status": status,
        "detail": words.detail,
        "instance": "/v1/persons",
        "code": code,
        "correlation_id": "0197f3a2-5c1e-7b7a-9c55-2f6d1f0a7e11",
    }
    return {
        "description": description,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": example,
            }
        },
    }
