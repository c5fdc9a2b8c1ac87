"""What the registry tells about payments: by identifier, with counts and sums, never by name.

That a family receives aid is its own matter, as with enrolments, and a total that counts those
under protection says how many they are: whatever names a household or counts payments is protected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Count, Event, Id, Word
from contracts.rpc import fields
from contracts.rpc.files import Sha256
from contracts.rpc.registry.money import ToldMonth

Fils = Annotated[int, lambda **k: fields.Whole(least=0, most=10**15, **k)]
"""Money: 1,000 fils are one dinar."""
MonthText = Annotated[str, ToldMonth]
Checksum = Annotated[str, Sha256]


@dataclass(frozen=True)
class PaymentListOpened(Event):
    """A list is being prepared, of a programme and month or of an emergency (`source_kind`)."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.opened.v1"
    AGGREGATE: ClassVar[str] = "payment_list"

    list_id: Id
    source_kind: Word
    source_id: Id
    month: MonthText


@dataclass(frozen=True)
class PaymentListPrepared(Event):
    """How many would be paid how much is known, and how many are held back for a reason."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.prepared.v2"
    AGGREGATE: ClassVar[str] = "payment_list"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    list_id: Id
    count: Count
    total_fils: Fils
    held: Count


@dataclass(frozen=True)
class PaymentListApproved(Event):
    """A second person approved a list."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.approved.v1"
    AGGREGATE: ClassVar[str] = "payment_list"

    list_id: Id


@dataclass(frozen=True)
class PaymentListIssued(Event):
    """The file for the payment provider is there; `sha256` is the file's."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.issued.v2"
    AGGREGATE: ClassVar[str] = "payment_list"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    list_id: Id
    count: Count
    total_fils: Fils
    sha256: Checksum


@dataclass(frozen=True)
class PaymentListCancelled(Event):
    """A list was called off."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.cancelled.v1"
    AGGREGATE: ClassVar[str] = "payment_list"

    list_id: Id


@dataclass(frozen=True)
class PaymentListWithdrawn(Event):
    """Nothing of a cancelled list is to be paid any more; `paid` were all the same.

    Told again when the provider pays what was withdrawn, or returns what was paid.
    """

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.withdrawn.v2"
    AGGREGATE: ClassVar[str] = "payment_list"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    list_id: Id
    withdrawn: Count
    paid: Count


@dataclass(frozen=True)
class PaymentListed(Event):
    """A household's payment is on a list; `held` when it is not to be paid as it stands."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.listed.v2"
    AGGREGATE: ClassVar[str] = "payment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    payment_id: Id
    list_id: Id
    household_id: Id
    held: bool


@dataclass(frozen=True)
class PaymentSettled(Event):
    """A payment was `paid`, `returned`, `held` or `withdrawn`."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.settled.v2"
    AGGREGATE: ClassVar[str] = "payment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    payment_id: Id
    list_id: Id
    household_id: Id
    status: Word


@dataclass(frozen=True)
class PaymentRedirected(Event):
    """Another person headed the household when the file was written, and receives the money."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.redirected.v2"
    AGGREGATE: ClassVar[str] = "payment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    payment_id: Id
    list_id: Id
    household_id: Id


@dataclass(frozen=True)
class PaymentAllowed(Event):
    """A person looked into why it is held: the next list has it."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.allowed.v2"
    AGGREGATE: ClassVar[str] = "payment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    payment_id: Id
    list_id: Id
    household_id: Id


@dataclass(frozen=True)
class PaymentPartOwed(Event):
    """What was set off from it is owed to the household: the next list gives it back."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.part_owed.v1"
    AGGREGATE: ClassVar[str] = "payment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    payment_id: Id
    list_id: Id
    household_id: Id


@dataclass(frozen=True)
class PaymentConfirmationsReceived(Event):
    """The payment provider said what became of payments."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_confirmations.received.v2"
    AGGREGATE: ClassVar[str] = "payment_confirmations"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    batch_id: Id
    lines: Count


@dataclass(frozen=True)
class PaymentConfirmationsApplied(Event):
    """What the provider said has had its effect; `reported` lines had none."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_confirmations.applied.v2"
    AGGREGATE: ClassVar[str] = "payment_confirmations"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    batch_id: Id
    paid: Count
    returned: Count
    reported: Count


@dataclass(frozen=True)
class PaymentConfirmationsAnnounced(Event):
    """A file of the payment provider's is being sent."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_confirmations.announced.v1"
    AGGREGATE: ClassVar[str] = "payment_confirmations"

    batch_id: Id


@dataclass(frozen=True)
class PaymentConfirmationsDropped(Event):
    """The file came to nothing: it was given up (`cancelled`), or is `unreadable`."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_confirmations.dropped.v1"
    AGGREGATE: ClassVar[str] = "payment_confirmations"

    batch_id: Id
    why: Word


@dataclass(frozen=True)
class RecoveryOpened(Event):
    """A household received money of an emergency that was cancelled; it is to be set off.

    `contact_id` is the person who received it, and is told.
    """

    TYPE: ClassVar[str] = "kanaf.registry.recovery.opened.v1"
    AGGREGATE: ClassVar[str] = "recovery"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    recovery_id: Id
    household_id: Id
    payment_id: Id
    contact_id: Id | None = None


@dataclass(frozen=True)
class RecoveryChanged(Event):
    """A part was `planned`, `released` or `taken`; or it was `waived`, or the money `came_back`.

    `contact_id` is the person who is told.
    """

    TYPE: ClassVar[str] = "kanaf.registry.recovery.changed.v1"
    AGGREGATE: ClassVar[str] = "recovery"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    recovery_id: Id
    household_id: Id
    what: Word
    contact_id: Id | None = None


@dataclass(frozen=True)
class OfPayee:
    """What is told to whoever receives money: `contact_id`."""

    AGGREGATE: ClassVar[str] = "payment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    payment_id: Id
    list_id: Id
    household_id: Id
    contact_id: Id


@dataclass(frozen=True)
class PaymentToppedUp(OfPayee, Event):
    """Money of an emergency, which nobody applied for, was paid out."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.topped_up.v1"


@dataclass(frozen=True)
class PaymentCameBack(OfPayee, Event):
    """Money was not received, and came back."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.came_back.v1"
