"""What findings say in both languages, from `findings.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("findings.yaml")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Arabic and English by code."""
    found: Mapping[str, Mapping[str, str]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


def said(codes: Iterable[str]) -> list[dict[str, str]]:
    """These findings in their words; one of rules that are gone says its code."""
    return [{"code": each, **words().get(each, {"ar": each, "en": each})} for each in codes]
