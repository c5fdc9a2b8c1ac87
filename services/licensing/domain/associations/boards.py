"""Boards (الهيئة الإدارية): seated for a term, expired, put right where recorded wrongly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.licensing.domain.access import Actor
from services.licensing.domain.associations import events, parts, refusals
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.rules import AssociationRules


def seat(made: Association, board: parts.Board, rules: AssociationRules) -> None:
    """A board begins its term; the one before ends with it."""
    made.must_be_active()
    _add(made, board, rules)


def correct(
    made: Association,
    board: parts.Board,
    reason: str,
    by: Actor,
    today: date,
    rules: AssociationRules,
) -> None:
    """The last board was recorded wrongly: this one stands in its stead, and it stays on record.

    Also where the association is suspended: it is the office that was wrong. Raises
    `NoBoardToCorrect`, `BoardByElection` for one that an election has seated, and `BoardUnchanged`.
    """
    made.must_not_be_dissolved()
    if not made.seated:
        raise refusals.NoBoardToCorrect()
    wrong = made.seated[-1]
    if wrong.election_id is not None:
        raise refusals.BoardByElection()
    if (board.members, board.valid_from, board.valid_until) == (
        wrong.members,
        wrong.valid_from,
        wrong.valid_until,
    ):
        raise refusals.BoardUnchanged()
    withdrawn = replace(wrong, withdrawal=parts.Withdrawal(by.subject, today, reason))
    made.boards = tuple(withdrawn if each is wrong else each for each in made.boards)
    made.events.append(events.BoardWithdrawn(made.id, wrong.valid_from, wrong.valid_until, today))
    _add(made, board, rules)


def expire(made: Association, today: date) -> None:
    """The last board's term is over, and no other was elected."""
    last = made.seated[-1] if made.seated else None
    if last is None or last.expired or today <= last.valid_until:
        return
    ended = replace(last, expired=True)
    made.boards = tuple(ended if each is last else each for each in made.boards)
    made.events.append(events.BoardExpired(made.id, ended.valid_until))


def _add(made: Association, board: parts.Board, rules: AssociationRules) -> None:
    if board.valid_from < made.registered_on:
        raise refusals.BoardBeforeAssociation(pointer="/valid_from")
    if board.valid_from > (latest := rules.last_day_to_begin(board.recorded_on)):
        raise refusals.BoardTermAhead(pointer="/valid_from", latest=latest.isoformat())
    if not board.valid_from <= board.valid_until <= rules.last_day_of_term(board.valid_from):
        raise refusals.BoardTerm(years=rules.board_years)
    if made.seated and board.valid_from <= made.seated[-1].valid_from:
        raise refusals.BoardTerm(years=rules.board_years)
    numbers = [each.national_number for each in board.members if each.national_number]
    if len(numbers) != len(set(numbers)):
        raise refusals.BoardTwice()
    made.boards = (*made.boards, board)
    made.events.append(
        events.BoardElected(made.id, len(board.members), board.valid_from, board.valid_until)
    )
