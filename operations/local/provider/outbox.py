"""What was paid and is still to be told, kept in SQLite: a kill loses nothing of it."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TO_TELL, TOLD, RETURNED = "to_tell", "told", "returned"
"""`returned`: the ministry refused it for good, and whoever paid has the money back."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS transactions (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL,
    amount_fils INTEGER NOT NULL,
    channel TEXT NOT NULL,
    paid_at TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    answer TEXT,
    due REAL NOT NULL DEFAULT 0
)
"""
_COLUMNS = "id, reference, amount_fils, channel, paid_at, state, attempts, answer"


@dataclass(frozen=True)
class Transaction:
    """Money that somebody paid. `answer` is what the last attempt to tell of it came to."""

    id: str
    reference: str
    amount_fils: int
    channel: str
    paid_at: str
    state: str = TO_TELL
    attempts: int = 0
    answer: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Outbox:
    """Keeps transactions. Usable from threads."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(_SCHEMA)
        # Whoever was to be tried again later has waited while we were away.
        self._connection.execute("UPDATE transactions SET due = 0")

    def close(self) -> None:
        self._connection.close()

    def take(self, reference: str, amount_fils: int, channel: str, paid_at: str) -> Transaction:
        """Somebody pays; it is kept, durably, before this returns."""
        taken = Transaction(f"T-{uuid.uuid4().hex}", reference, amount_fils, channel, paid_at)
        values = taken.as_dict()
        marks = ", ".join(f":{name}" for name in values)
        with self._lock:
            self._connection.execute(
                f"INSERT INTO transactions ({_COLUMNS}) VALUES ({marks})",  # noqa: S608 (our names)
                values,
            )
        return taken

    def due(self, now: float) -> tuple[list[Transaction], float | None]:
        """What is to be told now, and when the next is (epoch seconds), if any waits."""
        waiting = self._read("WHERE state = ? AND due <= ? ORDER BY position", TO_TELL, now)
        with self._lock:
            row = self._connection.execute(
                "SELECT min(due) FROM transactions WHERE state = ?", (TO_TELL,)
            ).fetchone()
        return waiting, row[0]

    def settle(self, transaction_id: str, state: str, answer: str) -> None:
        """It was told, or refused for good."""
        self._change("state = ?, answer = ?", transaction_id, state, answer)

    def put_off(self, told: Transaction, answer: str, now: float) -> None:
        """It was not heard: it is told again after a pause that doubles each time."""
        pause = min(_FIRST_PAUSE * 2 ** min(told.attempts, 10), _LONGEST_PAUSE)
        self._change("due = ?, answer = ?", told.id, now + pause, answer)

    def all(self) -> list[Transaction]:
        """Every transaction in the order in which it was paid."""
        return self._read("ORDER BY position")

    def find(self, transaction_id: str) -> Transaction | None:
        found = self._read("WHERE id = ?", transaction_id)
        return found[0] if found else None

    def _read(self, which: str, *values: Any) -> list[Transaction]:
        with self._lock:
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM transactions {which}",  # noqa: S608 (ours)
                values,
            ).fetchall()
        return [Transaction(*row) for row in rows]

    def _change(self, what: str, transaction_id: str, *values: Any) -> None:
        with self._lock:
            self._connection.execute(
                f"UPDATE transactions SET {what}, attempts = attempts + 1 WHERE id = ?",  # noqa: S608
                (*values, transaction_id),
            )
