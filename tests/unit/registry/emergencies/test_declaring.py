"""What an emergency is declared for must be there."""

from __future__ import annotations

import uuid

import pytest

from services.registry.app.application import Registry
from services.registry.domain.emergencies.emergency import Group
from services.registry.domain.emergencies.refusals import GroupWithoutProgramme
from tests.support import relief


def test_a_group_of_a_programme_that_is_not_there_is_refused_where_it_is_named(
    registry: Registry,
) -> None:
    with pytest.raises(GroupWithoutProgramme) as refused:
        relief.declared(registry, group=Group(programme_id=str(uuid.uuid4())))
    assert [each.pointer for each in refused.value.errors] == ["/group/programme_id"]
