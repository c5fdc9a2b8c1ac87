"""What happens to payments and their lists, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.payments.facts import Source, Sum


@dataclass(frozen=True)
class ListOpened:
    """The payment list of a programme and month, or of an emergency, is being prepared."""

    list_id: str
    source: Source
    month: str


@dataclass(frozen=True)
class ListPrepared:
    """What would be paid is known."""

    list_id: str
    listed: Sum
    held: Sum


@dataclass(frozen=True)
class ListApproved:
    """A second person approved what was prepared."""

    list_id: str


@dataclass(frozen=True)
class ListIssued:
    """The file for the payment provider is there."""

    list_id: str
    issued: Sum
    sha256: str


@dataclass(frozen=True)
class ListCancelled:
    """The list was called off."""

    list_id: str


@dataclass(frozen=True)
class ListWithdrawn:
    """What was not paid of a cancelled list is withdrawn; what was needs a follow-up."""

    list_id: str
    withdrawn: Sum
    to_follow_up: Sum


@dataclass(frozen=True)
class PaymentListed:
    """A household's payment is on a list, or was held back from it for a reason."""

    payment_id: str
    list_id: str
    household_id: str
    held: bool


@dataclass(frozen=True)
class PaymentSettled:
    """A payment was paid, returned, held back or withdrawn."""

    payment_id: str
    list_id: str
    household_id: str
    status: str


@dataclass(frozen=True)
class PaymentRedirected:
    """Another person heads the household when the file is written, and receives the money."""

    payment_id: str
    list_id: str
    household_id: str


@dataclass(frozen=True)
class PaymentAllowed:
    """A person looked into why it is held, and the household is to be paid."""

    payment_id: str
    list_id: str
    household_id: str


@dataclass(frozen=True)
class PaymentPartOwed:
    """What was set off from it is owed to the household: the money it was set off for came back."""

    payment_id: str
    list_id: str
    household_id: str


@dataclass(frozen=True)
class ToppedUp:
    """Money of an emergency was paid out to this person, who is told of it."""

    payment_id: str
    list_id: str
    household_id: str
    contact_id: str


@dataclass(frozen=True)
class MoneyCameBack:
    """Money for this person was not received, and they are told of it."""

    payment_id: str
    list_id: str
    household_id: str
    contact_id: str


@dataclass(frozen=True)
class ConfirmationsReceived:
    """The payment provider said what became of payments."""

    batch_id: str
    lines: int


@dataclass(frozen=True)
class ConfirmationsAnnounced:
    """A file of the payment provider's is being sent."""

    batch_id: str


@dataclass(frozen=True)
class ConfirmationsDropped:
    """The file came to nothing: it was given up (`cancelled`), or cannot be read."""

    batch_id: str
    why: str


@dataclass(frozen=True)
class ConfirmationsApplied:
    """Every line of what the provider said has had its effect, or is reported."""

    batch_id: str
    paid: int
    returned: int
    reported: int


@dataclass(frozen=True)
class RecoveryOpened:
    """A household received money of an emergency that was cancelled; it is to be set off.

    `contact_id` is the person who received it.
    """

    recovery_id: str
    household_id: str
    payment_id: str
    contact_id: str | None


@dataclass(frozen=True)
class RecoveryChanged:
    """A part was planned, released or taken; or it was waived, or the money came back."""

    recovery_id: str
    household_id: str
    what: str
    contact_id: str | None


Event = (
    ListOpened
    | ListPrepared
    | ListApproved
    | ListIssued
    | ListCancelled
    | ListWithdrawn
    | PaymentListed
    | PaymentSettled
    | PaymentRedirected
    | PaymentAllowed
    | PaymentPartOwed
    | ToppedUp
    | MoneyCameBack
    | ConfirmationsReceived
    | ConfirmationsAnnounced
    | ConfirmationsDropped
    | ConfirmationsApplied
    | RecoveryOpened
    | RecoveryChanged
)
