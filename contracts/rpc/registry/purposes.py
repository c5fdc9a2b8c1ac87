"""For what data are used: words of a list that the law may change, so that no schema names them."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields


class PurposeCode(fields.Text):
    """The code of a purpose, one of `GET /v1/privacy/purposes`."""

    longest = 40
    pattern = "^[a-z][a-z0-9_]*$"
    sample = "health_referral"

    def __init__(self, **rest: Any) -> None:
        described = {"description": "One of GET /v1/privacy/purposes.", **rest.pop("metadata", {})}
        super().__init__(metadata=described, **rest)
