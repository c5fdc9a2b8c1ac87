"""A resource: its addresses and methods, who may use them, and what is documented of them.

Every operation goes the same way: who is it (401), may they (403), how often (429), what do they
send (400, 413, 415, 422), and then the one call.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

from flask import Response, current_app, request
from flask_smorest import Blueprint
from marshmallow import Schema

from chassis.context import Actor
from gateway import reading, trace
from gateway.authentication.signatures import Signed
from gateway.problems import Problem
from gateway.visitors import counted

View = Callable[..., Response]

_FILE = {"type": "string", "format": "binary"}


class Resource(Blueprint):  # type: ignore[misc]  # flask-smorest is untyped
    """A blueprint whose every route names the roles that may use it."""

    ARGUMENTS_PARSER = reading.StrictParser()

    def operation(
        self,
        method: str,
        rule: str,
        *,
        roles: Collection[str],
        answer: type[Schema],
        status: int = 200,
        body: Schema | None = None,
        octets: int = 0,
        query: Schema | None = None,
        conditional: bool = False,
        arabic: str,
        examples: str,
        media_types: Collection[str] = (),
    ) -> Callable[[View], View]:
        """Declare one operation; the view's docstring is its documentation.

        The view gets the path's parameters by name, and first the checked body or query where
        there is one. `octets` says instead that the body is bytes as they are, at most so many.
        `conditional` says that it changes a record and wants `If-Match`.
        `arabic` is the summary in Arabic; `examples` names the RPC method whose golden samples
        show it. `media_types` says that the answer is a file of one of these; `answer` is then
        what its parts are.
        """
        role_set = frozenset(roles)

        def decorator(view: View) -> View:
            if media_types:
                view = self.response(status, _FILE, content_type=min(media_types))(view)
            else:
                view = self.response(status, answer)(view)
            view = _sent(self, view, body=body, octets=octets, query=query, writes=method != "GET")
            view = _guarded(view, role_set)
            view = self.doc(
                **{
                    "operationId": view.__name__,
                    "x-summary-ar": arabic,
                    "x-roles": sorted(role_set),
                    "x-conditional": conditional,
                    "x-examples": examples,
                    "x-media-types": sorted(media_types),
                }
            )(view)
            self.add_url_rule(rule, endpoint=view.__name__, view_func=view, methods=[method])
            return view

        return decorator

    def signed(
        self, rule: str, *, body: Schema, answer: type[Schema], arabic: str, examples: str
    ) -> Callable[[View], View]:
        """Declare what a payment provider posts, whose name is in the address: it bears no token
        but signs the request. The view gets the checked body alone."""

        def decorator(view: View) -> View:
            view = self.response(200, answer)(view)
            view = _sent(self, view, body=body, octets=0, query=None, writes=True)
            view = _guarded_by_signature(view)
            view = self.doc(
                **{
                    "operationId": view.__name__,
                    "x-summary-ar": arabic,
                    "x-signed": True,
                    "x-examples": examples,
                }
            )(view)
            self.add_url_rule(rule, endpoint=view.__name__, view_func=view, methods=["POST"])
            return view

        return decorator

    def public(
        self,
        rule: str,
        *,
        answer: type[Schema],
        otherwise: Mapping[int, str] | None = None,
        parameters: list[dict[str, Any]] | None = None,
        query: Schema | None = None,
        visitors: bool = False,
        pages: bool = False,
        arabic: str | None = None,
    ) -> Callable[[View], View]:
        """Declare an address to be read without a token; `otherwise` has the same schema.

        `parameters` describes those of the path. `visitors` says that a service is asked, so that
        who asks is counted by their address; `pages` that the answer may be a page to read.
        """

        def decorator(view: View) -> View:
            view = self.response(200, answer)(view)
            for status, description in (otherwise or {}).items():
                view = self.alt_response(status, schema=answer, description=description)(view)
            view = _sent(self, view, body=None, octets=0, query=query, writes=False)
            more: dict[str, Any] = {"x-summary-ar": arabic} if arabic else {}
            more |= {"x-visitors": visitors, "x-pages": pages}
            view = counted(view) if visitors else view
            view = self.doc(operationId=view.__name__, **more)(view)
            self.add_url_rule(
                rule,
                endpoint=view.__name__,
                view_func=view,
                methods=["GET"],
                parameters=parameters,
            )
            return view

        return decorator


def _sent(
    resource: Resource,
    view: View,
    *,
    body: Schema | None,
    octets: int,
    query: Schema | None,
    writes: bool,
) -> View:
    if query is not None:
        return resource.arguments(query, location="query")(view)  # type: ignore[no-any-return]
    inner = view
    if body is not None:
        inner = resource.arguments(body, location="json")(view)
    elif octets:
        inner = _with_octets(resource, view, octets)

    @wraps(inner)
    def without_query(**path: Any) -> Response:
        reading.no_query()
        if writes and body is None and not octets:
            reading.no_body()
        return inner(**path)

    return without_query


def _with_octets(resource: Resource, view: View, most: int) -> View:
    schema = {**_FILE, "maxLength": most}
    described = {"required": True, "content": {reading.OCTETS: {"schema": schema}}}

    @wraps(view)
    def with_octets(**path: Any) -> Response:
        return view(reading.octets(most), **path)

    return resource.doc(requestBody=described)(with_octets)  # type: ignore[no-any-return]


def _guarded(view: View, roles: frozenset[str]) -> View:
    @wraps(view)
    def guarded(**path: Any) -> Response:
        actor = admit()
        if not actor.roles & roles:
            raise Problem(403, "role_not_allowed", {"roles": sorted(roles)})
        return view(**{name: str(value) for name, value in path.items()})

    return guarded


def _guarded_by_signature(view: View) -> View:
    @wraps(view)
    def guarded(provider: str) -> Response:
        kanaf, context = current_app.extensions["kanaf"], trace.of_request()
        signed = Signed.read(request.headers)
        context.actor = kanaf.signatures.actor(provider, request.method, request.path, signed)
        context.headers.update(kanaf.rates.count(context.actor.subject))
        signed.must_cover(reading.body())
        return view()

    return guarded


def admit() -> Actor:
    """Who is calling, counted against their rate limit.

    Raises `Problem` 401 without a valid token, 403 without any role, 429 beyond the limit.
    """
    kanaf = current_app.extensions["kanaf"]
    context = trace.of_request()
    actor: Actor = kanaf.tokens.actor(request.headers.get("Authorization"))
    context.actor = actor
    context.headers.update(kanaf.rates.count(actor.subject))
    if not actor.roles:
        raise Problem(403, "no_role")
    return actor
