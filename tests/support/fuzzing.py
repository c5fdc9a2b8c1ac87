"""Hooks for schemathesis: what a schema cannot say about how requests follow each other."""

from __future__ import annotations

import uuid
from typing import Any

import schemathesis


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Give every valid request an Idempotency-Key of its own.

    A made-up key repeats; with another body it is refused with 422, as promised, and the fuzzer
    would take that for a valid request refused.
    """
    valid = case.meta is None or case.meta.generation.mode.is_positive
    if valid and case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
