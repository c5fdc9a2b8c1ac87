"""Who may bring records in as a file, and take them out.

A file holds the records of many at once: supervisors bring them in, for the governorates they
serve; supervisors and auditors take them out, as far as they could read each record. What somebody
brought or took is theirs alone.
"""

from __future__ import annotations

from collections.abc import Collection

from services.registry.domain.access import Actor
from services.registry.domain.files.refusals import FileNotYours
from services.registry.domain.persons.erasure import DISABILITIES

_SUPERVISOR = "supervisor"
_AUDITOR = "auditor"


def may_import(actor: Actor) -> None:
    """Raise `FileNotYours` unless the actor may register by file."""
    if _SUPERVISOR not in actor.roles or not actor.governorates:
        raise FileNotYours()


def governorates_to_export(actor: Actor, categories: Collection[str] = ()) -> frozenset[str] | None:
    """Whose records the actor may take out; `None` is the whole country. Raises `FileNotYours`.

    Files with disabilities are for supervisors alone: an auditor reads nobody's.
    """
    if _AUDITOR in actor.roles and DISABILITIES not in categories:
        return None
    may_import(actor)
    return actor.governorates


def must_be_own(actor: Actor, subject: str) -> None:
    """Raise `FileNotYours` unless the import or export is the actor's own."""
    if actor.subject != subject:
        raise FileNotYours()
