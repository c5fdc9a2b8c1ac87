"""The peer's consumer: the stock event handler, which only counts."""

from __future__ import annotations

import json
import time
from typing import Any

from nameko.events import event_handler
from nameko.web.handlers import http
from werkzeug.wrappers import Request, Response

_lags: list[float] = []
_handled = {"count": 0, "last": 0.0}


class Listener:
    name = "peer_listener"

    @event_handler("peer_registry", "person_registered")  # type: ignore[untyped-decorator]
    def count(self, event: dict[str, Any]) -> None:
        now = time.time()
        _handled["count"] += 1
        _handled["last"] = now
        _lags.append(now - event["committed_at"])

    @http("GET", "/handled")  # type: ignore[untyped-decorator]
    def handled(self, request: Request) -> Response:
        """How many events were handled and when the last one was (epoch seconds)."""
        return Response(json.dumps(_handled))

    @http("POST", "/lags")  # type: ignore[untyped-decorator]
    def take_lags(self, request: Request) -> Response:
        """The lags (seconds from commit to handled) since the last call; forgets them."""
        taken, _lags[:] = list(_lags), []
        return Response(json.dumps(taken))
