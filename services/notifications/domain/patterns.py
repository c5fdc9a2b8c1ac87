"""Event patterns as a broker understands them: `*` is one word, `#` any number of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

WELL_FORMED = re.compile(r"^(?:[a-z][a-z_]*|\*|#)(?:\.(?:[a-z][a-z_]*|\*|#))*$")


def matches(pattern: str, name: str) -> bool:
    """Whether the pattern covers this event name."""
    return _matches(pattern.split("."), name.split("."))


def _matches(pattern: Sequence[str], words: Sequence[str]) -> bool:
    if not pattern:
        return not words
    first, rest = pattern[0], pattern[1:]
    if first == "#":
        return any(_matches(rest, words[taken:]) for taken in range(len(words) + 1))
    return bool(words) and first in ("*", words[0]) and _matches(rest, words[1:])
