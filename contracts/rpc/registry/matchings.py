"""What the registry is asked and answers about looking all of it through for duplicates."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
)

STATUSES = ("running", "finished", "cancelled")


class StartMatching(Request):
    """Have records looked through for duplicates, in the background."""

    governorates = fields.Several(
        fields.Governorate(),
        most=12,
        distinct=True,
        load_default=list,
        metadata={
            "description": "Pairs whose two persons live in these. Everywhere when empty, which "
            "administrators alone may."
        },
    )


class OneMatching(Request):
    """One matching."""

    matching_id = fields.Identifier(required=True)


class FindMatchings(PageRequest):
    """Matchings within the caller's reach. Newest first."""

    status = fields.Choice(STATUSES, load_default=None, allow_none=True)


class MatchingFoundSchema(Answer):
    """What was looked at and found. Blocks of more persons than are compared are counted; some of
    their pairs met elsewhere all the same."""

    persons = fields.Whole(required=True, least=0, most=2**53)
    pairs = fields.Whole(required=True, least=0, most=2**53)
    probable = fields.Whole(required=True, least=0, most=2**53)
    suggested = fields.Whole(required=True, least=0, most=2**53)
    large_blocks = fields.Whole(required=True, least=0, most=2**53)
    unseen_pairs = fields.Whole(required=True, least=0, most=2**53)


class MatchingProgress(Answer):
    """How far the background is: persons read, then portions of the pairs."""

    work = fields.Text(required=True)
    state = fields.Choice(("waiting", "running", "done", "failed"), required=True)
    done = fields.Whole(required=True, least=0, most=2**53)
    total = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    updated_at = fields.Moment(required=True)


class Matching(Record):
    """A matching, with what it found when it has ended."""

    governorates = fields.Several(fields.Governorate(), required=True)
    model = fields.Text(
        required=True,
        metadata={"description": "The version of the weights.", "example": "2026-01-01"},
    )
    status = fields.Choice(STATUSES, required=True)
    started_by = fields.Text(required=True)
    started_on = fields.Day(required=True)
    cancelled_by = fields.Text(required=True, allow_none=True)
    found = fields.Nested(MatchingFoundSchema, required=True, allow_none=True)
    progress = fields.Nested(MatchingProgress, required=True, allow_none=True)


class MatchingPage(PageAnswer):
    """One page of matchings."""

    items = fields.Several(fields.Nested(Matching), required=True)


METHODS: Methods = {
    "start_matching": Method("command", StartMatching, Matching),
    "cancel_matching": Method("command", OneMatching, Matching),
    "get_matching": Method("query", OneMatching, Matching),
    "find_matchings": Method("query", FindMatchings, MatchingPage),
}
