"""What a household is not: a way to other centres' people, and what no family can be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.household_counter import ELSEWHERE, YESTERDAY, Counter, member, newborn
from tests.support.long import english
from tests.support.registry import household, national_number
from tests.support.window import Visitor

LANGUAGES = pytest.mark.parametrize("language", ["ar", english("en")])


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_households_are_of_those_who_serve_their_place(counter: Counter) -> None:
    number = national_number()
    head = counter.person(number=number)
    home = counter.family(head)
    path = f"/v1/households/{home}"
    own = Visitor("citizen", national_number=number)
    assert own.get(path).status_code == 200
    assert own.get(f"{path}/history").status_code == 403
    assert own.get("/v1/households").json()["items"][0]["id"] == home
    for stranger in (
        Visitor("clerk", "JO-IR"),
        Visitor("citizen", national_number=national_number()),
        Visitor("partner"),
        Visitor("operator"),
    ):
        assert stranger.get(path).status_code == 403
    told = {"on": YESTERDAY, "address": ELSEWHERE}
    for reader in (Visitor("auditor"), own, Visitor("supervisor", "JO-IR")):
        assert reader.post(f"{path}/move", told, based_on='"1"').status_code == 403
    assert counter.clerk.post(f"{path}/move", told).status_code == 428
    assert counter.clerk.post(f"{path}/move", told, based_on='"9"').status_code == 412


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "يوم في المستقبل"), english("en", "In the future")]
)
def test_what_has_not_happened_is_refused(language: str, title: str) -> None:
    counter = Counter(language=language)
    home = counter.family(counter.person())
    refused = counter.tell(home, "birth", children=[newborn("ليلى")], on="2099-01-01")
    assert (refused.status_code, refused.json()["title"]) == (409, title)


@LANGUAGES
def test_nobody_is_taken_from_another_governorate_through_a_household(
    language: str,
) -> None:
    there = {**ELSEWHERE, "governorate": "JO-IR", "district": None}
    own_centre, counter = Counter("JO-IR"), Counter(language=language)
    far = own_centre.person(address=there)
    head = counter.person(sex="male")
    record, before = f"/v1/persons/{far}", own_centre.record(far)
    home = counter.family(head)
    path = f"/v1/households/{home}"
    titles = {"ar": "شخص يخدمه مركز آخر", "en": "Served by another centre"}
    married = {"on": YESTERDAY, "person_id": head, "spouse_id": far}
    for refused in (
        counter.clerk.post("/v1/households", household(far)),
        counter.clerk.post("/v1/households", household(counter.person(), far)),
        counter.clerk.patch(path, {"join": [member(far)]}, based_on='"1"'),
        counter.clerk.post(f"{path}/marriage", married, based_on='"1"'),
        counter.tell(home, "birth", person_id=far),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "member_not_yours")
        assert refused.json()["title"] == titles[language]
    assert counter.clerk.get(record).status_code == 403
    assert counter.clerk.get(f"{record}/sensitive", purpose="care").status_code == 403
    assert own_centre.record(far) == before
    # Their own centre says that they have come here, and then they can be taken in.
    seen = f'"{before["version"]}"'
    moved = own_centre.clerk.patch(record, {"address": ELSEWHERE}, based_on=seen)
    assert moved.status_code == 200, moved.text
    assert counter.happens(home, "marriage", person_id=head, spouse_id=far)["members"] == [
        member(far, "spouse")
    ]


@LANGUAGES
def test_a_marriage_that_cannot_be_is_refused_and_a_courts_permission_is_kept(
    language: str,
) -> None:
    counter = Counter(language=language)
    groom, other = counter.person(sex="male"), counter.person(sex="male")
    year = datetime.now(UTC).year
    girl, bride = (
        counter.person(birth_date=f"{year - 12}"),
        counter.person(birth_date=f"{datetime.now(UTC) - timedelta(days=17 * 365):%Y-%m-%d}"),
    )
    home = counter.family(groom)
    titles = {
        "spouses_of_one_sex": {"ar": "الزوجان من جنس واحد", "en": "Spouses of one sex"},
        "too_young_to_marry": {"ar": "دون سن الزواج", "en": "Too young to marry"},
        "court_permission_missing": {
            "ar": "إذن المحكمة الشرعية مطلوب",
            "en": "Court permission needed",
        },
    }
    for spouse, code in zip((other, girl, bride), titles, strict=True):
        refused = counter.tell(home, "marriage", person_id=groom, spouse_id=spouse)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
        assert refused.json()["title"] == titles[code][language]
    permission = {"number": "2026/118", "date": YESTERDAY}
    married = counter.happens(
        home, "marriage", person_id=groom, spouse_id=bride, court_permission=permission
    )
    assert married["last_event"]["court_permission"] == permission
    assert counter.home(home) == married


@LANGUAGES
def test_two_of_one_household_marry_unless_they_are_close_kin(language: str) -> None:
    counter = Counter(language=language)
    head, son, lodger, niece = (
        counter.person(sex=sex, birth_date=born)
        for sex, born in (
            ("male", "1970"),
            ("male", "2000"),
            ("female", "1980"),
            ("female", "2001"),
        )
    )
    daughter = counter.person(birth_date="2002")
    people = [member(son), member(daughter), member(niece, "other_relative")]
    home = counter.family(head, members=[*people, member(lodger, "unrelated")])
    refused = counter.tell(home, "marriage", person_id=son, spouse_id=daughter)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_closely_related")
    title = {"ar": "من المحارم", "en": "Too closely related"}
    assert refused.json()["title"] == title[language]
    cousins = counter.happens(home, "marriage", person_id=son, spouse_id=niece)
    assert cousins["members"] == [*people, member(lodger, "unrelated")]
    assert cousins["last_event"]["person_ids"] == [son, niece]
    married = counter.happens(home, "marriage", person_id=head, spouse_id=lodger)
    assert married["members"] == [*people, member(lodger, "spouse")]
    again = counter.tell(home, "marriage", person_id=lodger, spouse_id=head)
    assert (again.status_code, again.json()["code"]) == (409, "spouses_already")
    title = {"ar": "زوجان بالفعل", "en": "Spouses already"}
    assert again.json()["title"] == title[language]
    history = counter.clerk.get(f"/v1/households/{home}/history").json()["items"]
    assert [each["why"] for each in history] == [None, "marriage", "marriage"]
