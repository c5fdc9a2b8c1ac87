"""Certificates as people hold them: printed, scanned, checked without asking anybody."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.errors import Conflict, Unavailable
from services.licensing.adapters.licensed import keys
from services.licensing.adapters.licensed.keys import LicenceKeys
from services.licensing.adapters.licensed.signing import NotGenuine, genuine
from services.licensing.domain.licences.grant import Fact
from services.licensing.domain.places import Place
from services.licensing.domain.words import Words
from tests.support.calling import Caller
from tests.support.licences import (
    ADDRESS,
    ANYBODY,
    CITIZEN,
    ENDLESS,
    SUPERVISOR,
    Issuer,
    a_holder,
    a_nursery,
)

LONG = "الجمعية الخيرية الإسلامية (المسجلة برقم 2026/55) لرعاية الأيتام والأرامل Kids & Co [فرع 7] "
MANY = tuple(
    Fact(f"fact_{n}", Words("عنوان طويل", "A heading"), Words(f"{n} طفلا", str(n)), True, True)
    for n in range(40)
)


def printed(call: Caller, licence_id: str, language: str = "ar") -> bytes:
    answer = call(CITIZEN, "get_certificate", {"licence_id": licence_id, "language": language})
    pdf = b64decode(answer["data"])
    assert (answer["size"], answer["sha256"]) == (len(pdf), sha256(pdf).hexdigest())
    return pdf


def scanned(pdf: bytes) -> str:
    """What a telephone reads from the last page."""
    page = list(pypdfium2.PdfDocument(pdf))[-1]
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    return str(code.text)


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def published(call: Caller) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = call(ANYBODY, "get_licence_keys", {})["keys"]
    return answer


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "grant",
    [
        {},
        {"holder": a_holder(name=LONG * 3), "licensed": a_nursery(name_ar=LONG * 3, facts=MANY)},
        {"terms": ENDLESS, "licensed": a_nursery(name_en=None, facts=())},
    ],
    ids=["usual", "long", "short"],
)
def test_the_code_on_paper_leads_to_its_page_and_proves_what_is_printed(
    call: Caller, issuer: Issuer, language: str, grant: dict[str, Any]
) -> None:
    licence = issuer(**grant)
    page, _, proof = scanned(printed(call, licence.id, language)).partition("#")
    assert page == f"{ADDRESS}/verify/{licence.certificate.code}"
    claims = genuine(proof, published(call))
    assert claims == {
        "number": licence.number,
        "kind": "licence",
        "service": "nursery.first_licence",
        "title": "رخصة دار حضانة",
        "name": licence.grant.licensed.name_ar,
        "from": "2026-11-22",
        "through": None if grant.get("terms") is ENDLESS else "2027-11-21",
        "edition": 1,
        "code": licence.certificate.code,
    }


def test_it_is_the_same_to_the_byte_whenever_it_is_printed(
    call: Caller, issuer: Issuer, clock: FixedClock
) -> None:
    licence_id = issuer().id
    first = printed(call, licence_id)
    clock.advance(timedelta(days=3))
    call.service.application.licences.reading.printing.printed.clear()
    assert printed(call, licence_id) == first
    assert printed(call, licence_id, "en") != first


def test_it_says_what_it_is_in_the_language_it_was_asked_in(call: Caller, issuer: Issuer) -> None:
    licence_id = issuer().id
    english = text_of(printed(call, licence_id, "en"))
    for said in ("Nursery licence", "NUR-2026-000001", "Buds Nursery", "21 November 2027", "Huda"):
        assert said in english
    arabic = text_of(printed(call, licence_id))
    for said in ("رخصة دار حضانة", "NUR-2026-000001", "حضانة البراعم", "تشرين الثاني"):
        assert said in arabic
    assert "9852012345" not in english + arabic


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_longest_that_a_form_takes_stands_on_one_page_with_its_code(
    call: Caller, issuer: Issuer, language: str
) -> None:
    arabic = ("حضانة براعم الأمل والمستقبل المشرق للأطفال " * 8).strip()
    longest = a_nursery(
        name_ar=arabic[:120],
        name_en=("WOMEN MWW " * 12).strip(),
        place=Place("JO-AM", "لواء ماركا", arabic[:300]),
        facts=(
            *MANY[:5],
            Fact("d", Words("المدير", "Manager"), Words(*[arabic[:120]] * 2), True, True),
        ),
    )
    holder = a_holder(name=arabic[:200], registration_number="R" * 40)
    (page,) = pypdfium2.PdfDocument(
        printed(call, issuer(holder=holder, licensed=longest).id, language)
    )
    assert zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert page.get_textpage().get_text_range().rstrip().endswith("NUR-2026-000001")


def test_pages_are_counted_where_one_does_not_do(call: Caller, issuer: Issuer) -> None:
    licence = issuer(licensed=a_nursery(facts=MANY))
    pages = list(pypdfium2.PdfDocument(printed(call, licence.id, "en")))
    said = [each.get_textpage().get_text_range() for each in pages]
    assert len(pages) > 1
    assert all(f"Page {n} of {len(pages)}" in each for n, each in enumerate(said, 1))


def test_on_the_day_until_which_it_says_that_it_is_valid_it_is_and_the_day_after_it_is_not(
    call: Caller, issuer: Issuer, clock: FixedClock
) -> None:
    licence = issuer()
    said = text_of(printed(call, licence.id, "en"))
    assert re.search(r"Valid until\s+21 November 2027", said)
    proof = scanned(printed(call, licence.id)).partition("#")[2]
    last = date.fromisoformat(genuine(proof, published(call))["through"])
    shown = call(CITIZEN, "show_licence", {"licence_id": licence.id})
    (listed,) = call(ANYBODY, "find_licensed_places", {"limit": 1})["items"]
    assert {shown["valid_through"], listed["valid_through"]} == {last.isoformat()}
    code = {"code": licence.certificate.code}
    clock.advance(last - licence.issued_on)
    assert call(ANYBODY, "check_certificate", code)["outcome"] == "valid"
    clock.advance(timedelta(days=1))
    assert call(ANYBODY, "check_certificate", code)["outcome"] == "expired"


def test_a_sign_that_the_font_has_not_is_not_left_out_silently(
    call: Caller, issuer: Issuer
) -> None:
    licence = issuer(licensed=a_nursery(name_en="Buds 日本"))
    assert "Buds ??" in text_of(printed(call, licence.id, "en"))


def test_only_what_is_valid_is_printed(call: Caller, issuer: Issuer, clock: FixedClock) -> None:
    suspended, expired = issuer().id, issuer().id
    why = {"reason_code": "other", "text": {"ar": "سبب"}}
    call(SUPERVISOR, "suspend_licence", {"licence_id": suspended, **why})
    with pytest.raises(Conflict, match="licence_not_valid"):
        printed(call, suspended)
    clock.advance(timedelta(days=365))
    with pytest.raises(Conflict, match="licence_not_valid"):
        printed(call, expired)


def test_a_changed_letter_is_noticed(call: Caller, issuer: Issuer) -> None:
    proof = scanned(printed(call, issuer().id)).partition("#")[2]
    known = published(call)
    assert genuine(proof, known)
    for at in range(0, len(proof) - 1, 7):  # of the last letter, some bits mean nothing
        other = "A" if proof[at] != "A" else "B"
        changed = proof[:at] + other + proof[at + 1 :]
        with pytest.raises(NotGenuine):
            genuine(changed, known)


@pytest.mark.parametrize("text", ["", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "نص"])
def test_what_is_no_proof_is_none(call: Caller, text: str) -> None:
    with pytest.raises(NotGenuine):
        genuine(text, published(call))


def test_what_was_signed_before_a_rotation_is_genuine_after_it(
    call: Caller, issuer: Issuer, keys_file: Path
) -> None:
    licence_id = issuer().id
    before = scanned(printed(call, licence_id)).partition("#")[2]
    rotated = keys.rotate(keys_file)
    after = scanned(printed(call, licence_id)).partition("#")[2]
    known = published(call)
    assert before != after
    assert genuine(before, known) == genuine(after, known)
    assert known[0]["kid"] == rotated
    with pytest.raises(NotGenuine):
        genuine(before, known[:1])


def test_the_keys_that_are_published_cannot_sign(call: Caller, keys_file: Path) -> None:
    keys.rotate(keys_file)
    assert [set(key) for key in published(call)] == [
        {"kid", "kty", "crv", "alg", "use", "x"} for _ in range(2)
    ]
    kept = json.loads(keys_file.read_text("utf-8"))["keys"]
    assert ["d" in key for key in kept] == [True, False]
    assert keys_file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "{}", '{"keys": []}', '{"keys": [{"kid": "k"}]}'])
def test_keys_that_cannot_be_read_are_said_to_be_missing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content, "utf-8")
    for broken in (file, tmp_path / "none.json", None):
        with pytest.raises(Unavailable, match="certificates_not_set_up"):
            LicenceKeys(broken).signing()


def test_a_lost_certificate_and_its_successor_are_told_apart(call: Caller, issuer: Issuer) -> None:
    licence = issuer()
    first = licence.certificate.code
    with use(Context(Actor("supervisor-1"))), issuer.together():
        issuer.issuing.replace(licence.id, "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e12")
    second = scanned(printed(call, licence.id)).partition("#")[0].rpartition("/")[2]
    outcomes = [
        call(ANYBODY, "check_certificate", {"code": code})["outcome"] for code in (first, second)
    ]
    assert outcomes == ["expired", "valid"]
