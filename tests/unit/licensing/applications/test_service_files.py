"""Files of services: what is wrong with one is said with file, line and reason; one more file is
one more service; a file that changes leaves alone who applied before."""

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
from chassis.rules import RulesRefused
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.catalogue.reader import version_from
from services.licensing.adapters.catalogue.services import FileServices, archive, load
from services.licensing.bootstrap import rulebook
from services.licensing.bootstrap.agreement import agreed
from services.licensing.domain.applications.granting import terms_of
from services.licensing.domain.catalogue.refusals import ServiceUnknown
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import CATALOGUE, RULES, LicensingSettings
from tests.support.applying import CITIZEN, Beside, in_memory
from tests.support.calling import Caller
from tests.support.service_samples import society
from tests.support.services import Window, every_service, files, sample, table

Advance = Callable[[int], None]
DAY = date(2026, 11, 22)


def written(folder: Path, code: str, *changes: tuple[str, str], as_code: str | None = None) -> Path:
    """A copy of one of our files with other words in it."""
    text = (CATALOGUE / f"{code}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{code} does not say {old}"
        text = text.replace(old, new, 1)
    path = folder / f"{as_code or code}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(path: Path, said: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if said in line)


MISTAKES: list[tuple[str, str, str, str, str]] = [
    ("nursery.renewal", "while_decided: in_force", "while_decided: alive", "alive", "is none of"),
    (
        *("licence.surrender", "ends_on: closes_on", "ends_on: plan"),
        *("ends_on: plan", "is no field of the form that is a date"),
    ),
    (
        *("licence.surrender", "      ends_on: closes_on\n", ""),
        *("outcome:", "what is given back alone says when"),
    ),
    (
        *("licence.change_of_holder", "mobile: new_holder_mobile", "mobile: new_holder_email"),
        *("mobile: new_holder_email", "is no field of the form that is a mobile"),
    ),
    (
        *("licence.holder_death", "held_by: deceased_national_number", "held_by: deceased_name"),
        *("held_by: deceased_name", "is no field of the form that is a national_number"),
    ),
    (
        *("licence.holder_death", "holders_only: false", "holders_only: true"),
        *("held_by:", "somebody else says who holds it: holders_only is false then"),
    ),
    (
        *("licence.holder_death", "silence: nothing", "silence: approval"),
        *("silence: approval", "silence gives away nothing that is somebody else's"),
    ),
    (
        *("place.complaint", "holders_only: false", "holders_only: false\n      held_by: subjects"),
        *("held_by: subjects", "is no field of the form that is a national_number"),
    ),
    ("licence.surrender", "least: 90", "least: 9999", "", "a date is at most 3650 anyway"),
    ("nursery.renewal", "opens_days: 60", "opens_day: 60", "opens_day: 60", "nothing that is read"),
    ("nursery.renewal", "years: 1\n", "years: one\n", "years: one", "must be a whole number"),
    ("nursery.renewal", "[valid, expired]", "[valid, dead]", "[valid, dead]", "is none of"),
    (
        *("nursery.renewal", "services: [nursery.first_licence]"),
        *("services: [nursery.first_license]", "first_license", "is no service that issues a"),
    ),
    ("nursery.renewal", "variant: kind\n", "variant: licence_number\n", "", "is no field of the"),
    (
        *("society.registration", "{field: kind, among: [ordinary]}"),
        *("{field: kind, among: [ordinery]}", "ordinery", "is nothing that kind can be"),
    ),
    ("society.registration", "most: 20", "most: 2", "most: 2", "at least is more than at most"),
    (
        *("society.bylaws_amendment", "{most_of: present}", "{most_of: attended}"),
        *("code: in_favour", "attended is not asked before in_favour"),
    ),
    (
        *("society.bylaws_amendment", "{most_of: members}", "{most_of: in_favour}"),
        *("code: present", "in_favour is not asked before present"),
    ),
    (
        *("society.bylaws_amendment", "{most_of: present}", "{most_of: decided_on}"),
        *("code: in_favour", "in_favour is compared with what is a whole too"),
    ),
    (
        *("society.bylaws_amendment", "{most_of: present}", "{least: 1, most_of: present}"),
        *("code: in_favour", "a limit names figures or another field, not both"),
    ),
    (
        *("society.bylaws_amendment", "{most_of: present}", "{sum_of: heading, most_of: present}"),
        *("code: in_favour", "of a table, and of nothing else, the sum of a column"),
    ),
    (
        *("practice.renewal", "{sum_of: hours, least_of", "{sum_of: minutes, least_of"),
        *("sum_of: minutes", "minutes is no column of courses"),
    ),
    (
        *("practice.renewal", "{sum_of: hours, least_of", "{sum_of: ended_on, least_of"),
        *("sum_of: ended_on", "ended_on is nothing that can be compared"),
    ),
    (
        *("practice.renewal", "least_of: training_hours, because", "because"),
        *("sum_of: hours", "a sum is bounded by another field: name it"),
    ),
    (
        *("practice.renewal", "limits: [{least: 1, most: 2000}]"),
        *("limits: [{most_of: training_hours}]", "[{most_of", "is compared by its sum"),
    ),
    ("society.registration", "series: SOC", "series: Soc", "series: Soc", "capital letters"),
    (
        *("society.registration", "roles: [supervisor]", "roles: [superviser]"),
        *("code: decision", "superviser is none of clerk, inspector, supervisor"),
    ),
    ("society.registration", "silence: approval", "silence: consent", "consent", "is none of"),
    (
        *("society.fundraising_permit", "months_from: months", "months_from: account"),
        *("months_from: account", "is no field of the form that is a whole"),
    ),
    (
        *("society.join_union", "into: union_number", "into: members"),
        *("into: members", "is no field of the form that is a licence"),
    ),
    (
        *("nursery.first_licence", "years: 1\n", "years: 1\n      months: 6\n"),
        *("outcome:", "says in one way for how long"),
    ),
    (
        *("practice.institution_licence", "services: [practice.specialist_licence, practice.supp"),
        *("services: [practice.special_licence, practice.supp", "practice.special_licence"),
        "practice.special_licence is no service that issues a licence",
    ),
    (
        *("nursery.renewal", "kinds: [health_certificate]", "kinds: [health_paper]"),
        *("health_paper", "health_paper is no kind of documents.yaml"),
    ),
    (
        *("practice.specialist_licence", "kinds: [photograph]", "kinds: [photograf]"),
        *("photograf]", "photograf is no kind of documents.yaml"),
    ),
    (
        *("practice.specialist_licence", "{code: identity, ar", "{code: identity_card, ar"),
        *("identity_card", "identity_card is no kind of documents.yaml"),
    ),
    (
        *("practice.training_accreditation", "most_megabytes: 20}", "most_megabytes: 40}"),
        *("most_megabytes: 40}", "a document of the kind qualification has at most 20 megabytes"),
    ),
    (
        *("practice.training_accreditation", "kinds: [qualification], types: [pdf]"),
        *("kinds: [bylaws], types: [png]", "bylaws", "no document of the kind bylaws comes as png"),
    ),
    (
        *("practice.support_licence", "- code: qualification", "- code: degree"),
        *("registers: practitioner", "wants qualification of a support, which is not asked"),
    ),
    ("nursery.first_licence", "body: health", "body: helth", "helth", "is no body of bodies.yaml"),
    (
        *("nursery.first_licence", "series: NUR", "series: SOC", "series: SOC"),
        "SOC is the series of society.registration",
    ),
    (
        *("place.complaint", "series: CMP", "series: PRS", "series: PRS"),
        "PRS is the series of practice.specialist_licence",
    ),
    ("place.complaint", "code: completeness", "code: Complete", "Complete", "small Latin letters"),
    ("place.complaint", "effect: inspect", "effect: inspekt", "inspekt", "is none of"),
    (
        *("nursery.first_licence", "after: [completeness, fee], term", "after: [fees], term"),
        *("course:", "names fees, which is no step before it"),
    ),
    (
        *("nursery.first_licence", "papers: [plan, occupancy]", "papers: [plan, occupation]"),
        *("occupation]", "occupation is no document that is wanted"),
    ),
    (
        *("nursery.first_licence", "papers: [plan, occupancy]", "papers: [plan, plan]"),
        *("papers: [plan, plan]", "'plan' stands twice"),
    ),
    (
        *("nursery.first_licence", "papers: [plan, occupancy]", "papers: plan"),
        *("papers: plan,", "must be a list"),
    ),
    (
        *("nursery.first_licence", "{code: completeness,", "{code: completeness, papers: [plan],"),
        *("code: completeness", "only a body that approves is shown documents"),
    ),
]


@pytest.mark.parametrize(("code", "old", "new", "where", "reason"), MISTAKES)
def test_a_mistake_is_told_with_file_line_and_reason(
    code: str, old: str, new: str, where: str, reason: str, tmp_path: Path
) -> None:
    path = written(tmp_path, code, (old, new))
    settings = LicensingSettings(further_services=tmp_path)
    with pytest.raises(RulesRefused) as refused:
        agreed(settings)
    (wrong,) = [each for each in rulebook.check(settings.rules, settings.catalogue) if each.wrong]
    assert (wrong.file, wrong.wrong) == (f"services/{path.name}", str(refused.value))
    assert path.name in str(refused.value)
    assert reason in str(refused.value)
    if where:
        assert f"line {line_of(path, where)}" in str(refused.value)


def test_a_service_that_registers_practitioners_is_of_a_class(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "practice.support_licence",
        ("code: practice.support_licence", "code: practice.guide_licence"),
        ("series: PRP", "series: PRG"),
        as_code="practice.guide_licence",
    )
    with pytest.raises(RulesRefused) as refused:
        agreed(LicensingSettings(further_services=tmp_path))
    assert f"line {line_of(path, 'registers: practitioner')}" in str(refused.value)
    assert "names practice.guide_licence among its services" in str(refused.value)


def test_what_cannot_be_read_is_not_held_against_who_names_it(tmp_path: Path) -> None:
    broken = written(tmp_path, "nursery.first_licence", ("years: 1\n", "years: one\n"))
    settings = LicensingSettings(further_services=tmp_path)
    wrong = [each.file for each in rulebook.check(settings.rules, settings.catalogue) if each.wrong]
    assert wrong == [f"services/{broken.name}"], "and not the renewal, which names it"


def test_a_kind_is_known_for_as_long_as_a_service_names_it(tmp_path: Path) -> None:
    law = tmp_path / "rules"
    shutil.copytree(RULES, law)
    text = (law / "documents.yaml").read_text(encoding="utf-8")
    later = text[text.index("- effective_from") :].replace("2024-01-01", "2030-01-01", 1)
    later = "".join(each for each in later.splitlines(True) if "premises_plan:" not in each)
    (law / "documents.yaml").write_text(text + later, encoding="utf-8")
    with pytest.raises(RulesRefused, match="premises_plan is no kind of documents"):
        agreed(LicensingSettings(rules=law))


def test_a_service_is_named_like_its_file(tmp_path: Path) -> None:
    written(tmp_path, "nursery.renewal", as_code="nursery.renewed")
    with pytest.raises(RulesRefused, match=r"the file says nursery\.renewal"):
        load([tmp_path])


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
