"""Two sizes are measured in turns, and of each kind of request the better turn counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.registry.turns import Counted, in_turns


def test_the_better_turn_of_each_kind_counts_and_the_order_goes_forth_and_back() -> None:
    asked: list[str] = []

    def counter(name: str, figures: Iterator[Counted]) -> Callable[[], Counted]:
        def count() -> Counted:
            asked.append(name)
            return next(figures)

        return count

    small = [
        {"name": {"p50": 9.0, "p95": 30.0}, "number": {"p50": 4.0, "p95": 5.0}},
        {"name": {"p50": 8.0, "p95": 31.0}, "number": {"p50": 6.0, "p95": 6.0}},
    ]
    large = [{"name": {"p50": 10.0, "p95": 40.0}, "number": {"p50": 5.0, "p95": 7.0}}] * 2
    counters = [counter("small", iter(small)), counter("large", iter(large))]

    assert in_turns(counters, 2) == [
        {"name": small[1]["name"], "number": small[0]["number"]},
        large[0],
    ]
    assert asked == ["small", "large", "large", "small"]
