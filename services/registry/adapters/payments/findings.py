"""What findings say in both languages, why money is owed, and what families read of theirs: from
`findings.yaml`, `owed.yaml` and `family.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("findings.yaml")
OWED = Path(__file__).with_name("owed.yaml")
FAMILY = Path(__file__).with_name("family.yaml")


@cache
def words(file: Path = FILE) -> Mapping[str, Mapping[str, str]]:
    """Arabic and English by code."""
    found: Mapping[str, Mapping[str, str]] = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    return found


def said(codes: Iterable[str], file: Path = FILE) -> list[dict[str, str]]:
    """These codes in their words; one of rules that are gone says its code."""
    return [{"code": each, **words(file).get(each, {"ar": each, "en": each})} for each in codes]


def for_family(code: str) -> dict[str, str]:
    """What a family reads of its money, by its code."""
    return said([code], FAMILY)[0]
