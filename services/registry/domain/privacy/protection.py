"""Protected persons and households: invisible to everybody but those who need to know.

A woman in a shelter is not found by her husband's relative at the counter: for whom the record is
not meant, it does not exist. Whatever lists, counts, exports, matches or targets persons or
households asks `may_know` for one record, or `marks_of` for many by the key `protected`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Who asks."""

    @property
    def subject(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def centre(self) -> str | None: ...


@dataclass(frozen=True)
class Protection:
    """Why a record is protected, who needs to know it, and whose centre answers for it."""

    reason: str
    knowers: tuple[str, ...]
    centre: str | None


def may_know(actor: Actor, protection: Protection | None) -> bool:
    """Whether the record exists for this actor: a knower, or a supervisor of its centre."""
    if protection is None or actor.subject in protection.knowers:
        return True
    return (
        "supervisor" in actor.roles
        and protection.centre is not None
        and actor.centre == protection.centre
    )


def marks(protection: Protection | None) -> list[str]:
    """The key `protected` of a record: for whom it exists; empty when it exists for all."""
    if protection is None:
        return []
    known = [f"subject:{each}" for each in protection.knowers]
    return [*known, *([f"centre:{protection.centre}"] if protection.centre else [])]


def marks_of(actor: Actor) -> list[str | None]:
    """What the key `protected` may be for this actor to know the record: for `any_of` criteria.

    `None` stands for records that are not protected.
    """
    centre = actor.centre if "supervisor" in actor.roles else None
    return [None, f"subject:{actor.subject}", *([f"centre:{centre}"] if centre else [])]


OPEN: list[str | None] = [None]
"""For `any_of` criteria of what has no actor, such as target lists: protected records are out."""
