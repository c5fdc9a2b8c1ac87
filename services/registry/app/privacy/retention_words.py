"""What goes and what stays, and why and how long, as the person reads it in both languages."""

from __future__ import annotations

from services.registry.domain.persons.erasure import ERASABLE
from services.registry.domain.privacy.keeping import LASTING, Stay
from services.registry.domain.privacy.rules import ALWAYS, Category, PrivacyRules
from services.registry.domain.programmes.words import Reason, Text

_SEPARATED = Text("؛ ", "; ")


def gone(category: Category) -> Reason:
    """The category, and what stands in its place."""
    words, left = category.words, category.left
    if left is None:
        return words
    return Reason(words.code, f"{words.ar} ({left.ar})", f"{words.en} ({left.en})")


def kept(stay: Stay, rules: PrivacyRules) -> Reason:
    """The category, why it stays and how long."""
    words, why, time = stay.category.words, _why(stay, rules), _how_long(stay)
    return Reason(words.code, f"{words.ar}: {why.ar}{time.ar}", f"{words.en}: {why.en}{time.en}")


def _why(stay: Stay, rules: PrivacyRules) -> Text:
    """What can be erased stays for what there is of this person; the rest for what it is."""
    category = stay.category
    if category.why is not None and not (category.keep == ALWAYS and category.code in ERASABLE):
        return category.why
    grounds = [rules.grounds[each] for each in stay.grounds]
    return Text(
        _SEPARATED.ar.join(each.ar for each in grounds),
        _SEPARATED.en.join(each.en for each in grounds),
    )


def _how_long(stay: Stay) -> Text:
    years = stay.category.years
    if stay.until != LASTING:
        day = stay.until.isoformat()
        return Text(f" (حتى {day})", f" (until {day})")
    if years is None or not stay.grounds:
        return Text("", "")
    return Text(
        f" (ما دام ذلك قائمًا، ثم {years} سنوات بعده)",
        f" (as long as that lasts, and {years} years after)",
    )
