"""What was done for a family that was right, in words: the texts of `remedies.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("remedies.yaml")


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


def say(remedy: str) -> dict[str, str]:
    """The text of this remedy in both languages."""
    return dict(_texts()[remedy])
