"""Progress of a round: counts and percentages, by governorate or by researcher."""

from __future__ import annotations

from collections.abc import Iterable

from services.registry.app.ports import View
from services.registry.app.surveys.ports import Tally
from services.registry.domain.surveys.visit import Standing


def counted(tally: Iterable[Tally], by: str) -> View:
    """`{"total": row, "rows": [row]}`: how many visits stand how, and how many percent are done.

    A row has `governorate` or `researcher_id` (`null` for visits nobody has).
    """
    groups: dict[str | None, dict[str, int]] = {}
    total: dict[str, int] = {}
    for each in tally:
        group = each.governorate if by == "governorate" else each.researcher_id
        for counts in (groups.setdefault(group, {}), total):
            counts[each.standing] = counts.get(each.standing, 0) + each.visits
    return {
        "total": _row(None, None, total),
        "rows": [
            _row(group, None, counts) if by == "governorate" else _row(None, group, counts)
            for group, counts in sorted(groups.items(), key=lambda pair: pair[0] or "")
        ],
    }


def _row(governorate: str | None, researcher_id: str | None, counts: dict[str, int]) -> View:
    visits = sum(counts.values())
    done = counts.get(Standing.DONE, 0)
    return {
        "governorate": governorate,
        "researcher_id": researcher_id,
        "visits": visits,
        "standings": {each.value: counts.get(each, 0) for each in Standing},
        "done_percent": round(100 * done / visits, 1) if visits else 0.0,
    }
