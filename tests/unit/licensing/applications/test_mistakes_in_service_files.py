"""What is wrong with the file of a service is said with file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chassis.rules import RulesRefused
from services.licensing.adapters.catalogue.services import load
from services.licensing.bootstrap import rulebook
from services.licensing.bootstrap.agreement import agreed
from services.licensing.settings import RULES, LicensingSettings
from tests.support.service_files import line_of, written

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
