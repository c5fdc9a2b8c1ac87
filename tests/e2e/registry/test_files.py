"""A supervisor brings families in as a file and takes them out again, through the gateway."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from typing import Any
from uuid import uuid4

from tests.support.importing import ARABIC, as_csv, as_xlsx, family, row
from tests.support.registry import national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

PART = 512 * 1024


def announced(data: bytes, name: str = "families.csv") -> dict[str, Any]:
    return {
        "name": name,
        "format": name.rpartition(".")[2],
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def announce(visitor: Visitor, data: bytes, name: str = "families.csv") -> dict[str, Any]:
    answer = visitor.post("/v1/imports", announced(data, name))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def send_part(visitor: Visitor, import_id: str, data: bytes, number: int) -> Any:
    part = data[number * PART : (number + 1) * PART]
    body = {
        "data": base64.b64encode(part).decode(),
        "sha256": hashlib.sha256(part).hexdigest(),
    }
    return visitor.put(f"/v1/imports/{import_id}/parts/{number}", body)


def send(visitor: Visitor, data: bytes, name: str = "families.csv") -> str:
    import_id = str(announce(visitor, data, name)["id"])
    for number in range(-(-len(data) // PART)):
        assert send_part(visitor, import_id, data, number).status_code == 200
    return import_id


def step(visitor: Visitor, import_id: str, word: str, until: str) -> dict[str, Any]:
    path = f"/v1/imports/{import_id}"
    answer = visitor.post(f"{path}/{word}", based_on=visitor.get(path).headers["ETag"])
    assert answer.status_code == 200, answer.text
    eventually(lambda: visitor.get(path).json()["status"] == until, within=120, what=until)
    return dict(visitor.get(path).json())


def test_families_come_in_by_file_and_are_found_at_the_counter() -> None:
    supervisor = Visitor("supervisor", "JO-AM")
    number = national_number()
    rows = [*family("1", {"number": number}), *family("2", {"birth": "31-31-1990"})]
    import_id = send(supervisor, as_csv(rows, ARABIC, "windows-1256"))
    checked = step(supervisor, import_id, "check", "checked")
    assert checked["checked"] == {"rows": 6, "refused_rows": 3, "persons": 3, "households": 1}
    assert [(each["code"], each["rows"]) for each in checked["reasons"]] == [
        ("import_household_refused", 2),
        ("malformed_partial_date", 1),
    ]
    assert supervisor.get("/v1/persons", national_number=number).json()["items"] == []

    page = supervisor.get(f"/v1/imports/{import_id}/rows", refused="true", limit=1).json()
    assert page["items"][0]["problems"][0]["code"] == "malformed_partial_date"
    assert page["items"][0]["problems"][0]["heading"] == "تاريخ الميلاد"
    assert "1985-03-17" in page["items"][0]["problems"][0]["detail"]
    more = supervisor.get(
        f"/v1/imports/{import_id}/rows", refused="true", limit=1, cursor=page["next"]
    )
    assert [each["row"] for each in more.json()["items"]] == [6]

    report = supervisor.get(f"/v1/imports/{import_id}/report")
    assert report.headers["Content-Type"] == "text/csv"
    assert "families-errors.csv" in report.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(report.content.decode("utf-8-sig"))))
    assert [line[:3] for line in lines[1:]] == [
        ["5", "birth_date", "malformed_partial_date"],
        ["6", "household", "import_household_refused"],
        ["7", "household", "import_household_refused"],
    ]

    loaded = step(supervisor, import_id, "load", "loaded")
    assert loaded["loaded"] == {"rows": 6, "refused_rows": 3, "persons": 3, "households": 1}
    clerk = Visitor("clerk", "JO-AM")
    (head,) = clerk.get("/v1/persons", national_number=number).json()["items"]
    (home,) = clerk.get("/v1/households", person_id=head["id"]).json()["items"]
    assert (home["head_id"], len(home["members"])) == (head["id"], 2)


def test_a_file_that_was_loaded_is_refused_unless_it_is_meant() -> None:
    supervisor, other = Visitor("supervisor", "JO-AM"), Visitor("supervisor", "JO-AM")
    data = as_csv([row(number="", first="ميسون", birth=f"19{uuid4().int % 90 + 10}-02-03"), row()])
    first, waiting = send(supervisor, data), send(other, data)
    step(supervisor, first, "check", "checked")
    late = other.post(f"/v1/imports/{waiting}/check", based_on='"1"')
    assert (late.status_code, late.json()["code"]) == (409, "import_sent_before")
    loaded = step(supervisor, first, "load", "loaded")
    assert "POST /v1/matchings" in loaded["advice"]["ar"]["detail"]

    refused = other.post("/v1/imports", announced(data))
    assert (refused.status_code, refused.json()["code"]) == (409, "import_sent_before")
    assert first in refused.json()["detail"]
    assert loaded["sent_on"] in refused.json()["detail"]

    meant = other.post("/v1/imports", {**announced(data), "again": True})
    assert (meant.status_code, meant.json()["again"]) == (201, True)
    assert send_part(other, meant.json()["id"], data, 0).status_code == 200
    assert step(other, meant.json()["id"], "check", "checked")["checked"]["persons"] == 1


def test_a_file_of_several_parts_is_sent_in_any_order_and_says_what_is_missing() -> None:
    supervisor = Visitor("supervisor", "JO-AM")
    data = as_csv([row(first="سارة") for _ in range(7000)])
    assert len(data) > PART
    begun = announce(supervisor, data)
    path = f"/v1/imports/{begun['id']}"
    assert begun["missing"] == [0, 1]
    assert send_part(supervisor, begun["id"], data, 1).json()["missing"] == [0]
    assert send_part(supervisor, begun["id"], data, 1).json()["missing"] == [0]
    early = supervisor.post(f"{path}/check", based_on='"1"')
    assert (early.status_code, early.json()["code"]) == (409, "file_parts_missing")
    damaged = {"data": base64.b64encode(data[:PART]).decode(), "sha256": "0" * 64}
    answer = supervisor.put(f"{path}/parts/0", damaged)
    assert (answer.status_code, answer.json()["code"]) == (409, "file_part_damaged")
    assert send_part(supervisor, begun["id"], data, 0).json()["missing"] == []
    assert step(supervisor, begun["id"], "check", "checked")["checked"]["rows"] == 7000
    cancelled = step(supervisor, begun["id"], "cancel", "cancelled")
    assert cancelled["loaded"] is None


def test_a_spreadsheet_comes_in_and_its_mistakes_are_told_in_arabic() -> None:
    supervisor = Visitor("supervisor", "JO-AM", language="ar")
    import_id = send(supervisor, as_xlsx([row(sex="؟"), row()]), "families.xlsx")
    assert step(supervisor, import_id, "check", "checked")["checked"]["persons"] == 1
    page = supervisor.get(f"/v1/imports/{import_id}/rows", refused="true").json()
    assert page["items"][0]["problems"][0]["title"] == "قيمة غير معروفة"


def test_a_file_that_cannot_be_read_says_why_in_both_languages() -> None:
    supervisor = Visitor("supervisor", "JO-AM")
    import_id = send(supervisor, "الاسم;العائلة;الجنس\nسارة;الخطيب;أنثى\n".encode("utf-16"))
    found = step(supervisor, import_id, "check", "unreadable")
    assert found["unreadable"] == "import_columns_missing"
    assert "المحافظة" in found["problem"]["ar"]["detail"]
    assert "(governorate)" in found["problem"]["en"]["detail"]
    cut = as_xlsx(family("1"))[:-500]
    damaged = step(supervisor, send(supervisor, cut, "families.xlsx"), "check", "unreadable")
    assert damaged["unreadable"] == "import_malformed"
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", f"<w>{uuid4()}</w>")
    renamed = send(supervisor, document.getvalue(), "families.xlsx")
    assert step(supervisor, renamed, "check", "unreadable")["unreadable"] == "import_malformed"


def test_a_typed_list_comes_in_as_it_was_typed() -> None:
    """Semicolons, a byte order mark, Arabic digits, a household whose rows stand apart."""
    supervisor, clerk = Visitor("supervisor", "JO-AM"), Visitor("clerk", "JO-AM")
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    number, mistyped = national_number(), national_number()[:-1]
    head, child = family("٧", {"number": number.translate(digits), "birth": "١٧/٣/١٩٨٥"}, size=2)
    lines = [ARABIC, head, row(number=mistyped), child, row(relation="ابن")]
    text = "\r\n".join(";".join(map(str, each)) for each in lines)
    import_id = send(supervisor, text.encode("utf-8-sig"))
    checked = step(supervisor, import_id, "check", "checked")["checked"]
    assert checked == {"rows": 4, "refused_rows": 2, "persons": 2, "households": 1}
    rows = supervisor.get(f"/v1/imports/{import_id}/rows", refused="true").json()["items"]
    assert [(each["row"], each["problems"][0]["code"]) for each in rows] == [
        (3, "malformed_national_number"),
        (5, "import_household_missing"),
    ]
    step(supervisor, import_id, "load", "loaded")
    (found,) = clerk.get("/v1/persons", national_number=number).json()["items"]
    assert found["birth_date"] == "1985-03-17"


FURTHER = ("رقم وثيقة الوصي", "صلة الوصي", "الإعاقات", "نوع المسكن", "ملكية المسكن", "عدد الغرف",
           "الإيجار الشهري بالدينار", "نوع الوثيقة الثانية", "رقم الوثيقة الثانية")  # fmt: skip


def test_a_family_comes_in_with_all_that_is_known_of_it_and_its_file_is_understood_again() -> None:
    place = {"governorate": "عجلون"}
    supervisor, clerk = Visitor("supervisor", "JO-AJ"), Visitor("clerk", "JO-AJ")
    mother, child = national_number(), national_number()
    flat = ("", "", "", "شقة", "إيجار", "٣", "١٢٠٫٥", "", "")
    ward = (mother, "أم", "سمعية (شديدة)؛ حركية", "", "", "", "", "مفوضية", f"881-{child}")
    head, other = family("1", {"number": mother, **place}, {"number": child, **place}, size=2)
    wrong = (*row(**place), "12", "أم", "أصم", *[""] * 6)
    rows = [(*head, *flat), (*other, *ward), wrong]
    import_id = send(supervisor, as_csv(rows, (*ARABIC, *FURTHER)))
    step(supervisor, import_id, "check", "checked")
    (refused,) = supervisor.get(f"/v1/imports/{import_id}/rows", refused="true").json()["items"]
    assert [(each["column"], each["code"]) for each in refused["problems"]] == [
        ("disabilities", "unknown_choice")
    ]
    assert {"column": "guardian.number", "value": "12"} in refused["cells"]
    assert step(supervisor, import_id, "load", "loaded")["loaded"]["households"] == 1
    (known,) = clerk.get("/v1/persons", national_number=mother).json()["items"]
    (ward_of,) = clerk.get("/v1/persons", national_number=child).json()["items"]
    assert ward_of["guardian"] == {"person_id": known["id"], "relation": "parent"}
    assert ward_of["other_documents"] == [{"kind": "unhcr", "number": f"881-{child}"}]
    facts = clerk.get(f"/v1/persons/{ward_of['id']}/sensitive", purpose="care").json()
    assert [each["degree"] for each in facts["disabilities"]] == ["severe", None]
    (home,) = clerk.get("/v1/households", person_id=known["id"]).json()["items"]
    assert home["dwelling"]["rent_fils"] == 120_500

    asked = {"of": "persons", "purpose": "service_planning", "language": "ar"}
    path = f"/v1/exports/{supervisor.post('/v1/exports', asked).json()['id']}"
    eventually(lambda: supervisor.get(path).json()["status"] == "ready", within=120)
    again = send(supervisor, supervisor.get(f"{path}/file").content)
    step(supervisor, again, "check", "checked")
    items = supervisor.get(f"/v1/imports/{again}/rows", refused="true", limit=100).json()["items"]
    told = [problem["code"] for item in items for problem in item["problems"]]
    assert len(told) >= 2
    assert set(told) == {"national_number_taken"}, "they are registered, and nothing else is wrong"


def test_who_is_no_supervisor_or_another_one_has_no_part_in_it() -> None:
    supervisor = Visitor("supervisor", "JO-AM")
    import_id = send(supervisor, as_csv([row()]))
    for role in ("clerk", "caseworker", "citizen", "auditor", "operator"):
        assert Visitor(role, "JO-AM").get(f"/v1/imports/{import_id}").status_code == 403
    other = Visitor("supervisor", "JO-AM").get(f"/v1/imports/{import_id}")
    assert (other.status_code, other.json()["code"]) == (403, "file_not_yours")
    elsewhere = send(Visitor("supervisor", "JO-IR"), as_csv([row()]))
    assert elsewhere != import_id
    assert supervisor.post(f"/v1/imports/{import_id}/check").status_code == 428


def test_an_export_holds_what_its_reader_may_see_and_runs_no_formula() -> None:
    supervisor, clerk = Visitor("supervisor", "JO-AQ"), Visitor("clerk", "JO-AQ")
    from tests.support.registry import another_person

    number = national_number()
    address = {"governorate": "JO-AQ", "district": None, "details": "=HYPERLINK(1)"}
    assert clerk.post("/v1/persons", another_person(number, address=address)).status_code == 201
    refused = clerk.post("/v1/exports", {"of": "persons", "purpose": "service_planning"})
    assert refused.status_code == 403
    elsewhere = {"of": "persons", "purpose": "service_planning", "governorate": "JO-AM"}
    assert supervisor.post("/v1/exports", elsewhere).json()["code"] == "governorate_not_yours"

    asked = supervisor.post("/v1/exports", {"of": "persons", "purpose": "service_planning"})
    assert asked.status_code == 201, asked.text
    path = f"/v1/exports/{asked.json()['id']}"
    eventually(lambda: supervisor.get(path).json()["status"] == "ready", within=120)
    file = supervisor.get(f"{path}/file")
    assert hashlib.sha256(file.content).digest() == base64.b64decode(
        file.headers["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":")
    )
    lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    (mine,) = (line for line in lines if number in line)
    assert "'=HYPERLINK(1)" in mine
    assert {line[12] for line in lines[1:]} == {"العقبة"}
    assert Visitor("supervisor", "JO-AQ").get(f"{path}/file").status_code == 403
