"""What a repeated command is answered: as who repeats it may know the record now.

A record remembers its answers whole; what is left out of them for somebody is left out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chassis.context import current
from chassis.documents.errors import AlreadyDone
from chassis.documents.kind import View
from services.registry.domain.access import Actor

Tell = Callable[[View, Actor], View]


@contextmanager
def told_again(tell: Tell) -> Iterator[None]:
    """Around what may find that the command at hand was done before."""
    try:
        yield
    except AlreadyDone as done:
        raise AlreadyDone(tell(done.answer, current().actor)) from None
