"""Messages to people: what became of them, never what they say."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc import notifications
from gateway import answers
from gateway.authentication.roles import AUDITOR, OPERATOR, SUPERVISOR
from gateway.calls import ask
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "notifications"
READERS = (SUPERVISOR, AUDITOR, OPERATOR)

messages = Resource("messages", __name__, description="What became of messages to people.")


@messages.operation(
    "GET",
    "/v1/messages",
    roles=READERS,
    query=query_of(notifications.FindMessages),
    answer=notifications.MessagePage,
    arabic="البحث عن رسائل",
    examples="notifications.find_messages",
)
def find_messages(query: dict[str, Any]) -> Response:
    """Find messages

    By state, channel, party or the event they tell of; newest first.
    """
    return answers.page(SERVICE, "find_messages", query)


@messages.operation(
    "GET",
    "/v1/messages/<uuid:message_id>",
    roles=READERS,
    answer=notifications.Message,
    arabic="قراءة حال رسالة",
    examples="notifications.get_message",
)
def get_message(message_id: str) -> Response:
    """Read the state of a message"""
    return answers.record(ask(SERVICE, "get_message", {"message_id": message_id}))
