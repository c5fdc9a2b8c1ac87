"""Every file of rules of every service, altered at random: understood, or refused by its entry."""

from __future__ import annotations

import copy
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.rules import RulesRefused
from services.alternative_care.adapters import rules as care
from services.alternative_care.settings import RULES as CARE
from services.licensing.adapters.catalogue.services import of_its_name
from services.licensing.bootstrap import rulebook
from services.licensing.settings import CATALOGUE
from services.licensing.settings import RULES as LICENSING
from services.notifications.adapters import rules as messages
from services.registry.adapters.duplicates import weights
from services.registry.adapters.eligibility import rules as eligibility
from services.registry.adapters.eligibility import sources
from services.registry.adapters.emergencies import rules as emergencies
from services.registry.adapters.payments import rules as payments
from services.registry.adapters.privacy import rules as privacy
from services.registry.adapters.programmes import rules as programmes
from services.registry.adapters.surveys import rules as surveys
from services.registry.settings import RULES

ALTERATIONS = 25
"""Of each file."""
INSTEAD = (
    None, [], {}, [1], {"a": 1}, 0, -1, 10**30, 1.5, -0.5, float("nan"), float("inf"), True, "",
    "zzz", "1 / 0", "{size:>9}", "{", "٣", date(2024, 1, 1), "-", [[]], [None], {"ar": None},
)  # fmt: skip

_NAMED = re.compile(r" +[a-z_]+: (\d+|true|false|[\[{\"'].*[\]}\"'])$")
"""A line that is a name with a value of its own."""

Steps = tuple[str | int, ...]


def of_folder(load: Callable[[Path], Any]) -> Callable[[Path], Any]:
    return lambda path: load(path.parent)


NURSERY = CATALOGUE / "nursery.first_licence.yaml"
KNOWN = eligibility.indicators(RULES)


def scheme(path: Path) -> Any:
    return eligibility.scheme(path, KNOWN)


FILES: dict[Path, Callable[[Path], Any]] = {
    RULES / "indicators.yaml": of_folder(eligibility.indicators),
    RULES / "sources.yaml": of_folder(sources.load),
    RULES / "programmes.yaml": of_folder(programmes.load),
    RULES / "payments.yaml": payments.load,
    RULES / "emergencies.yaml": emergencies.load,
    RULES / "surveys.yaml": surveys.load,
    RULES / "privacy.yaml": privacy.load,
    RULES / "matching.yaml": weights.load,
    **dict.fromkeys(sorted((RULES / "eligibility").glob("*.yaml")), scheme),
    **{LICENSING / name: load for name, load in rulebook.FILES.items()},
    NURSERY: partial(of_its_name, NURSERY.stem),
    CARE: care.load,
    messages.FILE: messages.load,
}


def places(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """The way to everything in a document."""
    if path:
        yield path
    within = value.items() if isinstance(value, dict) else ()
    for name, inner in enumerate(value) if isinstance(value, list) else within:
        yield from places(inner, (*path, name))


def holder(document: Any, path: Steps) -> Any:
    for step in path[:-1]:
        document = document[step]
    return document


def removed(chance: random.Random, document: Any, path: Steps) -> None:
    del holder(document, path)[path[-1]]


def replaced(chance: random.Random, document: Any, path: Steps) -> None:
    holder(document, path)[path[-1]] = chance.choice(INSTEAD)


def renamed(chance: random.Random, document: Any, path: Steps) -> None:
    within = holder(document, path)
    if isinstance(within, dict):
        within[f"{path[-1]}{chance.choice(['x', ' ', '-', 'ب'])}"] = within.pop(path[-1])


def again(chance: random.Random, document: Any, path: Steps) -> None:
    within = holder(document, path)
    if isinstance(within, list):
        within.append(copy.deepcopy(within[path[-1]]))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_an_altered_file_is_understood_or_refused_by_its_entry(tmp_path: Path, file: Path) -> None:
    path = placed(tmp_path, file)
    document = yaml.safe_load(file.read_text("utf-8"))
    chance, ways = random.Random(file.name), list(places(document))
    for _ in range(ALTERATIONS):
        altered, way = copy.deepcopy(document), chance.choice(ways)
        alter = chance.choice((removed, replaced, replaced, renamed, again))
        alter(chance, altered, way)
        path.write_text(yaml.safe_dump(altered, allow_unicode=True, sort_keys=False), "utf-8")
        refused = refusal(file, path)
        if refused is None:
            continue
        said = (alter.__name__, way, refused.reason)
        assert refused.place.file == path.name, said
        assert "Error" not in refused.reason, said
        within = len(way) > 3 or (len(way) == 3 and alter is not removed)
        assert refused.place.path or not within or way[1] != "rules", said


def refusal(file: Path, path: Path) -> RulesRefused | None:
    try:
        FILES[file](path)
    except RulesRefused as refused:
        return refused
    return None


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_name_that_stands_twice_is_refused_wherever_it_stands(tmp_path: Path, file: Path) -> None:
    lines = file.read_text("utf-8").splitlines(keepends=True)
    chance, path = random.Random(file.name), placed(tmp_path, file)
    for at in chance.sample([at for at, line in enumerate(lines) if _NAMED.match(line)], 3):
        path.write_text("".join([*lines[: at + 1], lines[at], *lines[at + 1 :]]), "utf-8")
        with pytest.raises(RulesRefused, match=f"line {at + 2}.*stands twice"):
            FILES[file](path)


def placed(tmp_path: Path, file: Path) -> Path:
    """The file's place in a copy of all rules of its service."""
    root = RULES if RULES in file.parents else file.parent
    shutil.copytree(root, tmp_path / "rules")
    return tmp_path / "rules" / file.relative_to(root)
