"""What handlers of applications need from the world and from other areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.licensing.app.ports import Keeping
from services.licensing.domain.access import Actor
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.holding import Holding
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.inspections.checklist import Checklist
from services.licensing.domain.words import Words

Applications = Keeping[Application]


@dataclass(frozen=True)
class PaperFacts:
    """What is known of a document that was handed in: its kind, real type, size, and own end."""

    kind: str
    media_type: str
    size: int
    expires_on: date | None


class Papers(Protocol):
    """Documents, of the area that keeps them."""

    def usable(
        self, document_ids: Sequence[str], application: Application | None, actor: Actor
    ) -> Mapping[str, PaperFacts]:
        """What is known of each that is complete and that the actor may use, of an application
        that is still to come or of this one; others are not in it. Of this one also those that
        their senders named in it themselves."""
        ...

    def attach(self, document_ids: Sequence[str], application: Application, actor: Actor) -> None:
        """They belong to the application from now on, and are seen by who may see it."""
        ...

    def share(self, application: Application) -> None:
        """They are seen by who may see the application now."""
        ...


@dataclass(frozen=True)
class Raised:
    """A bill, and how many hours after its last day it is still heard of payments in time."""

    id: str
    patience_hours: int


class Bills(Protocol):
    """Fees, of the area that takes them."""

    def raise_for(
        self,
        application: Application,
        step: str,
        amount_fils: int,
        purpose: Words,
        due: date | None,
    ) -> Raised:
        """A bill to be paid for a step."""
        ...

    def move_due(self, bill_id: str, due: date | None) -> None:
        """It can be paid until another day; without one for as long as it stands."""
        ...

    def cancel(self, bill_id: str) -> None:
        """Nothing is to be paid any more; what was paid is to be given back."""
        ...

    def share(self, application: Application) -> None:
        """They are seen by who may see the application now."""
        ...


class Inspections(Protocol):
    """Inspections, of the area that plans them."""

    def open_for(
        self,
        application: Application,
        service: ServiceVersion,
        step: str,
        checklist: Checklist,
        due: date | None,
    ) -> str:
        """An inspection to be made for a step; answers its id."""
        ...

    def move_due(self, inspection_id: str, due: date | None) -> None:
        """It is to be made by another day; without one nobody is late with it for now."""
        ...

    def cancel(self, inspection_id: str) -> None:
        """It is not to be made any more, if it was not made yet."""
        ...

    def share(self, application: Application) -> None:
        """They are seen by who may see the application now."""
        ...


class Holdings(Protocol):
    """Licences that applications are about."""

    def by_number(self, number: str) -> Holding | None: ...

    def by_id(self, licence_id: str) -> Holding | None: ...


@dataclass(frozen=True)
class Result:
    """What an approval brought about: the licence or other record, and its number.
    `licence_changed`: a licence was issued, or says something new, of which it tells who applied
    itself; where it was passed on it tells others."""

    id: str | None
    number: str | None
    licence_changed: bool = False


class Outcomes(Protocol):
    """What approvals bring about, inside the transaction of the decision."""

    def bring_about(self, application: Application, service: ServiceVersion, by: str) -> Result:
        """`by`: the login that decided, or the law's silence."""
        ...


class Foreseen(Protocol):
    """What an approval will be refused for, in another area, as far as it is known today."""

    def __call__(self, application: Application, service: ServiceVersion, /) -> None:
        """Raises that refusal. What is decided on later is looked at again then."""
        ...


@dataclass(frozen=True)
class Wait:
    """Which steps wait for somebody: of these roles, in these governorates."""

    roles: frozenset[str]
    governorates: frozenset[str]


class Queue(Protocol):
    """Open steps that nobody has taken, the one due first before the others; and who has which."""

    def waiting(self, wait: Wait, most: int) -> Iterable[Application]: ...

    def watched(self, governorates: frozenset[str], most: int) -> Iterable[Application]:
        """What is late there or what silence will decide, the one due first before the others."""
        ...

    def held_by(self, subject: str) -> Sequence[Application]:
        """The applications of which somebody has steps at hand."""
        ...


@dataclass(frozen=True)
class EngineRules:
    """What holds for all services: how long a draft is kept, how many days before
    its end who began it is reminded, how many tasks one person has."""

    draft_days: int
    draft_reminder_days: int
    tasks_at_most: int


class Rules(Protocol):
    """The rules that are in force on a day."""

    def __call__(self, day: date, /) -> EngineRules: ...
