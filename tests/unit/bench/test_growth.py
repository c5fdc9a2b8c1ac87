"""The table of the registry's bench says what grew too much."""

from __future__ import annotations

from bench.registry.table import table


def test_growth_is_last_through_first_and_marked_where_it_is_judged() -> None:
    def size(persons: int, p50: float, rate: float | None) -> dict[str, object]:
        return {"persons": persons, "rate": rate, "ms": {"name": {"p50": p50, "found": p50}}}

    lines = table([size(10, 10.0, 1.0), size(100, 12.0, None), size(1000, 16.0, 2.0)]).splitlines()
    by_name = {line[:14].strip(): line.split() for line in lines}
    assert lines[0].split() == ["10", "100", "1,000", "grown"]
    assert by_name["ms name p50"][-1] == "1.60!"
    assert by_name["ms name found"][-1] == "1.60"
    assert by_name["rate"][-4:] == ["1.0", "-", "2.0", "2.00"]
