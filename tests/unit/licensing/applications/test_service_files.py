"""One more file is one more service; a file that changes leaves alone who applied before."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.catalogue.reader import version_from
from services.licensing.adapters.catalogue.services import FileServices, archive, load
from services.licensing.domain.applications.granting import terms_of
from services.licensing.domain.catalogue.refusals import ServiceUnknown
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import CATALOGUE
from tests.support.applying import CITIZEN, Beside, in_memory
from tests.support.calling import Caller
from tests.support.sample_parts import society
from tests.support.service_files import written
from tests.support.services import Window, every_service, files, sample, table

Advance = Callable[[int], None]
DAY = date(2026, 11, 22)


def test_every_part_says_where_it_stands_and_nothing_else_is_called_law() -> None:
    for service in every_service().values():
        for source in service.sources:
            said = source.source.casefold()
            if not source.assumption:
                assert "not found" not in said.split(";")[0], (service.code, source.part)
                assert not said.startswith("design default"), (service.code, source.part)


def test_every_service_speaks_both_languages_and_can_be_refused() -> None:
    for service in every_service().values():
        assert len(service.instructions.ar) > 60
        assert len(service.instructions.en) > 60
        assert len(service.reasons) >= 2
        assert service.appeal is not None


def test_numbers_of_what_is_issued_do_not_begin_alike() -> None:
    issued = [
        each.outcome.series
        for each in every_service().values()
        if each.outcome.effect is Effect.ISSUE
    ]
    assert len(set(issued)) == len(issued)


LIBRARY: tuple[tuple[str, str], ...] = (
    ("code: practice.training_accreditation", "code: library.licence"),
    ("ar: اعتماد جهة أو برنامج أو مدرب في العمل الاجتماعي", "ar: ترخيص مكتبة أطفال"),
    ("series: TRN", "series: LIB"),
)


def test_one_file_in_another_folder_is_one_more_service(
    tmp_path: Path, database: MemoryDatabase, clock: FixedClock, beside: Beside, advance: Advance
) -> None:
    written(tmp_path, "practice.training_accreditation", *LIBRARY, as_code="library.licence")
    licensing = in_memory(database, clock, beside, further_services=tmp_path)
    call = Caller(LicensingService, licensing, METHODS)
    assert "library.licence" in {
        each["code"] for each in call(CITIZEN, "find_services", {})["items"]
    }
    window = Window(call, licensing, advance)
    application = window.approved("library.licence", sample("practice.training_accreditation"))
    assert application["service_name"]["ar"] == "ترخيص مكتبة أطفال"
    assert application["decision"]["number"] == "LIB-2026-000001"


def test_a_file_of_the_same_name_takes_the_place_of_ours(
    tmp_path: Path, database: MemoryDatabase, clock: FixedClock, beside: Beside, advance: Advance
) -> None:
    written(tmp_path, "society.registration", ("least: 7", "least: 9"))
    licensing = in_memory(database, clock, beside, further_services=tmp_path)
    window = Window(Caller(LicensingService, licensing, METHODS), licensing, advance)
    with pytest.raises(Conflict) as refused:
        window.filed("society.registration", society("ordinary", 8))
    assert {each.code for each in refused.value.errors} == {"answer_below_limit"}


def test_validity_can_be_said_in_months(tmp_path: Path) -> None:
    written(tmp_path, "nursery.first_licence", ("years: 1\n", "months: 6\n"))
    service = load([CATALOGUE, tmp_path])["nursery.first_licence"].on(DAY).version
    term = terms_of(service.outcome, {}).first(DAY)
    assert term.expires_on == date(2027, 5, 22)
    assert term.renewal_opens_on == date(2027, 3, 23)


class Archive(dict[str, Any]):
    """Stands in for the collection of archived versions."""

    def update_one(self, wanted: Mapping[str, Any], change: Any, *, upsert: bool) -> None:
        self.setdefault(wanted["_id"], change["$setOnInsert"])

    def version(self, fingerprint: str) -> ServiceVersion | None:
        kept = self.get(fingerprint)
        if kept is None:
            return None
        return version_from(date.fromisoformat(kept["from"]), orjson.loads(kept["entries"]))


def test_who_applied_stays_under_the_version_they_began_with(tmp_path: Path) -> None:
    shutil.copy(CATALOGUE / "society.registration.yaml", tmp_path)
    archived = Archive()
    before = load([tmp_path])
    archive({"service_versions": archived}, before)  # type: ignore[arg-type]
    former = FileServices(before, archived.version).on("society.registration", DAY)

    written(tmp_path, "society.registration", ("least: 7", "least: 9"))
    after = load([tmp_path])
    archive({"service_versions": archived}, after)  # type: ignore[arg-type]
    services = FileServices(after, archived.version)
    newer = services.on("society.registration", DAY)

    assert newer.fingerprint != former.fingerprint
    kept = services.version("society.registration", former.fingerprint)
    assert kept == former, "as it was, though no file says so any more"
    seven = society("ordinary", 7)
    assert not kept.form.problems(seven, DAY)
    assert newer.form.problems(seven, DAY)


def test_what_is_archived_is_what_was_read() -> None:
    archived = Archive()
    archive({"service_versions": archived}, files())  # type: ignore[arg-type]
    for service in every_service().values():
        assert archived.version(service.fingerprint) == service


def test_what_was_archived_before_papers_had_kinds_takes_any() -> None:
    kept = next(each for _, each in files()["nursery.renewal"].versions)
    papers = [dict(each) for each in kept.entries["documents"]["wanted"]]
    for each in papers:
        del each["kinds"]
    entries = {**kept.entries, "documents": {**kept.entries["documents"], "wanted": papers}}
    assert not any(each.kinds for each in version_from(DAY, entries).papers)
    assert all(each.kinds for each in kept.version.papers)


def test_a_service_is_not_there_before_its_law() -> None:
    services = FileServices(files(), lambda _: None)
    assert "nursery.renewal" in {each.code for each in services.all_on(DAY)}
    with pytest.raises(ServiceUnknown):
        services.on("nursery.renewal", date(2024, 2, 19))


def test_the_page_lists_every_service() -> None:
    page = (Path(__file__).parents[4] / "docs/licensing/services.md").read_text(encoding="utf-8")
    assert table() in page, f"the table of docs/licensing/services.md is to be:\n{table()}"
