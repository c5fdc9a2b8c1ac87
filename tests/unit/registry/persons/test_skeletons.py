"""One name has one skeleton, in whichever letters and by whichever habit it was spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.adapters.persons.vocabulary import MemoryVocabulary
from services.registry.domain.persons.search import terms
from services.registry.domain.persons.skeletons import skeleton, skeletons

ONE_NAME = [
    ["محمد", "مُحَمَّد", "Mohammad", "Muhammed", "Mohamed", "Mohamad", "Moh'd", "Mohd"],
    ["أحمد", "احمد", "Ahmad", "Ahmed"],
    ["عبد الله", "عبدالله", "Abdullah", "Abdallah", "Abd Allah", "Abd-Allah", "Abdulla"],
    ["عبد الرحمن", "عبدالرحمن", "Abdul Rahman", "Abdelrahman", "Abd al-Rahman", "Abdurrahman"],
    ["أبو رمان", "ابورمان", "Abu Rumman", "Abo Rumman", "Aburumman"],
    ["خطيب", "الخطيب", "Al-Khatib", "Khateeb", "Alkhatib", "El Khatib"],
    ["يوسف", "Yousef", "Yusuf", "Youssef"],
    ["فاطمة", "فاطمه", "Fatima", "Fatimah", "Fatemah"],
    ["عمر", "Omar", "Umar"],
    ["حسين", "Hussein", "Husain", "Hossein"],
    ["خالد", "Khaled", "Khalid"],
    ["صالح", "Saleh", "Salih"],
    ["ممدوح", "Mamdouh", "Mamdooh"],
    ["وائل", "Wael", "Wa'el", "Ouael"],
    ["فتحي", "Fathi", "Fathy"],
    ["هيثم", "Haitham", "Haytham"],
    ["إسماعيل", "Ismail", "Isma'il", "Esmaeel"],
    ["شعبان", "Shaban", "Sha'ban"],
    ["إسحاق", "اسحق", "Ishaq"],
    ["قاسم", "Qasem", "Kasem", "Qassim"],
    ["رانيا", "رانية", "Rania", "Raniya"],
    ["طلحة", "Talha", "Talhah"],
    ["صوالحة", "Sawalha", "Sawalhah"],
    ["عبد الحق", "عبدالحق", "Abdul Haq", "Abdelhak"],
    ["عبد العليم", "Abdulaleem", "Abdel Aleem"],
    ["أبو العينين", "Aboul Enein", "Abu Al-Enein", "Abul-Enein"],
    ["نور الدين", "نورالدين", "Noureddine", "Nour Eldin", "Nur Al-Din", "Nooruddin"],
    ["علاء الدين", "Alaa Eldin", "Alaeddine", "Aladdin"],
    ["هبة الله", "Hibatullah", "Hebat Allah"],
]


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda each: each[0])
def test_the_spellings_of_a_name_share_a_skeleton(spellings: list[str]) -> None:
    assert {skeleton(each) for each in spellings} == {skeleton(spellings[0])}
    assert skeleton(spellings[0])


def test_names_stay_apart() -> None:
    kept = {skeleton(each[0]) for each in ONE_NAME}
    assert len(kept) == len(ONE_NAME)


@pytest.mark.parametrize(
    ("one", "other"), [("أحمد", "حمد"), ("Ahmad", "Mohammad"), ("سمير", "سمية"), ("Ali", "Layla")]
)
def test_different_names_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_the_words_of_a_name_keep_their_order() -> None:
    assert skeletons("آمال عبد الله الخطيب") == skeletons("Amal Abdullah Al-Khatib")
    assert len(skeletons("آمال عبد الله الخطيب")) == 3


def test_a_search_knows_both_halves_of_a_name_as_words() -> None:
    """Who was stored before their halves were joined is found by these."""
    assert terms("نور الدين") == ["نور", "دين"]


def test_who_was_stored_under_another_skeleton_is_still_found() -> None:
    words = MemoryVocabulary()
    words.learn(terms("طلحة"))
    (term,) = terms("طلحة")
    words._terms[term]["sound"] = "tl"
    assert [each.sound for each in words.alike(term) if each.term == term] == ["tlh", "tl"]


def test_what_has_no_letters_has_no_skeleton() -> None:
    assert skeleton(" - . ") == ""


@given(st.text(max_size=40))
def test_any_text_has_a_skeleton_without_vowels_inside(text: str) -> None:
    for each in skeletons(text):
        assert not set("Awy") & set(each[1:])
