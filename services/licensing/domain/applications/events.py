"""What happens to applications. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.applications.applicant import Contact
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Whose:
    """Which application, for what service, where; `delegated`: somebody else acts in it, who is
    told what happens too."""

    application_id: str
    service: str
    variant: str | None
    place: Place
    delegated: bool = False


@dataclass(frozen=True)
class Drafted:
    whose: Whose


@dataclass(frozen=True)
class Filled:
    """The draft, or what was to be completed, was written anew."""

    whose: Whose


class Reached(StrEnum):
    """Who hears by an application: who made it, who acts for them in it, and to whom the licence
    was passed on by it."""

    APPLICANT = "application"
    DELEGATE = "delegate"
    HOLDER = "holder"


@dataclass(frozen=True)
class ContactRecorded:
    """How one of those is reached."""

    application_id: str
    name: str
    contact: Contact
    who: Reached = Reached.APPLICANT


@dataclass(frozen=True)
class Submitted:
    whose: Whose


@dataclass(frozen=True)
class StepTaken:
    """Somebody took a step, or gave it back."""

    whose: Whose
    step: str


@dataclass(frozen=True)
class StepDone:
    whose: Whose
    step: str
    kind: str
    finding: str
    late: bool


@dataclass(frozen=True)
class StepReopened:
    whose: Whose
    step: str


@dataclass(frozen=True)
class Returned:
    whose: Whose
    complete_by: date


@dataclass(frozen=True)
class Resumed:
    whose: Whose


@dataclass(frozen=True)
class DeadlineNear:
    """`step` is none where it is the deadline of the whole, of a completion or of an appeal;
    `waits_for` says whose turn it is."""

    whose: Whose
    step: str | None
    due_on: date
    days: int
    waits_for: str


@dataclass(frozen=True)
class Escalated:
    """A deadline passed without what was to be done."""

    whose: Whose
    step: str | None
    due_on: date


@dataclass(frozen=True)
class Approved:
    whose: Whose
    result_id: str | None
    silent: bool
    late: bool
    licence_changed: bool


@dataclass(frozen=True)
class Rejected:
    whose: Whose
    reason_code: str
    silent: bool
    late: bool
    appeal_by: date | None


@dataclass(frozen=True)
class Withdrawn:
    whose: Whose


@dataclass(frozen=True)
class Abandoned:
    whose: Whose


@dataclass(frozen=True)
class Appealed:
    whose: Whose
    answer_by: date


@dataclass(frozen=True)
class AppealAnswered:
    """`goes_on`: it is not granted with the answer, but led on."""

    whose: Whose
    overturned: bool
    goes_on: bool


@dataclass(frozen=True)
class Commented:
    whose: Whose
    internal: bool


@dataclass(frozen=True)
class Recounted:
    """Holidays changed, and with them the days on which something is due."""

    whose: Whose


@dataclass(frozen=True)
class DelegationEnded:
    """The authorisation of who acts for the applicant is over."""

    whose: Whose


Event = (
    Drafted
    | Filled
    | ContactRecorded
    | Submitted
    | StepTaken
    | StepDone
    | StepReopened
    | Returned
    | Resumed
    | DeadlineNear
    | Escalated
    | Approved
    | Rejected
    | Withdrawn
    | Abandoned
    | Appealed
    | AppealAnswered
    | Commented
    | Recounted
    | DelegationEnded
)
