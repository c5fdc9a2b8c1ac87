"""Names of places and bodies made comparable: what people write differently is written one way.

A name is always kept as written; these words only find it.
"""

from __future__ import annotations

import re
import unicodedata

_NO_LETTERS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069'’`]")
_WORD = re.compile(r"\w+")
_ONE_SPELLING = str.maketrans("أإآٱىیکةؤئ", "ااااييكهوي")
_ARTICLE = "ال"
_SHORTEST_WITHOUT_ARTICLE = 3


def words(name: str) -> list[str]:
    """The words of a name in one spelling and without the Arabic article, each once."""
    composed = unicodedata.normalize("NFKC", name)
    spelled = _NO_LETTERS.sub("", composed).translate(_ONE_SPELLING).casefold()
    plain = "".join(
        str(unicodedata.decimal(each, each))
        for each in unicodedata.normalize("NFKD", spelled)
        if not unicodedata.combining(each)
    )
    return list(dict.fromkeys(_without_article(each) for each in _WORD.findall(plain)))


def _without_article(word: str) -> str:
    rest = word.removeprefix(_ARTICLE)
    return rest if len(rest) >= _SHORTEST_WITHOUT_ARTICLE else word
