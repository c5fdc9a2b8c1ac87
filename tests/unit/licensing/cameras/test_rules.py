"""The rules of the camera room: read at start, refused with the place of what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from chassis.rules import RulesRefused
from services.licensing.adapters.cameras import rules
from services.licensing.domain.cameras.rules import Unusual
from services.licensing.settings import LicensingSettings

FILE = LicensingSettings.read().rules / "cameras.yaml"


def test_all_of_it_is_an_assumption_until_the_ministry_confirms_it() -> None:
    text = FILE.read_text("utf-8")
    assert text.count("assumption: true") == 6
    assert "assumption: false" not in text


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("bedroom: {ar", "playroom: {ar", "allows and forbids playroom"),
        ("otherwise: guardians", "otherwise: neighbours", "neighbours"),
        ("minutes: 15", "minutes: 0", "minutes"),
        ("{urgent: 2, ordinary: 24}", "{urgent: 2}", "ordinary"),
        ("night_from_hour: 20", "night_from_hour: 24", "night_from_hour"),
        ("licence_states: [valid, suspended]", "licence_states: []", "licence_states"),
        ("en: Violence}", "eng: Violence}", "eng"),
    ],
)
def test_a_broken_file_stops_the_start_and_says_where(
    tmp_path: Path, written: str, instead: str, reason: str
) -> None:
    text = FILE.read_text("utf-8")
    assert written in text
    broken = tmp_path / "cameras.yaml"
    broken.write_text(text.replace(written, instead), "utf-8")
    with pytest.raises(RulesRefused, match=reason) as refused:
        rules.load(broken)
    assert "cameras.yaml" in str(refused.value)


@pytest.mark.parametrize(
    ("service", "parties"),
    [
        ("nursery.first_licence", ("holder", "guardians")),
        ("care.home_licence", ("holder", "residents")),
        ("practice.institution_licence", ("holder", "guardians")),
    ],
)
def test_who_consents_follows_from_who_is_cared_for(service: str, parties: tuple[str, ...]) -> None:
    law = rules.load(FILE).on(date(2026, 11, 22))
    assert law.consenting.parties(law.areas["playroom"], service) == parties
    assert law.consenting.parties(law.areas["entrance"], service) == ("holder",)


@pytest.mark.parametrize(("hour", "night"), [(0, True), (4, True), (5, False), (23, False)])
def test_a_night_may_begin_after_midnight(hour: int, night: bool) -> None:
    unusual = Unusual(viewings=9, within_hours=1, night_from=0, night_until=5)
    assert (unusual.reasons(datetime(2026, 11, 22, hour), 0) == ("at_night",)) is night
