"""What consuming asks of the contracts, in one place, so that tests can bring a tiny catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from contracts import catalogue
from contracts.envelope import Envelope

T = TypeVar("T")


@dataclass(frozen=True)
class Event(Generic[T]):
    """An event as a handler sees it: upcast to its newest version, its data an object of the
    contract's class."""

    envelope: Envelope
    data: T

    @property
    def id(self) -> str:
        return self.envelope.id

    @property
    def subject(self) -> str:
        return self.envelope.subject


class Unreadable(Exception):
    """The event is outside the contract; no later attempt will change that.

    `reason` is one of `undecodable`, `unknown_type`, `invalid_data`.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


Contract = Callable[[Envelope], Event[Any]]
"""Checks an event and brings it to its newest version. Raises `Unreadable`."""


def published_contract(envelope: Envelope) -> Event[Any]:
    """The `Contract` that `contracts` publishes."""
    try:
        return Event(*catalogue.understand(envelope))
    except catalogue.UnknownType as error:
        raise Unreadable("unknown_type", str(error)) from error
    except catalogue.InvalidData as error:
        raise Unreadable("invalid_data", str(error)) from error


def family(type_: str) -> str:
    """An event type without its version: what handlers are registered for."""
    return type_.rpartition(".v")[0] or type_
