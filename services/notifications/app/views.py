"""How messages are shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.notifications.domain.message import Message, State


def to_view(message: Message) -> dict[str, Any]:
    """How a message is shown: neither its text nor its address."""
    notice = message.notice
    return {
        "id": message.id,
        "version": message.version,
        "channel": message.channel.value,
        "state": message.state.value,
        "template": notice.template,
        "party": notice.party,
        "event_id": notice.event_id,
        "governorate": notice.governorate,
        "destination": message.destination,
        "attempts": message.attempts,
        "reason": message.reason,
        "occurred_at": moment(notice.occurred_at),
        "created_at": moment(message.created_at),
        "queued_at": moment(message.queued_at),
        "next_attempt_at": moment(message.due if message.state is State.QUEUED else None),
        "finished_at": moment(message.finished_at),
    }


def moment(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the millisecond."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
