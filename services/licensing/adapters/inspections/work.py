"""How changes are run: each of a batch by itself, by chance."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from chassis.context import current, use
from chassis.identifiers import derived_id

LARGEST_SEED = 2**31

identify = partial(derived_id, "licensing")
"""The identifier of what these parts make."""


@contextmanager
def each_by_itself() -> Iterator[None]:
    """Without the command of the batch, which is none on any one record."""
    with use(replace(current(), command=None)):
        yield


def new_seed() -> int:
    """One that nobody knows before."""
    return secrets.randbelow(LARGEST_SEED)
