"""Where the story takes place: the addresses of a running system."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from operations import installation, partners
from operations.installation import Installation
from operations.local import environment, system
from operations.local.home import Home
from operations.local.programs import PROGRAMS
from operations.partners import Feed

_PARTNER = "demo-ministry"


@dataclass(frozen=True)
class Setting:
    """The gateway, the sinks and the metrics, and a ministry that has an agreement."""

    where: Installation
    messages: str
    provider: str
    """Where bills are paid."""
    metrics: dict[str, str]
    """Program to the address of its metrics."""

    @property
    def gateway(self) -> str:
        return self.where.gateway_url

    @cached_property
    def ministry(self) -> Feed:
        """Another ministry, which may follow licences and nothing else."""
        return partners.agree(
            self.where,
            _PARTNER,
            {
                "ministry": "وزارة التربية والتعليم",
                "legal_basis": "مذكرة تفاهم للعرض",
                "events": ["licensing.licence.*"],
                "protected_events": [],
                "governorates": [],
                "valid_from": str(date.today()),
            },
        )


def find() -> Setting:
    """This copy's own system, or in a container the one its environment names.

    There KANAF_METRICS_OF is the address of a program's metrics, with `{}` for the program's name,
    KANAF_MESSAGES_URL that of the sinks and KANAF_PROVIDER_URL that of the payment provider.
    """
    where = installation.current()
    if pattern := os.environ.get("KANAF_METRICS_OF"):
        metrics = {each.name: pattern.format(each.name) for each in PROGRAMS}
        messages, provider = os.environ["KANAF_MESSAGES_URL"], os.environ["KANAF_PROVIDER_URL"]
        return Setting(where, messages, provider, metrics)
    local = system.current(Home.find())
    return Setting(
        where,
        environment.messages_url(local.ports),
        environment.provider_url(local.ports),
        {
            each.name: f"http://127.0.0.1:{local.ports[each.metrics_port]}/metrics"
            for each in PROGRAMS
            if each.metrics_port is not None
        },
    )
