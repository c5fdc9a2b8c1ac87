"""The rules of the register of practitioners, read from a file like `rules/practitioners.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Code, Each, Several, Whole, entry, words
from services.licensing.domain.practitioners.parts import PractitionerKind
from services.licensing.domain.practitioners.rules import (
    PUBLIC,
    PractitionerClass,
    PractitionerRules,
    PublicRules,
)
from services.licensing.domain.words import Words


def _told() -> Several:
    return Several(Choice(PUBLIC), fewest=0)


_EXPECTED = {
    "register": entry(series=Code()),
    "classes": entry(
        codes=Each(
            words(
                of=Choice([each.value for each in PractitionerKind]),
                services=Several(Code()),
                specialism=Code(required=False),
                education=Several(Code(), fewest=0),
            )
        )
    ),
    "training": entry(hours=Code(), courses=Code()),
    "leaving": entry(reasons=Several(Code(), fewest=0)),
    "public": entry(
        number=_told(),
        number_and_name=_told(),
        certificate=_told(),
        words_of_name=Whole(1, 10),
    ),
}


def load(path: Path) -> rules.DatedRules[PractitionerRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> PractitionerRules:
    classes = {code: _class(code, each) for code, each in entries["classes"]["codes"].items()}
    seen: set[str] = set()
    for code, each in classes.items():
        if twice := sorted(seen & set(each.services)):
            raise rules.Wrong(f"{twice[0]} is of another class too", "classes", "codes", code)
        seen.update(each.services)
    training, public = entries["training"], entries["public"]
    return PractitionerRules(
        series=entries["register"]["series"],
        classes=classes,
        hours=training["hours"],
        courses=training["courses"],
        leaving=frozenset(entries["leaving"]["reasons"]),
        public=PublicRules(
            number=frozenset(public["number"]),
            number_and_name=frozenset(public["number_and_name"]),
            certificate=frozenset(public["certificate"]),
            words_of_name=public["words_of_name"],
        ),
    )


def _class(code: str, said: dict[str, Any]) -> PractitionerClass:
    return PractitionerClass(
        code,
        Words(said["ar"], said["en"]),
        PractitionerKind(said["of"]),
        tuple(said["services"]),
        said.get("specialism"),
        tuple(said["education"]),
    )
