"""A practitioner of social work, person or institution: one record, whatever licences they had."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.licensing.domain.practitioners.events import (
    Event,
    PractitionerEntered,
    PractitionerRegistered,
    PractitionerTrained,
)
from services.licensing.domain.practitioners.parts import (
    PractitionerKind,
    Registration,
    Training,
)


@dataclass
class Practitioner:
    """The aggregate. The constructor restores; `register` makes a new one.

    It holds what nothing else remembers: the number in the register, which licences are theirs and
    of which class, what they told of education and training. Name, place, term and standing are
    the licences' own. `identity` says who they are, so that a later licence finds the record.
    """

    id: str
    version: int
    number: str
    kind: PractitionerKind
    identity: str | None
    registered_on: date
    registrations: tuple[Registration, ...] = ()
    training: tuple[Training, ...] = ()
    events: list[Event] = field(default_factory=list)

    @classmethod
    def register(
        cls,
        practitioner_id: str,
        number: str,
        kind: PractitionerKind,
        identity: str | None,
        today: date,
    ) -> Practitioner:
        """A new record under this number."""
        made = cls(practitioner_id, 0, number, kind, identity, today)
        made.events.append(PractitionerRegistered(made.id, kind.value, number, today))
        return made

    def enter(self, registration: Registration) -> None:
        """In a class, or anew in the one they were in before."""
        self.registrations = (*self.registrations, registration)
        self.events.append(
            PractitionerEntered(
                self.id,
                registration.class_code,
                registration.licence_id,
                registration.application_id,
                registration.registered_on,
            )
        )

    def train(self, training: Training) -> None:
        """Training was told of, and accepted."""
        self.training = (*self.training, training)
        self.events.append(
            PractitionerTrained(
                self.id,
                training.licence_id,
                training.application_id,
                training.hours,
                training.recorded_on,
            )
        )

    @property
    def licence_ids(self) -> tuple[str, ...]:
        """All licences they have had, the earliest first."""
        return tuple(each.licence_id for each in self.registrations)

    @property
    def hours(self) -> int:
        """Of training, in all."""
        return sum(each.hours for each in self.training)

    def present(self) -> tuple[Registration, ...]:
        """The latest registration of each class, in which they stand."""
        latest = {each.class_code: each for each in self.registrations}
        return tuple(latest.values())

    def of_licence(self, licence_id: str) -> Registration:
        """The registration of a licence. Raises `LookupError`."""
        for each in self.registrations:
            if each.licence_id == licence_id:
                return each
        raise LookupError(licence_id)
