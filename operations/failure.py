"""How an operator's tool says that something cannot be done, and what would mend it.

Standard library only: the bootstrap uses it before anything is installed.
"""

from __future__ import annotations


class Failure(Exception):
    """Something an operator must mend. `remedy` is the exact thing to do, a command if possible."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n  remedy: {self.remedy}"
