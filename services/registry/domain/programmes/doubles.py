"""Two enrolments of one person in one programme, by two records: which one goes on."""

from __future__ import annotations

from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.words import Status

_NEAREST = (
    Status.ACTIVE,
    Status.SUSPENDED,
    Status.WAITING,
    Status.ASSESSED,
    Status.APPLIED,
)


def first_and_second(own: Enrolment, other: Enrolment) -> tuple[Enrolment, Enrolment]:
    """Which is further goes on; of two in the same standing, which stands first in line or came
    first, and of two of one day that of the record that stays (`own`).

    No rule of the ministry was found; a design default.
    """

    def rank(enrolment: Enrolment) -> tuple[int, int, str, str]:
        return (
            _NEAREST.index(enrolment.status),
            enrolment.ticket or 0,
            "" if enrolment.started_on is None else enrolment.started_on.isoformat(),
            enrolment.application.registered_on.isoformat(),
        )

    first, second = sorted((own, other), key=rank)
    return first, second
