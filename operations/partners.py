"""Giving a ministry its feed: the agreement, and a broker account that reads nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chassis.amqp.topology import feed
from operations.gateway_client import GatewayClient
from operations.installation import Installation
from operations.servers import addresses, broker
from operations.servers.accounts import partner_account


@dataclass(frozen=True)
class Feed:
    """What a partner connects with: its own URL, password included, and its stream."""

    amqp_url: str
    queue: str


def agree(where: Installation, name: str, agreement: Mapping[str, Any]) -> Feed:
    """Record the partner's agreement and give it a new password.

    An agreement that stands is replaced, the older password is void. Raises `Failure`.
    """
    gateway, path = GatewayClient(where), f"/v1/partners/{name}/agreement"
    present = gateway.get(path)
    gateway.put(path, dict(agreement), etag=None if present is None else present.headers["ETag"])
    password = secrets.token_urlsafe(24)
    account = partner_account(name)
    api = broker.management(where.amqp_url, where.management_url)
    broker.set_password(api, account, password)
    broker.grant(api, addresses.amqp_vhost(where.amqp_url), account)
    return Feed(addresses.amqp_for(where.amqp_url, account.name, password), feed(name))
