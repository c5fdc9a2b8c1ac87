"""Multi-document transactions, for the few changes that touch two aggregates at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any

from pymongo import WriteConcern
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern

from chassis.documents.errors import ConcurrentChange

_session: ContextVar[ClientSession | None] = ContextVar("kanaf_session", default=None)


def session_of(collection: Collection[dict[str, Any]]) -> ClientSession | None:
    """The session of the transaction at hand, if one is open on the collection's server."""
    session = _session.get()
    return session if session and session.client is collection.database.client else None


def is_transient(error: PyMongoError) -> bool:
    """Whether the transaction lost a race and would succeed if run again."""
    return error.has_error_label("TransientTransactionError")


def together(database: Database[dict[str, Any]]) -> Callable[[], AbstractContextManager[None]]:
    """A `Together` for the stores of this database.

    The block's writes are committed when it ends and dropped when it raises. A lost race raises
    `ConcurrentChange`, for the whole command to be run again.
    """

    @contextmanager
    def block() -> Iterator[None]:
        with database.client.start_session() as session:
            try:
                with session.start_transaction(
                    read_concern=ReadConcern("snapshot"),
                    write_concern=WriteConcern("majority", j=True),
                ):
                    token = _session.set(session)
                    try:
                        yield
                    finally:
                        _session.reset(token)
            except PyMongoError as error:
                if is_transient(error):
                    raise ConcurrentChange(str(error)) from error
                raise

    return block
