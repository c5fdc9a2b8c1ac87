"""What happens to consents, requests and copies, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ConsentGiven:
    consent_id: str
    person_id: str
    purpose: str
    until: date


@dataclass(frozen=True)
class ConsentEnded:
    """`outcome` is withdrawn or expired."""

    consent_id: str
    person_id: str
    purpose: str
    outcome: str


ConsentEvent = ConsentGiven | ConsentEnded


@dataclass(frozen=True)
class RequestFiled:
    request_id: str
    person_id: str
    kind: str
    answer_by: date


@dataclass(frozen=True)
class RequestEscalated:
    request_id: str
    person_id: str
    kind: str
    answer_by: date


@dataclass(frozen=True)
class RequestEnded:
    """`outcome` is granted, refused, withdrawn or lifted."""

    request_id: str
    person_id: str
    kind: str
    outcome: str


@dataclass(frozen=True)
class TracesForgotten:
    """What was erased is gone from where it was kept beside the record."""

    request_id: str
    person_id: str


@dataclass(frozen=True)
class RequestMoved:
    """The person lives in another governorate now, so that others answer."""

    request_id: str
    person_id: str


@dataclass(frozen=True)
class RetentionReviewed:
    """What had to stay after an erasure was looked at: these categories went, and the rest is
    looked at again on a day, where anything is left."""

    request_id: str
    person_id: str
    erased: tuple[str, ...]
    look_again_on: date | None


RequestEvent = (
    RequestFiled
    | RequestEscalated
    | RequestEnded
    | RequestMoved
    | TracesForgotten
    | RetentionReviewed
)


@dataclass(frozen=True)
class CopyAdvanced:
    """A copy of what is held about a person came a step further."""

    copy_id: str
    person_id: str
    status: str
