"""Criteria as MongoDB filters."""

from __future__ import annotations

import re
from typing import Any

from chassis.documents.kind import Criteria

Document = dict[str, Any]


def all_of(conditions: list[Document]) -> Document:
    """A filter by all of these; by nothing when there are none."""
    return {"$and": conditions} if conditions else {}


def conditions_of(criteria: Criteria) -> list[Document]:
    """One filter for each condition."""
    return [
        *({f"keys.{name}": value} for name, value in criteria.equals.items()),
        *(
            {f"keys.{name}": {"$all": list(values)}}
            for name, values in criteria.all_of.items()
            if values  # of nothing MongoDB would find nothing
        ),
        *({f"keys.{name}": {"$in": list(values)}} for name, values in criteria.any_of.items()),
        *(
            {f"keys.{name}": {"$regex": f"^{re.escape(text)}"}}
            for name, text in criteria.prefix.items()
        ),
        *(
            {f"keys.{name}": {"$gte": least, "$lte": most}}
            for name, (least, most) in criteria.between.items()
        ),
        *({f"labels.{name}": value} for name, value in criteria.labelled.items()),
        *({"$nor": [all_of(conditions_of(each))]} for each in criteria.but_not),
    ]
