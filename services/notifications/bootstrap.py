"""How notifications is wired together."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from chassis import metrics
from chassis.audit import MongoAudit, ensure_indexes
from chassis.clock import Clock
from chassis.documents.mongo import MongoStore
from chassis.identifiers import derived_id
from chassis.journal import Journal
from chassis.process import Service
from chassis.settings import ProcessSettings
from services.notifications.adapters import rules, sharing
from services.notifications.adapters.agreements import (
    AGREEMENT,
    RememberedAgreements,
    StoredAgreements,
)
from services.notifications.adapters.contacts import MongoContacts
from services.notifications.adapters.feeds import StreamFeeds
from services.notifications.adapters.mail import SmtpMail
from services.notifications.adapters.messages import MongoMessages
from services.notifications.adapters.sms import HttpSms
from services.notifications.adapters.texts import Templates
from services.notifications.app.agreements import RecordAgreements
from services.notifications.app.application import Application, Waker
from services.notifications.app.delivery import Delivery, Outcome
from services.notifications.app.erasures import ForgetPeople
from services.notifications.app.feeds import FeedPartners
from services.notifications.app.notices import NotifyPeople
from services.notifications.app.ports import Provider
from services.notifications.app.queries import LookAtAgreements, LookAtAudit, LookAtMessages
from services.notifications.domain.contact import Channel
from services.notifications.settings import NotificationSettings


def message_id(event_id: str, party: str, channel: str) -> str:
    """The same for the same event, party and channel: one event never makes two messages."""
    return derived_id("notifications.message", event_id, party, channel)


def count(channel: Channel, outcome: Outcome) -> None:
    """Put the end of an attempt into the metrics."""
    metrics.MESSAGES.labels(channel.value, outcome.outcome).inc()
    if outcome.lag is not None:
        metrics.MESSAGE_DELIVERY_LAG_SECONDS.labels(channel.value).observe(max(outcome.lag, 0.0))


def build(
    database: Database[dict[str, Any]], clock: Clock, process: ProcessSettings
) -> Application:
    """The application on real servers. Talks to none of them."""
    settings = NotificationSettings.read()
    law = rules.load()
    contacts, messages, texts = MongoContacts(database), MongoMessages(database), Templates()
    stored = StoredAgreements(MongoStore(database, AGREEMENT, clock))
    in_force = RememberedAgreements(stored)
    feeds = StreamFeeds(process.amqp_url, settings.feed_max_age)
    waker, audit = Waker(), MongoAudit(database, clock)
    providers: dict[Channel, Provider] = {
        Channel.SMS: HttpSms(settings.sms_url, settings.sms_token, settings.channel_width),
        Channel.EMAIL: SmtpMail(settings.mail_server, settings.mail_from),
    }

    def prepare() -> None:
        messages.prepare()
        contacts.prepare()
        for partner in in_force.all():
            feeds.declare(partner)

    return Application(
        channel_width=settings.channel_width,
        longest_absence=law.at(clock.now()).patience.longest_absence.total_seconds(),
        notify_people=NotifyPeople(law, contacts, messages, message_id, clock, waker.wake),
        forget_people=ForgetPeople(contacts, messages, Journal(database).forget_discarded),
        deliveries=[
            Delivery(channel, law, messages, contacts, texts, provider, clock, count)
            for channel, provider in providers.items()
        ],
        feed_partners=FeedPartners(in_force, feeds, clock),
        agreements=RecordAgreements(stored, in_force, feeds, sharing.from_catalogue()),
        look_at_messages=LookAtMessages(messages, contacts, audit),
        look_at_agreements=LookAtAgreements(stored),
        look_at_audit=LookAtAudit(audit),
        prepare=prepare,
        close=feeds.close,
        waker=waker,
    )


SERVICE = Service(
    name="notifications",
    kinds=(AGREEMENT,),
    build=build,
    entrypoints="services.notifications.entrypoints.service:NotificationsService",
    prepare=ensure_indexes,
)
