"""How a licence says that its renewal is under way, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.licensing.adapters.licensed.stored import plain
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Renewal, Stage

View = dict[str, Any]
_FILE = Path(__file__).parent / "renewals.yaml"


@cache
def texts() -> dict[str, dict[str, str]]:
    """Where a renewal stands → what is said of it, by language."""
    found: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found


def show_renewal(licence: Licence) -> View | None:
    """The renewal that was asked for last, until it is granted or nothing can come of it."""
    standing = [each for each in licence.renewals if each.stage is not Stage.OVER]
    if not standing:
        return None
    last, end = standing[-1], licence.term.expires_on
    keeps = last.stage is Stage.UNDER_WAY and end is not None and last.kept_in_force(end)
    return {
        "application_id": last.application_id,
        "since": last.since.isoformat(),
        "stage": last.stage.value,
        "contest_until": plain(last.contest_until),
        "keeps_in_force": keeps,
        "words": _words(last, keeps=keeps),
    }


def _words(renewal: Renewal, *, keeps: bool) -> View:
    said = texts()["in_force" if keeps else renewal.stage.value]
    days = {"since": renewal.since, "contest_until": renewal.contest_until}
    return {language: text.format(**days) for language, text in said.items()}
