"""Bodies that trickle in hold a few threads, never all of them."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from gateway.problems import Problem
from gateway.uploads import OF_ONE_SUBJECT, Uploads


def hold(held: ExitStack, uploads: Uploads, subject: str, times: int) -> None:
    for _ in range(times):
        held.enter_context(uploads.one(subject))


def test_one_subject_cannot_hold_the_threads_that_others_need() -> None:
    uploads = Uploads(48, patience=0.01)
    with ExitStack() as held:
        hold(held, uploads, "slow", OF_ONE_SUBJECT)
        with pytest.raises(Problem) as refused, uploads.one("slow"):
            pass
        assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "1"})
        with uploads.one("clerk-1"):
            pass


def test_many_subjects_together_leave_threads_for_those_who_only_ask() -> None:
    uploads = Uploads(48, patience=0.01)
    with ExitStack() as held:
        for number in range(4):
            hold(held, uploads, f"slow-{number}", OF_ONE_SUBJECT)
        with pytest.raises(Problem), uploads.one("clerk-1"):
            pass


def test_a_body_that_was_read_makes_room() -> None:
    uploads = Uploads(48, patience=0.01)
    for _ in range(100):
        with uploads.one("clerk-1"):
            pass
