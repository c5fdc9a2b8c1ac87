"""Facts about payments as the events that the contracts know."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events.base import Event, to_data
from contracts.events.registry import payments as contract
from services.registry.domain.payments import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact: identifiers, counts and sums."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


@singledispatch
def _tell(event: Any) -> Event:
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")


@_tell.register
def _(event: events.ListOpened) -> Event:
    return contract.PaymentListOpened(
        event.list_id, event.source.kind, event.source.id, event.month
    )


@_tell.register
def _(event: events.ListPrepared) -> Event:
    return contract.PaymentListPrepared(
        event.list_id, event.listed.count, event.listed.total_fils, event.held.count
    )


@_tell.register
def _(event: events.ListApproved) -> Event:
    return contract.PaymentListApproved(event.list_id)


@_tell.register
def _(event: events.ListIssued) -> Event:
    return contract.PaymentListIssued(
        event.list_id, event.issued.count, event.issued.total_fils, event.sha256
    )


@_tell.register
def _(event: events.ListCancelled) -> Event:
    return contract.PaymentListCancelled(event.list_id)


@_tell.register
def _(event: events.ListWithdrawn) -> Event:
    return contract.PaymentListWithdrawn(
        event.list_id, event.withdrawn.count, event.to_follow_up.count
    )


@_tell.register
def _(event: events.PaymentListed) -> Event:
    return contract.PaymentListed(event.payment_id, event.list_id, event.household_id, event.held)


@_tell.register
def _(event: events.PaymentSettled) -> Event:
    return contract.PaymentSettled(
        event.payment_id, event.list_id, event.household_id, event.status
    )


@_tell.register
def _(event: events.PaymentRedirected) -> Event:
    return contract.PaymentRedirected(event.payment_id, event.list_id, event.household_id)


@_tell.register
def _(event: events.PaymentAllowed) -> Event:
    return contract.PaymentAllowed(event.payment_id, event.list_id, event.household_id)


@_tell.register
def _(event: events.PaymentPartOwed) -> Event:
    return contract.PaymentPartOwed(event.payment_id, event.list_id, event.household_id)


@_tell.register
def _(event: events.ToppedUp) -> Event:
    return contract.PaymentToppedUp(
        event.payment_id, event.list_id, event.household_id, event.contact_id
    )


@_tell.register
def _(event: events.MoneyCameBack) -> Event:
    return contract.PaymentCameBack(
        event.payment_id, event.list_id, event.household_id, event.contact_id
    )


@_tell.register
def _(event: events.ConfirmationsReceived) -> Event:
    return contract.PaymentConfirmationsReceived(event.batch_id, event.lines)


@_tell.register
def _(event: events.ConfirmationsApplied) -> Event:
    return contract.PaymentConfirmationsApplied(
        event.batch_id, event.paid, event.returned, event.reported
    )


@_tell.register
def _(event: events.ConfirmationsAnnounced) -> Event:
    return contract.PaymentConfirmationsAnnounced(event.batch_id)


@_tell.register
def _(event: events.ConfirmationsDropped) -> Event:
    return contract.PaymentConfirmationsDropped(event.batch_id, event.why)


@_tell.register
def _(event: events.RecoveryOpened) -> Event:
    return contract.RecoveryOpened(
        event.recovery_id, event.household_id, event.payment_id, event.contact_id
    )


@_tell.register
def _(event: events.RecoveryChanged) -> Event:
    return contract.RecoveryChanged(
        event.recovery_id, event.household_id, event.what, event.contact_id
    )
