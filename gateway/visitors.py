"""Who asks without a token: nobody in particular, counted by the address they come from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv4Address, ip_address, ip_network

from flask import Response, current_app, request

from chassis.context import Actor
from gateway import trace

ANYBODY = Actor("anybody")
"""On whose behalf a service is asked then: without any role."""
_ONE_HOME = 64
"""Bits of an IPv6 address that one customer of a provider shares."""

View = Callable[..., Response]


def counted(view: View) -> View:
    """A view for visitors. Raises `Problem` 429 beyond their limit."""

    @wraps(view)
    def visited(**path: object) -> Response:
        kanaf = current_app.extensions["kanaf"]
        context = trace.of_request()
        context.actor = ANYBODY
        came_from = source(
            request.remote_addr,
            request.headers.get("X-Forwarded-For", ""),
            kanaf.settings.trusted_proxies,
        )
        context.headers.update(kanaf.visits.count(came_from))
        return view(**path)

    return visited


def source(peer: str | None, forwarded: str, proxies: int) -> str:
    """The address that is counted: the last that a proxy of ours saw, of `proxies` in a row.

    What stands before it in `X-Forwarded-For` anybody may have written. Of IPv6 it is the network:
    whoever has one has more addresses than could be counted.
    """
    hops = [each.strip() for each in forwarded.split(",")] if forwarded and proxies else []
    told = hops[-proxies] if len(hops) >= proxies > 0 else peer or ""
    try:
        address = ip_address(told)
    except ValueError:
        return f"from {peer}"
    if isinstance(address, IPv4Address):
        return f"from {address}"
    older = address.ipv4_mapped
    return f"from {older or ip_network((address, _ONE_HOME), strict=False)}"
