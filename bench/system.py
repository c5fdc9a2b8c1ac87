"""A copy of the whole system for the bench alone, whose broker and database the peer uses too."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from pymongo import MongoClient

from bench.processes import PROJECT
from operations.local.home import Home
from operations.local.supervisor import Supervisor
from operations.servers import addresses


@dataclass
class System:
    """`kanaf up` in a folder of its own: ports and secrets of its own, production's code."""

    home: Path

    def start(self) -> None:
        """Bring it up; what `kanaf up` says goes to the screen. Raises `CalledProcessError`."""
        self.kanaf("up", capture=False)
        lines = self.kanaf("env").splitlines()
        exports = [shlex.split(line)[1] for line in lines if line.startswith("export ")]
        self.variables: Mapping[str, str] = dict(each.split("=", 1) for each in exports)

    def drop(self) -> None:
        """Stop it and delete what it kept."""
        self.kanaf("clean", capture=False)

    def token(self, subject: str) -> str:
        """A clerk's token."""
        return self.kanaf("token", "--role", "clerk", "--subject", subject).strip()

    @property
    def gateway(self) -> tuple[str, int]:
        parts = urlsplit(self.variables["KANAF_GATEWAY_URL"])
        return parts.hostname or "127.0.0.1", parts.port or 80

    @property
    def ids(self) -> dict[str, int]:
        """The process ids of its programs, broker and database among them."""
        programs = Supervisor(Home(self.home)).processes()
        return {each["name"]: each["pid"] for each in programs if each["pid"]}

    def vhost(self, name: str) -> str:
        """The AMQP URL of an empty vhost of that name, as its administrator."""
        url = self.variables["KANAF_AMQP_URL"]
        user, password = addresses.amqp_account(url)
        api = f"{self.variables['KANAF_AMQP_MANAGEMENT_URL']}/api"
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        with requests.Session() as session:
            session.trust_env = False
            session.auth = (user, password)
            session.delete(f"{api}/vhosts/{name}", timeout=30)
            session.put(f"{api}/vhosts/{name}", timeout=30).raise_for_status()
            session.put(
                f"{api}/permissions/{name}/{quote(user)}", json=everything, timeout=30
            ).raise_for_status()
        return addresses.amqp_for(url, user, password, vhost=name)

    def database(self, name: str) -> str:
        """The MongoDB URL of an empty database of that name, as its administrator."""
        url = self.variables["KANAF_MONGO_URL"]
        with MongoClient[dict[str, Any]](url) as client:
            client.drop_database(name)
        return addresses.mongo_for(url, name)

    def database_operations(self, prefix: str) -> dict[str, float]:
        """How many operations each collection of databases named so has seen."""
        with MongoClient[dict[str, Any]](self.variables["KANAF_MONGO_URL"]) as client:
            totals: dict[str, Any] = client.admin.command("top")["totals"]
        return {
            name: float(counts["total"]["count"])
            for name, counts in totals.items()
            if name.startswith(prefix)
        }

    def kanaf(self, *words: str, capture: bool = True) -> str:
        """What this copy's `kanaf` says. Raises `CalledProcessError`."""
        kept = ("KANAF_AMQP_URL", "KANAF_MONGO_URL", "KANAF_GATEWAY_PORT")
        variables = {name: value for name, value in os.environ.items() if name not in kept}
        outcome = subprocess.run(
            [sys.executable, "-m", "operations", *words],
            cwd=PROJECT,
            env={**variables, "KANAF_HOME": str(self.home)},
            stdout=subprocess.PIPE if capture else None,
            text=True,
            check=True,
        )
        return outcome.stdout or ""
