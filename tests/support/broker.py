"""A RabbitMQ node of a test's own, for what one does not do to a shared one."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chassis.amqp import topology
from chassis.amqp.connection import CONNECTION_ERRORS, close_quietly, open_connection
from tests.support.waiting import eventually

SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server"


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnBroker:
    """One node, with its data in `folder`; keeps its address over restarts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port, self._distribution, self._epmd = free_port(), free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"amqp://guest:guest@127.0.0.1:{self._port}/"

    def start(self) -> None:
        """Start the node and wait until it serves; the exchanges stand then."""
        self.start_without_waiting()
        eventually(self._serves, within=60, every=0.2, what="the broker")

    def start_without_waiting(self) -> None:
        (self._folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.default = 127.0.0.1:{self._port}\n"
            "log.file = false\nlog.console = true\nlog.console.level = warning\n"
            "disk_free_limit.absolute = 50MB\n"
        )
        (self._folder / "enabled_plugins").write_text("[].\n")
        with (self._folder / "broker.log").open("ab") as log:
            self._process = subprocess.Popen(
                [SERVER], env=self._environment(), stdout=log, stderr=log
            )

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """As `kill -9` does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        """Kill it and the name server it brought along."""
        self.kill()
        eventually(self._name_server_ends, within=10, every=0.2, what="the name server's end")

    def _name_server_ends(self) -> bool:
        """It refuses for a moment after a node was killed, and answers no more once it is gone."""
        command = ["epmd", "-port", str(self._epmd), "-kill"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
        return "not allowed" not in answer.stdout + answer.stderr

    def control(self, *arguments: str) -> None:
        """Run `rabbitmqctl ARGUMENTS` on this node."""
        subprocess.run(
            ["/usr/lib/rabbitmq/bin/rabbitmqctl", *arguments],
            env=self._environment(),
            capture_output=True,
            check=True,
            timeout=60,
        )

    def _serves(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"it ended: see {self._folder}/broker.log"
        try:
            connection = open_connection(self.url, "test setup")
        except CONNECTION_ERRORS:
            return False
        topology.declare_exchanges(connection.channel())
        close_quietly(connection)
        return True

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder),
            "LANG": "C.UTF-8",
            "RABBITMQ_NODENAME": f"test{self._port}@localhost",
            "RABBITMQ_NODE_PORT": str(self._port),
            "RABBITMQ_DIST_PORT": str(self._distribution),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "data"),
            "RABBITMQ_LOG_BASE": str(self._folder / "log"),
            "RABBITMQ_CONFIG_FILE": str(self._folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._folder / "enabled_plugins"),
            "ERL_EPMD_PORT": str(self._epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RUNNING_UNDER_SYSTEMD": "1",
        }


@contextmanager
def own_broker(folder: Path) -> Iterator[OwnBroker]:
    """A node that runs for the length of the block."""
    broker = OwnBroker(folder)
    try:
        broker.start()
        yield broker
    finally:
        broker.remove()
