"""The answer to a request in words that people read, from `answers.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from services.registry.app.privacy.erasing import Outcome
from services.registry.app.privacy.requesting import DecideRequest
from services.registry.domain.privacy.requests import FACTS, GRANTED, DataRequest
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.programmes.words import Text

FILE = Path(__file__).with_name("answers.yaml")


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return found


def sentence(code: str) -> dict[str, str]:
    """A sentence without values, in both languages."""
    return dict(_sentences()[code])


def say(
    request: DataRequest, decided: DecideRequest, outcome: Outcome, rules: PrivacyRules, on: date
) -> Text:
    """Outcome, reason, what stays of it, and where to complain; in both languages."""
    of_facts = "_of_facts" if request.asked.about == FACTS else ""
    granted = f"granted_{request.kind}{of_facts}"
    code = granted if decided.outcome == GRANTED else "refused"
    purpose = rules.purposes.get(request.asked.purpose or "")
    values = {
        "on": on.isoformat(),
        "reason": decided.reason,
        "purpose_ar": "" if purpose is None else purpose.words.ar,
        "purpose_en": "" if purpose is None else purpose.words.en,
        "erased_ar": _listed([each.ar for each in outcome.erased], "؛ "),
        "erased_en": _listed([each.en for each in outcome.erased], "; "),
        "kept_ar": _listed([each.ar for each in outcome.kept], "؛ "),
        "kept_en": _listed([each.en for each in outcome.kept], "; "),
    }
    said = [_sentences()[each] for each in (code, *_of_what_stays(outcome))]
    return Text(
        "\n".join([*(each["ar"].format_map(values) for each in said), rules.complaints.ar]),
        "\n".join([*(each["en"].format_map(values) for each in said), rules.complaints.en]),
    )


def _of_what_stays(outcome: Outcome) -> list[str]:
    """What stays, and that it stays without name and number: from now on, or later."""
    if not outcome.kept:
        return []
    return ["kept", "kept_until_over" if outcome.retained else "kept_of_nobody"]


def _listed(words: Sequence[str], separator: str) -> str:
    return separator.join(words) or "—"
