"""Two sizes are measured in turns, kind by kind, and the better turn counts."""

from __future__ import annotations

from collections.abc import Callable

from bench.registry.turns import Figures, in_turns


def test_the_better_turn_of_each_kind_counts_and_the_order_goes_forth_and_back() -> None:
    asked: list[str] = []

    def measure(name: str, *figures: Figures) -> Callable[[], Figures]:
        following = iter(figures)

        def measured() -> Figures:
            asked.append(name)
            return next(following)

        return measured

    slow, fast = {"p50": 9.0, "p95": 30.0}, {"p50": 8.0, "p95": 31.0}
    small = {"name": measure("small name", slow, fast), "number": measure("small", fast, slow)}
    large = {"name": measure("large name", slow, slow), "number": measure("large", fast, fast)}

    better = in_turns([small, large], 2)

    assert better == [{"name": fast, "number": fast}, {"name": slow, "number": fast}]
    assert asked[:4] == ["small name", "large name", "large name", "small name"]
    assert asked[4:] == ["small", "large", "large", "small"]
