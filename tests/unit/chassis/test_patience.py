"""A broker that refuses us is borne for a while, because its users may still be on their way."""

from __future__ import annotations

import pytest
from amqp.exceptions import AccessRefused

from chassis.amqp.connection import LONGEST_PAUSE, Patience, pauses


def test_a_refusal_is_borne_at_first() -> None:
    patience = Patience(seconds=60)
    for _ in range(10):
        patience.bear(AccessRefused("who are you?"))


def test_a_refusal_that_lasts_is_not_borne() -> None:
    patience = Patience(seconds=-1)
    patience.bear(AccessRefused("who are you?"))
    with pytest.raises(AccessRefused):
        patience.bear(AccessRefused("who are you?"))


def test_a_broker_that_is_merely_away_is_borne_for_ever() -> None:
    patience = Patience(seconds=-1)
    for _ in range(10):
        patience.bear(ConnectionRefusedError())


def test_pauses_grow_to_a_limit_and_never_in_step() -> None:
    first, second = pauses(), pauses()
    mine, theirs = [next(first) for _ in range(20)], [next(second) for _ in range(20)]
    assert mine != theirs
    assert mine[0] < 0.2
    assert all(LONGEST_PAUSE / 2 <= each <= LONGEST_PAUSE for each in mine[10:])
