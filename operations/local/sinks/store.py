"""What the sinks received, kept in SQLite so that it survives a restart."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    key TEXT NOT NULL,
    received_at TEXT NOT NULL,
    deliveries INTEGER NOT NULL DEFAULT 1,
    details TEXT NOT NULL,
    UNIQUE (channel, key)
)
"""


@dataclass(frozen=True)
class Message:
    """One message as it arrived.

    `reference` is the sender's own identity of an SMS, `message_id` that of a mail: by these a
    message that arrives again is known. `sender` is the address or name it came from.
    """

    channel: str
    to: list[str]
    sender: str
    subject: str | None
    text: str
    reference: str | None = None
    message_id: str | None = None


class Store:
    """Keeps messages; one that arrives again counts as another delivery. Usable from threads."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(_SCHEMA)

    def close(self) -> None:
        self._connection.close()

    def receive(self, message: Message, key: str) -> int:
        """Keep it, durably, before this returns. Returns the number that stands for its key."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        details = json.dumps(asdict(message), ensure_ascii=False)
        with self._lock:
            row = self._connection.execute(
                "INSERT INTO messages (channel, key, received_at, details) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (channel, key) DO UPDATE SET deliveries = deliveries + 1 "
                "RETURNING position",
                (message.channel, key, now, details),
            ).fetchone()
        return int(row[0])

    def find(self, to: str | None = None, since: datetime | None = None) -> list[dict[str, object]]:
        """Messages in the order of their first arrival: those to one address, or since a time."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT details, received_at, deliveries FROM messages ORDER BY position"
            ).fetchall()
        found: list[dict[str, object]] = []
        for details, received_at, deliveries in rows:
            message = json.loads(details)
            if to is not None and to not in message["to"]:
                continue
            if since is not None and datetime.fromisoformat(received_at) < since:
                continue
            message["to"] = ", ".join(message["to"])
            found.append({**message, "received_at": received_at, "deliveries": deliveries})
        return found
