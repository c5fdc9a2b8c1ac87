"""The sentences of explanations, from `explanations.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.registry.domain.programmes.words import Reason

FILE = Path(__file__).with_name("explanations.yaml")


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


def say(code: str, values: Mapping[str, Any]) -> Reason:
    """The sentence with this code in both languages."""
    sentence = _sentences()[code]
    return Reason(code, sentence["ar"].format_map(values), sentence["en"].format_map(values))
