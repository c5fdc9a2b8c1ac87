"""Events that were told to everybody until their second version: the same facts, *general*.

Nobody publishes them any more; those that are still under way are read as protected ones.
"""

from __future__ import annotations

from typing import ClassVar

from contracts.envelope import GENERAL
from contracts.events.registry import eligibility, emergencies, payments, programmes


class PaymentListPreparedV1(payments.PaymentListPrepared):
    """How many would be paid how much is known, and how many are held back for a reason."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.prepared.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentListIssuedV1(payments.PaymentListIssued):
    """The file for the payment provider is there; `sha256` is the file's."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.issued.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentListWithdrawnV1(payments.PaymentListWithdrawn):
    """Nothing of a cancelled list can be paid any more; `paid` had been paid before."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_list.withdrawn.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentListedV1(payments.PaymentListed):
    """A household's payment is on a list; `held` when it is not to be paid as it stands."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.listed.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentSettledV1(payments.PaymentSettled):
    """A payment was `paid`, `returned`, `held` or `withdrawn`."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.settled.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentRedirectedV1(payments.PaymentRedirected):
    """Another person headed the household when the file was written, and receives the money."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.redirected.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentAllowedV1(payments.PaymentAllowed):
    """A person looked into why it is held: the next list has it."""

    TYPE: ClassVar[str] = "kanaf.registry.payment.allowed.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentConfirmationsReceivedV1(payments.PaymentConfirmationsReceived):
    """The payment provider said what became of payments."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_confirmations.received.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PaymentConfirmationsAppliedV1(payments.PaymentConfirmationsApplied):
    """What the provider said has had its effect; `reported` lines had none."""

    TYPE: ClassVar[str] = "kanaf.registry.payment_confirmations.applied.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PlaceTakenV1(programmes.PlaceTaken):
    """Somebody got a place; `free_places` are left."""

    TYPE: ClassVar[str] = "kanaf.registry.places.taken.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PlaceFreedV1(programmes.PlaceFreed):
    """Somebody gave their place back; `free_places` are there now."""

    TYPE: ClassVar[str] = "kanaf.registry.places.freed.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class PlaceWaitedForV1(programmes.PlaceWaitedFor):
    """Somebody joined the waiting list or left it; so many wait now."""

    TYPE: ClassVar[str] = "kanaf.registry.places.waited_for.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class EmergencyTargetedV1(emergencies.EmergencyTargeted):
    """Whom it concerns is known."""

    TYPE: ClassVar[str] = "kanaf.registry.emergency.targeted.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class RecomputationPreviewedV1(eligibility.RecomputationPreviewed):
    """How many households would lose, get more, get less, stay, and could gain if they applied."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.previewed.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL


class RecomputationAppliedV1(eligibility.RecomputationApplied):
    """Every change is made; `skipped` ones had ended or were not as approved any more."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.applied.v1"
    CLASSIFICATION: ClassVar[str] = GENERAL
