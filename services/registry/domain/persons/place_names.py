"""Names of sub-districts made comparable: what people write differently is one place.

There is no list to choose from: the one we have (OpenStreetMap's sub-districts) lacks the Arabic
name of 18 of 89 and says of none in which district it lies. So a sub-district is kept as it was
written, and compared by this key wherever it is searched for or chosen.
"""

from __future__ import annotations

from functools import lru_cache

from services.registry.domain.persons.arabic_names import without_article, words

_KINDS = frozenset({"قضاء", "قضا", "ناحيه", "لواء", "لوا", "مقاطعه"})
"""What such a place is called before its name, in the spelling of `arabic_names`."""


@lru_cache(maxsize=10_000)  # there are some hundred places, and every person of a file names one
def place_key(written: str) -> str:
    """The name in one spelling, without its kind, its article and what stands between its words.

    قضاء أم الرصاص, ام الرصاص and أمّ الرصاص are one place.
    """
    said = words(written)
    named = said[1:] if said[1:] and said[0] in _KINDS else said
    return without_article("".join(named)) or written
