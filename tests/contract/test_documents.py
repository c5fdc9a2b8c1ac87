"""What the documents name is there: files, links, the libraries, and every event."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from contracts import event_pages
from contracts.catalogue import CATALOGUE
from contracts.envelope import routing_key
from contracts.refusals import texts
from contracts.rpc.registry.persons import RegisterPerson

ROOT = Path(__file__).parent.parent.parent
_ADRS = ROOT / "docs" / "adr"
DOCUMENTS = sorted(
    {
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("docs/registry/*.md"),
        *ROOT.glob("docs/licensing/*.md"),
        *ROOT.glob("[!.]*/README.md"),
        *ROOT.glob("services/*/README.md"),
        _ADRS / "README.md",
    }
)
_REGISTRY = ROOT / "services" / "registry"

_CODE = re.compile(r"`([^`\s]+)`")
_PATH = re.compile(
    r"\.?[\w*<>-][\w.*<>-]*(/[\w.*<>-]+)*(/|\.(py|md|ya?ml|csv|json|toml|lock|js|css))"
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MADE_BY_RUNNING = (".local", ".venv")


def name(document: Path) -> str:
    return str(document.relative_to(ROOT))


def places(document: Path) -> list[Path]:
    """Where a page's paths begin: the top of the tree, its own folder, and for the pages about a
    service the service's."""
    service = ROOT / "services" / document.parent.name
    about_service = document.parent.parent == ROOT / "docs" and service.exists()
    return [ROOT, document.parent, *([service] if about_service else [])]


def missing(line: str, starts: list[Path]) -> Iterator[str]:
    """The paths of a line that lead nowhere; a name alone may stand beside one before it."""
    beside: list[Path] = []
    for path in _CODE.findall(line):
        if not _PATH.fullmatch(path) or path.startswith(_MADE_BY_RUNNING):
            continue
        pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
        found = [each for start in (*starts, *beside) for each in start.glob(pattern)]
        if not found:
            yield path
        beside += [each if each.is_dir() else each.parent for each in found]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_that_a_page_names_exists(document: Path) -> None:
    lines = document.read_text("utf-8").splitlines()
    starts = places(document)
    assert [path for line in lines for path in missing(line, starts)] == []


def test_the_search_for_paths_would_notice_a_fault() -> None:
    starts = [ROOT, _REGISTRY]
    named = "`contracts/rpc/registry.py`, `domain/access.py`, `refusals.py`, `GET /v1/persons`"
    assert list(missing(named, starts)) == ["contracts/rpc/registry.py"]
    assert list(missing("`domain/`, `nobody.py`", starts)) == ["nobody.py"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_of_a_page_leads_somewhere(document: Path) -> None:
    for link in _LINK.findall(document.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        if "://" in link:
            continue
        page = document.parent / target if target else document
        assert page.exists(), link
        assert not anchor or anchor in anchors(page), link


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


ADDRESS = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/v1/[^`?\s]*)")
_REFUSAL = re.compile(r"\b[45]\d\d `([a-z_]+)`")


@pytest.fixture(scope="module")
def requests() -> set[tuple[str, str]]:
    """Method and address of everything that the gateway answers."""
    paths = json.loads((ROOT / "docs" / "generated" / "openapi.json").read_text("utf-8"))["paths"]
    return {(method.upper(), path) for path, item in paths.items() for method in item}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_request_that_a_page_names_is_answered(
    document: Path, requests: set[tuple[str, str]]
) -> None:
    if document.parent.name == "bench":
        return  # what other systems are asked stands there, too
    for method, address in ADDRESS.findall(document.read_text("utf-8")):
        assert any(method == known and fits(address, path) for known, path in requests), address


def fits(address: str, path: str) -> bool:
    """Whether an address, with an example or a name in the place of an identifier, is this one."""
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
    return re.fullmatch(pattern, address) is not None


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_refusal_that_a_page_names_is_one(document: Path) -> None:
    named = set(_REFUSAL.findall(document.read_text("utf-8")))
    assert named - set(texts()) == set()


def answers() -> list[tuple[str, str]]:
    """The answers that the registry's page shows, by the method that gives them."""
    page = (_REGISTRY / "README.md").read_text("utf-8")
    return re.findall(r"<!-- answer: (\w+) -->\n```json\n(.*?)```", page, re.DOTALL)


def test_the_registrys_page_shows_three_answers() -> None:
    assert len(answers()) == 3


@pytest.mark.parametrize(("method", "shown"), answers(), ids=[method for method, _ in answers()])
def test_an_answer_that_is_shown_is_part_of_the_golden_one(method: str, shown: str) -> None:
    golden = ROOT / "contracts" / "golden" / "rpc" / "registry" / f"{method}.json"
    assert is_part(json.loads(shown), json.loads(golden.read_text("utf-8"))["answer"])


def test_the_request_that_is_shown_is_one_that_can_be_read() -> None:
    shown = re.search(r"-d '({.*?})'\n```", (_REGISTRY / "README.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    assert RegisterPerson().load(json.loads(shown[1]))["sex"] == "female"


def is_part(shown: Any, whole: Any) -> bool:
    """Whether nothing is shown that the whole does not say."""
    if isinstance(shown, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return all(any(is_part(each, other) for other in whole) for each in shown)
    return bool(shown == whole)


def test_the_page_of_events_is_current() -> None:
    assert event_pages.TARGET.read_text("utf-8") == event_pages.text(), (
        "run: python -m contracts.asyncapi"
    )


@pytest.mark.parametrize("type_", CATALOGUE)
def test_every_event_stands_on_the_page_with_who_gets_it(type_: str) -> None:
    [row] = [
        line
        for line in event_pages.TARGET.read_text("utf-8").splitlines()
        if line.startswith(f"| `{routing_key(type_)}` |")
    ]
    assert CATALOGUE[type_].classification in row
    assert "| nobody |" not in row


def test_a_queue_gets_the_events_that_its_pattern_covers() -> None:
    reached = event_pages.reached
    dissolved = CATALOGUE["kanaf.registry.household.dissolved.v1"]
    assert {"registry.life", "notifications.messages"} < set(reached(dissolved))
    contact = CATALOGUE["kanaf.registry.person.contact_recorded.v1"]
    assert reached(contact) == ["notifications.messages"]


def libraries() -> list[str]:
    """What pyproject.toml asks for by name, without versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = list(chain(project["dependencies"], *project["optional-dependencies"].values()))
    return sorted({re.split(r"[\[<>=]", each)[0] for each in asked})


@pytest.mark.parametrize("library", libraries())
def test_every_library_that_is_asked_for_has_its_reason_in_a_decision(library: str) -> None:
    decisions = " ".join(each.read_text("utf-8") for each in _ADRS.glob("0*.md"))
    assert re.search(rf"(?<![\w-]){re.escape(library)}(?![\w-])", decisions, re.IGNORECASE)


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    listed = set(re.findall(r"\((\d{4}-\S+\.md)\)", (_ADRS / "README.md").read_text("utf-8")))
    assert listed == {each.name for each in _ADRS.glob("0*.md")}
