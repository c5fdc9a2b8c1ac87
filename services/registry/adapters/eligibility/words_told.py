"""What counts of the facts of a profile on a day, as expressions of MongoDB.

The same as the domain says of one (`Profile`, `LookingBack`), for all profiles at once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.months import months_before

Document = dict[str, Any]
NEVER = "9999"
"""Later than every day, in the order of text."""
_AFTER = "T"


def _until(name: str, day: date, state: str) -> Document:
    """As `Fact.counted_by` does: what has begun to count, each `since` when, `stated` when, and
    `forgotten` when.

    What was declared after a benefit had begun on that day is a `word` of its own, and `begun`
    after it: a letter behind the day puts it there, in the order of text.
    """
    facts = {"$ifNull": [f"{state}.facts.{name}", []]}
    counts_from = {"$ifNull": ["$$this.counts_from", NEVER]}
    # What was kept before there was precedence counts from its day; what never counts has null.
    before = {"$eq": [{"$type": "$$this.counts_from"}, "missing"]}
    since = {"$cond": [before, "$$this.on", counts_from]}
    stated = {"$ifNull": ["$$this.stated_from", "$$this.on"]}
    forgotten = {"$ifNull": ["$$this.forgotten_from", NEVER]}
    stated_now = {"$eq": [{"$ifNull": ["$$this.stated_from", None]}, None]}
    after = {"$and": [{"$ifNull": ["$$this.after_start", False]}, stated_now]}
    mark = {"$cond": [after, _AFTER, ""]}
    told = {
        "value": "$$this.value",
        "since": since,
        "stated": stated,
        "forgotten": forgotten,
        "word": {"$concat": [since, mark]},
        "begun": {"$concat": [stated, mark]},
    }
    dated = {"$map": {"input": facts, "in": told}}
    return {"$filter": {"input": dated, "cond": {"$lte": ["$$this.since", day.isoformat()]}}}


def known_on(name: str, day: date) -> Document:
    """As `Profile.known_on` does."""
    return {"$getField": {"field": "value", "input": {"$last": _until(name, day, "$state")}}}


def lowest_since(window: Window, day: date, since: Any, state: str) -> Document:
    """As `Profile.lowest` does: of the last word of each day, what held at some time in the months
    before the day; not before the day that `since` is, at which a benefit began."""
    months = months_before(day, window.months).isoformat()
    last_words = {
        "$filter": {
            "input": {"$range": [0, {"$size": "$$told"}]},
            "as": "at",
            "cond": {"$ne": [_day_at(_NEXT, "word"), _day_at("$$at", "word")]},
        }
    }
    # What was stated on a day held until the next word: of those before, only the last still did.
    held = {"$filter": {"input": last_words, "as": "at", "cond": {"$or": [
        _is_since("$$at", months, since),
        _is_since(_NEXT, months, since),
    ]}}}  # fmt: skip
    values = {"$map": {"input": held, "as": "at", "in": {
        "$getField": {"field": "value", "input": {"$arrayElemAt": ["$$told", "$$at"]}}
    }}}  # fmt: skip
    told = {
        "$filter": {
            "input": _until(window.of, day, state),
            "cond": {"$gt": ["$$this.forgotten", day.isoformat()]},
        }
    }
    return {"$let": {"vars": {"told": told}, "in": {"$min": values}}}


_NEXT: Document = {"$add": ["$$at", 1]}


def _is_since(index: Any, months: str, began: Any) -> Document:
    """As `LookingBack` has it; beyond the last word, too."""
    stated = {"$ifNull": [_day_at(index, "stated"), NEVER]}
    begun = {"$ifNull": [_day_at(index, "begun"), NEVER + _AFTER]}
    return {"$and": [{"$gt": [stated, months]}, {"$gt": [begun, began]}]}


def _day_at(index: Any, day: str) -> Document:
    """One of the days of a fact; missing beyond the last one."""
    return {"$getField": {"field": day, "input": {"$arrayElemAt": ["$$told", index]}}}
