"""What an emergency is declared for must be there."""

from __future__ import annotations

import uuid

import pytest

from contracts.refusals import say
from services.registry.app.application import Registry
from services.registry.domain.emergencies.emergency import Group
from services.registry.domain.emergencies.refusals import GroupWithoutProgramme, ReasonUnknown
from tests.support import relief


def test_a_group_of_a_programme_that_is_not_there_is_refused_where_it_is_named(
    registry: Registry,
) -> None:
    with pytest.raises(GroupWithoutProgramme) as refused:
        relief.declared(registry, group=Group(programme_id=str(uuid.uuid4())))
    assert [each.pointer for each in refused.value.errors] == ["/group/programme_id"]


@pytest.mark.parametrize(("language", "words"), [("ar", "سيول (flood)"), ("en", "floods (flood)")])
def test_an_unknown_reason_is_answered_with_the_known_ones_in_words(
    registry: Registry, language: str, words: str
) -> None:
    with pytest.raises(ReasonUnknown) as refused:
        relief.declared(registry, reason_code="boredom")
    assert words in say("emergency_reason_unknown", language, refused.value.params).detail
