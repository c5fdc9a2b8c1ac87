"""A message as it is stored."""

from __future__ import annotations

from typing import Any

from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Message, Notice, State

Document = dict[str, Any]


def to_document(message: Message) -> Document:
    """All of the message under the version it is about to have; `due` only while it is alive."""
    notice = message.notice
    document: Document = {
        "_id": message.id,
        "version": message.version + 1,
        "channel": message.channel.value,
        "state": message.state.value,
        "party": notice.party,
        "template": notice.template,
        "event_id": notice.event_id,
        "facts": dict(notice.facts),
        "channels": [each.value for each in notice.channels],
        "governorate": notice.governorate,
        "protected": notice.protected,
        "occurred_at": notice.occurred_at,
        "created_at": message.created_at,
        "queued_at": message.queued_at,
        "finished_at": message.finished_at,
        "attempts": message.attempts,
        "reason": message.reason,
        "destination": message.destination,
    }
    if message.due is not None:
        document["due"] = message.due
    return document


def from_document(document: Document) -> Message:
    """The message that was stored."""
    return Message(
        id=document["_id"],
        version=document["version"],
        channel=Channel(document["channel"]),
        notice=Notice(
            event_id=document["event_id"],
            template=document["template"],
            party=document["party"],
            channels=tuple(Channel(each) for each in document["channels"]),
            occurred_at=document["occurred_at"],
            facts=document["facts"],
            governorate=document["governorate"],
            protected=document["protected"],
        ),
        created_at=document["created_at"],
        state=State(document["state"]),
        due=document.get("due"),
        queued_at=document["queued_at"],
        attempts=document["attempts"],
        reason=document["reason"],
        destination=document["destination"],
        finished_at=document["finished_at"],
    )
