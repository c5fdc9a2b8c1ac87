"""Hooks for schemathesis: what a schema cannot say about how requests follow each other."""

from __future__ import annotations

import uuid
from typing import Any

import requests
import schemathesis

from tests.support import mobiles  # noqa: F401 (makes the format of mobile numbers known)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Let valid requests be valid in their order, too.

    A made-up Idempotency-Key repeats; with another body it is refused with 422, as promised, and
    the fuzzer would take that for a valid request refused: it gets one of its own. A made-up
    If-Match is nearly always 412: it becomes the version that the record has.
    """
    if case.meta is not None and not case.meta.generation.mode.is_positive:
        return
    headers = case.headers or {}
    if "Idempotency-Key" in headers:
        headers["Idempotency-Key"] = str(uuid.uuid4())
    if "If-Match" in headers and (version := _current(case, kwargs)) is not None:
        headers["If-Match"] = version


def _current(case: Any, kwargs: Any) -> str | None:
    """The ETag of the record that the case is about, when there is one."""
    sent = {**(case.headers or {}), **(kwargs.get("headers") or {})}
    steps = case.operation.path.split("/")
    record = steps if steps[-1] == "agreement" else steps[:4]
    path = "/".join(record).format_map(case.path_parameters or {})
    base = case.operation.base_url.rstrip("/")
    answer = requests.get(
        base + path,
        headers={"Authorization": str(sent.get("Authorization", ""))},
        timeout=10,
    )
    return answer.headers.get("ETag")
