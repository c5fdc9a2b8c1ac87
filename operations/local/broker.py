"""RabbitMQ from Debian's package, run as a node of this copy's own."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from operations import debian
from operations.local.home import Home, write_atomically
from operations.local.secrets import ADMINISTRATOR, Secrets, amqp_name
from operations.servers.accounts import VHOST

_SCRIPT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_NODE = "kanaf@localhost"  # the same in every copy: each has a name server (epmd) of its own
_NO_BUSY_WAITING = ("+sbwt none", "+sbwtdcpu none", "+sbwtdio none")
"""Threads with nothing to do sleep: the broker shares few processors with all others."""


def find() -> str:
    """The script that starts a node; Debian's package is installed when it is missing.

    Debian's wrapper in /usr/sbin insists on the system's user and node, so it is passed by.
    Raises `Failure` with the command to run when we may not install.
    """
    if named := os.environ.get("KANAF_RABBITMQ_SERVER"):
        return named
    if not _SCRIPT.exists():
        elsewhere = shutil.which("rabbitmq-server")
        if elsewhere and not Path(elsewhere).samefile("/usr/sbin/rabbitmq-server"):
            return elsewhere
        debian.install("rabbitmq-server", "the message broker")
    return str(_SCRIPT)


def write_configuration(home: Home, ports: Mapping[str, int]) -> None:
    """Put the node's configuration into its folder."""
    password = Secrets(home.secrets).get(amqp_name(ADMINISTRATOR))
    (home.broker / "home").mkdir(mode=0o700, exist_ok=True)
    settings = {
        "listeners.tcp.default": f"127.0.0.1:{ports['amqp']}",
        "management.tcp.ip": "127.0.0.1",
        "management.tcp.port": ports["amqp_management"],
        "prometheus.tcp.ip": "127.0.0.1",
        "prometheus.tcp.port": ports["broker_metrics"],
        "default_vhost": VHOST,
        "default_user": ADMINISTRATOR,
        "default_pass": password,
        "log.console": "true",
        "log.console.level": "info",
        "log.file": "false",
        # A developer's disk and memory are shared: stop publishers late, but before the machine.
        "disk_free_limit.absolute": "200MB",
        "vm_memory_high_watermark.relative": "0.3",
        "management.rates_mode": "basic",
        "collect_statistics_interval": 5000,
    }
    text = "".join(f"{name} = {value}\n" for name, value in settings.items())
    write_atomically(home.broker / "rabbitmq.conf", text)
    plugins = "[rabbitmq_management,rabbitmq_prometheus].\n"
    write_atomically(home.broker / "enabled_plugins", plugins)
    write_atomically(home.broker / "environment.conf", "")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def environment(home: Home, ports: Mapping[str, int]) -> dict[str, str]:
    """What the start script must find so that the node touches nothing of the system's node.

    The configuration must have been written.
    """
    folder = home.broker
    return {
        "HOME": str(folder / "home"),
        "RABBITMQ_NODENAME": _NODE,
        "RABBITMQ_CONF_ENV_FILE": str(folder / "environment.conf"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(home.logs),
        "RABBITMQ_DIST_PORT": str(ports["broker_distribution"]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": " ".join(
            ("-kernel inet_dist_use_interface {127,0,0,1}", *_NO_BUSY_WAITING)
        ),
        "ERL_EPMD_PORT": str(ports["epmd"]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        # The script then becomes the node instead of waiting for it, so that the supervised
        # process is the broker itself and a signal reaches it.
        "RUNNING_UNDER_SYSTEMD": "1",
        # A node reads its configuration once: another one must look like another program.
        "KANAF_BROKER_CONFIGURATION": _digest(folder / "rabbitmq.conf"),
    }
