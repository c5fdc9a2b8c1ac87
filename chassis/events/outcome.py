"""What can become of a message, and what to do about it."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Handled:
    """Nothing is left to do.

    `how`: `done`, `repeated` (it was done before) or `ignored` (nobody handles this type).
    """

    how: str


@dataclass(frozen=True)
class Postponed:
    """A server behind us is away: the same attempt again when it is back, however long it takes."""

    error: BaseException


@dataclass(frozen=True)
class Early:
    """An event before it, of the same subject, has not been applied yet."""

    error: BaseException


@dataclass(frozen=True)
class Failed:
    """The handler failed; another attempt may succeed."""

    error: BaseException


@dataclass(frozen=True)
class Rejected:
    """No attempt will ever succeed."""

    reason: str
    error: BaseException


Outcome = Handled | Postponed | Early | Failed | Rejected


@dataclass(frozen=True)
class Retry:
    """Wait in retry queue `number`, from 1."""

    number: int


@dataclass(frozen=True)
class Park:
    """Keep for an operator. `reason`: why no attempt follows."""

    reason: str


def disposal(outcome: Early | Failed | Rejected, failures: int, retries: int) -> Retry | Park:
    """What to do with a message that failed `failures` times before, given `retries` queues."""
    if isinstance(outcome, Rejected):
        return Park(outcome.reason)
    if failures < retries:
        return Retry(failures + 1)
    return Park("early" if isinstance(outcome, Early) else "failed")


MAX_TEXT = 4_000
"""Characters of an error or a stack that a parked message carries: headers are not a log."""


def describe(error: BaseException) -> str:
    """One line for an operator: the error's class, its text and its notes."""
    notes: Sequence[str] = getattr(error, "__notes__", ())
    return " | ".join([f"{type(error).__name__}: {error}", *notes])[:MAX_TEXT]


def stack(error: BaseException) -> str:
    """Where it happened, the innermost frames first to survive shortening."""
    return "".join(traceback.format_exception(error))[-MAX_TEXT:]
