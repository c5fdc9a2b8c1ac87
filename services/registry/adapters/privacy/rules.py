"""The rules of privacy, read from a file like `rules/privacy.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Code, Each, Part, Several, Text, Whole, entry, words
from services.registry.domain.persons.erasure import ERASABLE
from services.registry.domain.privacy.requests import KINDS
from services.registry.domain.privacy.rules import (
    ALWAYS,
    BASES,
    CONSENT,
    GROUNDS,
    KEEPING,
    NEVER,
    USES,
    Category,
    PrivacyRules,
    Purpose,
)
from services.registry.domain.programmes.words import Reason
from services.registry.domain.programmes.words import Text as SaidText

_CATEGORY = words(
    keep=Choice(KEEPING),
    why=words(required=False),
    years=Whole(most=1000, required=False),
    grounds=Several(Choice(GROUNDS), required=False),
    left=words(required=False),
)
_PURPOSE = words(
    basis=Choice(BASES),
    uses=Several(Choice(USES)),
    categories=Several(Code(), fewest=0),
    recipients=Several(Code(), fewest=0),
    longest_days=Whole(most=36_500, required=False),
)
_EXPECTED = {
    "purposes": entry(codes=Each(_PURPOSE)),
    "recipients": entry(codes=Each(words())),
    "categories": entry(codes=Each(_CATEGORY)),
    "grounds": entry(codes=Part({ground: words() for ground in GROUNDS})),
    "retention": entry(look_again_days=Whole(most=366)),
    "majority": entry(years=Whole(most=150)),
    "deadlines": entry(working_days=Part({kind: Whole(most=1000) for kind in KINDS})),
    "complaints": entry(ar=Text(), en=Text()),
}


def load(path: Path) -> rules.DatedRules[PrivacyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    dated = rules.read(path, _understand, _EXPECTED)
    return rules.DatedRules(
        tuple((day, replace(each, effective_from=day)) for day, each in dated.versions)
    )


def _understand(entries: rules.Entries) -> PrivacyRules:
    recipients = {code: _words(code, each) for code, each in entries["recipients"]["codes"].items()}
    categories = {
        code: _category(code, each) for code, each in entries["categories"]["codes"].items()
    }
    complaints = entries["complaints"]
    return PrivacyRules(
        effective_from=date.min,
        purposes={
            code: _purpose(code, each, categories, recipients)
            for code, each in entries["purposes"]["codes"].items()
        },
        recipients=recipients,
        categories=categories,
        grounds={code: _words(code, each) for code, each in entries["grounds"]["codes"].items()},
        look_again_days=entries["retention"]["look_again_days"],
        adult_at=entries["majority"]["years"],
        working_days=entries["deadlines"]["working_days"],
        complaints=SaidText(complaints["ar"], complaints["en"]),
    )


def _purpose(
    code: str,
    given: Mapping[str, Any],
    categories: Collection[str],
    recipients: Collection[str],
) -> Purpose:
    at, basis, longest = ("purposes", "codes", code), given["basis"], given.get("longest_days")
    if (basis == CONSENT) != (longest is not None):
        raise rules.Wrong("longest_days belongs to what rests on consent, and to that alone", *at)
    _must_be_among(given["categories"], categories, *at, "categories")
    _must_be_among(given["recipients"], recipients, *at, "recipients")
    return Purpose(
        words=_words(code, given),
        basis=basis,
        uses=frozenset(given["uses"]),
        categories=tuple(given["categories"]),
        recipients=tuple(given["recipients"]),
        longest_days=longest,
    )


def _category(code: str, given: Mapping[str, Any]) -> Category:
    at, keep, why = ("categories", "codes", code), given["keep"], given.get("why")
    grounds = tuple(given.get("grounds", ()))
    if keep != ALWAYS and grounds:
        raise rules.Wrong("grounds belong to what is always kept where there is one", *at)
    if keep == ALWAYS and code in ERASABLE and not grounds:
        raise rules.Wrong("what can be erased names the grounds on which it stays", *at)
    if keep != ALWAYS and code not in ERASABLE:
        raise rules.Wrong("the registry cannot erase it alone: keep must be always", *at)
    if keep != NEVER and why is None:
        raise rules.Wrong("what is kept says why", *at)
    left = given.get("left")
    return Category(_words(code, given), keep, _said(why), given.get("years"), grounds, _said(left))


def _said(given: Mapping[str, Any] | None) -> SaidText | None:
    return None if given is None else SaidText(given["ar"], given["en"])


def _words(code: str, entry: Mapping[str, Any]) -> Reason:
    return Reason(code, entry["ar"], entry["en"])


def _must_be_among(codes: Collection[str], known: Collection[str], *at: str) -> None:
    for code in codes:
        if code not in known:
            raise rules.Wrong(f"{code} is none of {', '.join(sorted(known))}", *at)
