"""All that this service does, as the entrypoints find it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from services.notifications.app.agreements import RecordAgreements
from services.notifications.app.delivery import Delivery
from services.notifications.app.erasures import ForgetPeople
from services.notifications.app.feeds import FeedPartners
from services.notifications.app.notices import NotifyPeople
from services.notifications.app.queries import LookAtAgreements, LookAtAudit, LookAtMessages


@dataclass
class Waker:
    """Where handlers say that a message is queued, whoever listens."""

    listeners: list[Callable[[], None]] = field(default_factory=list)

    def wake(self) -> None:
        for listener in self.listeners:
            listener()


@dataclass
class Application:
    """What the entrypoints call.

    `channel_width`: messages under way at a time, per channel; `longest_absence`: seconds at most
    between tries of a provider that is away; `prepare` makes what must stand on the servers, and
    raises while one of them is away; `close` lets go of them.
    """

    channel_width: int
    longest_absence: float
    notify_people: NotifyPeople
    forget_people: ForgetPeople
    deliveries: Sequence[Delivery]
    feed_partners: FeedPartners
    agreements: RecordAgreements
    look_at_messages: LookAtMessages
    look_at_agreements: LookAtAgreements
    look_at_audit: LookAtAudit
    prepare: Callable[[], None]
    close: Callable[[], None]
    waker: Waker
