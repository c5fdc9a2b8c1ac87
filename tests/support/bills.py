"""What providers and people ask of bills."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from chassis.errors import KanafError
from services.licensing.domain.fees.bill import Bill
from tests.support.applying import AUDITOR
from tests.support.calling import Caller
from tests.support.fees import PROVIDER, a_notice

Raise = Callable[..., Bill]
"""Raises a bill; what is said is different."""


def told(call: Caller, of: Bill, actor: Actor = PROVIDER, **other: Any) -> str:
    answer = call(actor, "receive_payment_notice", a_notice(of, **other))
    return str(answer["outcome"])


def state(call: Caller, of: Bill) -> str:
    return str(call(AUDITOR, "get_bill", {"bill_id": of.id})["state"])


def refused(call: Caller, *asked: Any) -> str:
    with pytest.raises(KanafError) as error:
        call(*asked)
    return error.value.code


def events(database: MemoryDatabase, collection: str, of: str) -> list[str]:
    pending = database.collections[collection][of]["pending"]
    return [each["type"].split(".", 2)[2] for each in pending]
