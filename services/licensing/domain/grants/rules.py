"""What policy says of grants on one day; kept as dated data, never in code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GrantRules:
    """`disagreement`: reviewers so many hundredths apart call for one more. `appeal_days`: within
    how many days of a decision it may be appealed. `overdue_days`: so many days after the day on
    which a report was due it is told, each time to people higher up. `notice_days`: so many days
    before it is due its society is reminded."""

    disagreement: int
    appeal_days: int
    overdue_days: tuple[int, ...]
    notice_days: int
