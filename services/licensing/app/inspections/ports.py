"""What the handlers of inspections need from the world."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from services.licensing.app.ports import Keeping, KeepingOneEach
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.corrective import CorrectiveAction
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Inspector
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.plan import InspectionPlan
from services.licensing.domain.inspections.report import Report
from services.licensing.domain.inspections.rules import InspectionRules
from services.licensing.domain.inspections.upload import Upload
from services.licensing.domain.inspections.words import LicensedPlace
from services.licensing.domain.words import Written

T = TypeVar("T")
Reports = Keeping[Report]
Plans = Keeping[InspectionPlan]
Uploads = Keeping[Upload]
Rules = Callable[[date], InspectionRules]
"""The rules that are in force on a day."""
RulesOf = Callable[[date], date]
"""The day from which the rules of a day are in force."""
Identify = Callable[..., str]
"""The identifier of what these parts make: always the same for the same parts."""
NewSeed = Callable[[], int]
"""A seed for a draw that nobody knows before."""
Undisturbed = Callable[[Callable[[], T]], T]
"""Runs a change again while others are faster. Raises a refusal of kind `unavailable`."""
EachByItself = Callable[[], AbstractContextManager[None]]
"""A batch is no command on one record: what is done for each of it knows its own repetition."""


class Calendar(Protocol):
    """The time, and the days of Jordan."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...

    def day_of(self, moment: datetime) -> date:
        """The civil day at this moment."""
        ...


class Inspections(Keeping[Inspection], Protocol):
    """Where inspections are kept."""

    def open_places(self, governorate: str) -> Collection[str]:
        """The licences and applications of a governorate for which one is open."""
        ...

    def about(self, about_id: str) -> Sequence[Inspection]:
        """All of a place, open or not."""
        ...

    def plan(self, inspections: Iterable[Inspection]) -> None:
        """Add all of them, or raise for the first that cannot be."""
        ...


class Inspectors(Keeping[Inspector], Protocol):
    """The list of inspectors."""

    def of_subject(self, subject: str) -> Inspector | None:
        """Who signs in under this name."""
        ...

    def of_governorate(self, governorate: str) -> Sequence[Inspector]:
        """Everybody who works there."""
        ...


class Actions(Keeping[CorrectiveAction], Protocol):
    """Where corrective actions are kept."""

    def about(self, about_id: str) -> Sequence[CorrectiveAction]:
        """All that was ever to be put right at a place."""
        ...

    def open_at(self, about_id: str) -> Sequence[CorrectiveAction]:
        """What is still to be put right at a place."""
        ...


class Oversights(KeepingOneEach[Oversight], Protocol):
    """Where the oversight of licences is kept: one of each, asked for by the licence."""

    def by_id(self, oversight_id: str) -> Oversight:
        """The one on which something falls due, to be changed."""
        ...

    def find(self, licence_id: str) -> Oversight | None:
        """The oversight of a licence, when there is any yet."""
        ...

    def of_governorate(self, governorate: str) -> Mapping[str, Oversight]:
        """Those of a governorate, by licence."""
        ...


class Photographs(Protocol):
    """Documents that reports and proofs refer to: photographs, signatures, papers."""

    def must_be_usable(self, named: Mapping[str, str], record: str, actor: Actor) -> None:
        """Raise a refusal unless all are there, sound, and the actor's to use for this record:
        those that belong to it already are.

        `named`: where the request names each document (a JSON pointer), for what is refused.
        """
        ...

    def attach(
        self, document_ids: Iterable[str], record: str, governorate: str, actor: Actor
    ) -> None:
        """They belong to this record (`inspection/<id>`, `corrective_action/<id>`) from now on."""
        ...

    def move(self, record: str, governorate: str) -> None:
        """The record is worked on there now: so who works there reads them, and nobody else."""
        ...


class Licences(Protocol):
    """The licences that measures act upon, in the same transaction."""

    def known(self, licence_id: str) -> LicensedPlace:
        """What is licensed. Raises a refusal (`not_found`)."""
        ...

    def must_not_have_ended(self, licence_id: str) -> None:
        """Raise a refusal of kind `conflict` for one that has: nobody is to be held to it."""
        ...

    def suspend(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None: ...

    def reinstate(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None:
        """It is valid again: after a suspension, and after a closure that was lifted."""
        ...

    def revoke(self, licence_id: str, reason_code: str, reason: Written, actor: Actor) -> None: ...


class Places(Protocol):
    """The licensed places there are."""

    def to_inspect(self, governorate: str) -> Iterable[LicensedPlace]:
        """Those of a governorate whose licence is not over."""
        ...


class Checklists(Protocol):
    """What a licensed place is inspected by."""

    def of(self, place: LicensedPlace) -> ChecklistCopy | None:
        """The checklist of its service; nothing when it has none of its own."""
        ...


class Audit(Protocol):
    """The log of accesses to protected records."""

    def record(self, action: str, kind: str, record_id: str | Sequence[str]) -> None: ...


Concluded = Callable[[Inspection], None]
"""Told of an inspection within the transaction in which it is concluded."""
