"""The peer's HTTP face: nameko's own HTTP entrypoint, which calls the registry by RpcProxy."""

from __future__ import annotations

import json

from nameko.rpc import RpcProxy
from nameko.web.handlers import http
from werkzeug.wrappers import Request, Response


class Web:
    name = "peer_web"

    registry = RpcProxy("peer_registry")

    @http("POST", "/persons")  # type: ignore[untyped-decorator]
    def register(self, request: Request) -> Response:
        person = self.registry.register(json.loads(request.get_data(as_text=True)))
        return Response(json.dumps(person), status=201, mimetype="application/json")

    @http("POST", "/batches")  # type: ignore[untyped-decorator]
    def register_many(self, request: Request) -> Response:
        """`{"first", "count", "pause"}`: see `Registry.register_many`."""
        count = self.registry.register_many(**json.loads(request.get_data(as_text=True)))
        return Response(json.dumps({"count": count}), mimetype="application/json")
