"""Pages that pass over what is hidden tell nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from services.registry.app.pages import known_page

View = dict[str, Any]


class List:
    """Letters in their order; the cursor is the letter that a page ended with."""

    def __init__(self, letters: str) -> None:
        self.letters = letters

    def fetch(self, after: str | None, limit: int) -> View:
        left = self.letters if after is None else self.letters.partition(after)[2]
        page = left[:limit]
        more = len(left) > limit
        return {"items": [{"id": each} for each in page], "next": page[-1] if more else None}

    def pages(self, limit: int) -> list[tuple[str, str | None]]:
        """Every page for who knows the small letters alone, with its cursor."""
        found: list[tuple[str, str | None]] = []
        after = None
        while not found or after is not None:
            page = known_page(self.fetch, small, after, limit)
            after = page["next"]
            found.append(("".join(each["id"] for each in page["items"]), after))
        return found


def small(items: Sequence[View]) -> list[View]:
    return [each for each in items if each["id"].islower()]


@pytest.mark.parametrize(
    ("letters", "pages"),
    [
        ("", [("", None)]),
        ("ab", [("ab", None)]),
        ("abc", [("ab", "b"), ("c", None)]),
        ("XYZ", [("", None)]),
        ("abXYZ", [("ab", None)]),
        ("XaYbZc", [("ab", "b"), ("c", None)]),
        ("abABCDEFGHIJKLMNOPc", [("ab", "b"), ("c", None)]),
        ("aABCDbEFGc", [("ab", "b"), ("c", None)]),
        ("XabcdeY", [("ab", "b"), ("cd", "d"), ("e", None)]),
    ],
)
def test_a_page_is_as_long_as_if_nothing_was_passed_over(
    letters: str, pages: list[tuple[str, str | None]]
) -> None:
    assert List(letters).pages(2) == pages


def test_what_comes_while_it_is_read_is_never_the_place_of_the_next_page() -> None:
    growing, looks = List("abXc"), 0

    def fetch(after: str | None, limit: int) -> View:
        nonlocal looks
        looks += 1
        growing.letters = {3: "YabXc"}.get(looks, growing.letters)
        return growing.fetch(after, limit)

    page = known_page(fetch, small, None, 2)
    assert ([each["id"] for each in page["items"]], page["next"]) == (["a", "b"], "b")
