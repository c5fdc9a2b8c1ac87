"""What licensing listens to."""

from __future__ import annotations

from chassis.events.entrypoint import HandlerGroup, sources

# The registry counts a year's table from 2 on where something was known before: no first event.
holidays = HandlerGroup("holidays", sources("licensing.holidays"), ordered=False)
"""Lets deadlines in working days rest on the ministry's holidays."""
