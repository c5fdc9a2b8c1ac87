"""The rules for documents, read from a file like `rules/documents.yaml`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Choice, Each, Part, Several, Text, Whole, entry
from services.licensing.domain.documents.rules import AUTHORISATION, DocumentRules, KindRule
from services.licensing.domain.documents.types import LARGEST, SUFFIXES
from services.licensing.domain.words import Words

_MEDIA_TYPES = {suffixes[0]: media_type for media_type, suffixes in SUFFIXES.items()}
"""How the file of rules calls types: by the usual ending of their names."""

_SIZES = {name: Whole(most=LARGEST, required=False) for name in _MEDIA_TYPES}
_EXPECTED = {
    "unattached": entry(most=Whole(most=1000), days=Whole(most=365)),
    "largest_bytes": entry(**_SIZES),
    "kinds": entry(
        codes=Each(Part({"ar": Text(), "en": Text(), "types": Several(Choice(_MEDIA_TYPES))}))
    ),
}


def load(path: Path) -> rules.DatedRules[DocumentRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> DocumentRules:
    sizes, kinds = entries["largest_bytes"], entries["kinds"]["codes"]
    if AUTHORISATION not in kinds:
        raise rules.Wrong(f"{AUTHORISATION} is missing: delegates show one", "kinds", "codes")
    for code, kind in kinds.items():
        for name in kind["types"]:
            if name not in sizes:
                raise rules.Wrong(f"largest_bytes says nothing of {name}", "kinds", "codes", code)
    return DocumentRules(
        kinds={
            code: KindRule(
                Words(kind["ar"], kind["en"]),
                {_MEDIA_TYPES[name]: sizes[name] for name in kind["types"]},
            )
            for code, kind in kinds.items()
        },
        unattached_most=entries["unattached"]["most"],
        unattached_kept=timedelta(days=entries["unattached"]["days"]),
    )
