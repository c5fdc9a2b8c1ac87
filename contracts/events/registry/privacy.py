"""What the registry tells about people's rights over their data: identifiers and standing alone.

Protected: that somebody consented to a referral, or asked for erasure, is their own matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Date, Event, Id, Word


@dataclass(frozen=True)
class ConsentGiven(Event):
    """A person, or their guardian, agreed that data are used for a purpose until a day."""

    TYPE: ClassVar[str] = "kanaf.registry.consent.given.v1"
    AGGREGATE: ClassVar[str] = "consent"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    consent_id: Id
    person_id: Id
    purpose: Word
    until: Date


@dataclass(frozen=True)
class ConsentEnded(Event):
    """A consent holds no longer: `outcome` is withdrawn or expired."""

    TYPE: ClassVar[str] = "kanaf.registry.consent.ended.v1"
    AGGREGATE: ClassVar[str] = "consent"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    consent_id: Id
    person_id: Id
    purpose: Word
    outcome: Word


@dataclass(frozen=True)
class PrivacyRequestFiled(Event):
    """Somebody asks something about their own data; it is answered by the end of `answer_by`."""

    TYPE: ClassVar[str] = "kanaf.registry.privacy_request.filed.v1"
    AGGREGATE: ClassVar[str] = "privacy_request"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    request_id: Id
    person_id: Id
    kind: Word
    answer_by: Date


@dataclass(frozen=True)
class PrivacyRequestEscalated(Event):
    """The answer is overdue: a supervisor gives it now."""

    TYPE: ClassVar[str] = "kanaf.registry.privacy_request.escalated.v1"
    AGGREGATE: ClassVar[str] = "privacy_request"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    request_id: Id
    person_id: Id
    kind: Word
    answer_by: Date


@dataclass(frozen=True)
class PrivacyRequestEnded(Event):
    """A request came to its end: `outcome` is granted, refused, withdrawn or lifted."""

    TYPE: ClassVar[str] = "kanaf.registry.privacy_request.ended.v1"
    AGGREGATE: ClassVar[str] = "privacy_request"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    request_id: Id
    person_id: Id
    kind: Word
    outcome: Word


@dataclass(frozen=True)
class PrivacyRequestMoved(Event):
    """The person lives in another governorate now: others answer there."""

    TYPE: ClassVar[str] = "kanaf.registry.privacy_request.moved.v1"
    AGGREGATE: ClassVar[str] = "privacy_request"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    request_id: Id
    person_id: Id


@dataclass(frozen=True)
class PrivacyTracesForgotten(Event):
    """What was erased from a record is gone from where it was kept beside it."""

    TYPE: ClassVar[str] = "kanaf.registry.privacy_request.traces_forgotten.v1"
    AGGREGATE: ClassVar[str] = "privacy_request"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    request_id: Id
    person_id: Id


@dataclass(frozen=True)
class PrivacyRetentionReviewed(Event):
    """What had to stay after an erasure was looked at: `erased` went, as nothing rests on it any
    more; what is left is looked at again on `look_again_on`."""

    TYPE: ClassVar[str] = "kanaf.registry.privacy_request.retention_reviewed.v1"
    AGGREGATE: ClassVar[str] = "privacy_request"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    request_id: Id
    person_id: Id
    erased: tuple[Word, ...]
    look_again_on: Date | None


@dataclass(frozen=True)
class DataCopyAdvanced(Event):
    """A copy of what is held about a person came a step further; `status` says where it is."""

    TYPE: ClassVar[str] = "kanaf.registry.data_copy.advanced.v1"
    AGGREGATE: ClassVar[str] = "data_copy"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    copy_id: Id
    person_id: Id
    status: Word
