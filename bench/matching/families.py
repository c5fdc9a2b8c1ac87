"""A seeded file of persons with duplicates, as they come from counters, surveys and camps.

Names in Arabic and in the Latin spellings of passports; slips of the keyboard; a missing
grandfather; a family name with and without its article; a year, or 1 January, in place of a date.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

MEN = {
    "محمد": ("Mohammad", "Muhammed", "Mohamed", "Mohammed"),
    "أحمد": ("Ahmad", "Ahmed"),
    "محمود": ("Mahmoud", "Mahmood"),
    "خالد": ("Khaled", "Khalid"),
    "عبد الله": ("Abdullah", "Abdallah", "Abd Allah"),
    "عبد الرحمن": ("Abdulrahman", "Abdel Rahman", "Abd Al-Rahman"),
    "يوسف": ("Yousef", "Yusuf", "Youssef"),
    "عمر": ("Omar", "Umar"),
    "علي": ("Ali", "Aly"),
    "حسين": ("Hussein", "Husain", "Hussain"),
    "حسن": ("Hasan", "Hassan"),
    "إبراهيم": ("Ibrahim", "Ebrahim"),
    "سليمان": ("Sulaiman", "Suleiman"),
    "طارق": ("Tareq", "Tariq"),
    "زياد": ("Ziad", "Zeyad"),
    "وليد": ("Waleed", "Walid"),
    "مصطفى": ("Mustafa", "Moustafa"),
    "فيصل": ("Faisal", "Faysal"),
    "صالح": ("Saleh", "Salih"),
    "رائد": ("Raed", "Raid"),
    "أبو بكر": ("Abu Bakr", "Aboubakr"),
    "باسم": ("Basem", "Basim"),
    "نادر": ("Nader", "Nadir"),
    "هاني": ("Hani", "Hany"),
}
WOMEN = {
    "فاطمة": ("Fatima", "Fatimah", "Fatema"),
    "عائشة": ("Aisha", "Aysha"),
    "مريم": ("Maryam", "Mariam"),
    "آمال": ("Amal", "Aamal"),
    "نور": ("Noor", "Nour"),
    "هدى": ("Huda", "Hoda"),
    "سعاد": ("Suad", "Souad"),
    "خديجة": ("Khadija", "Khadijah"),
    "رنا": ("Rana", "Ranna"),
    "إيمان": ("Iman", "Eman"),
    "زينب": ("Zainab", "Zeinab"),
    "سلمى": ("Salma", "Selma"),
    "ليلى": ("Layla", "Leila"),
    "أسماء": ("Asma", "Asmaa"),
    "رانيا": ("Rania", "Raniya"),
    "دعاء": ("Duaa", "Doaa"),
}
FAMILIES = {
    "الخطيب": ("Al-Khatib", "Alkhateeb", "Khatib"),
    "العبادي": ("Al-Abbadi", "Alabbadi", "Abadi"),
    "الزعبي": ("Al-Zoubi", "Alzubi", "Zoubi"),
    "المجالي": ("Al-Majali", "Majali"),
    "الرواشدة": ("Al-Rawashdeh", "Rawashdah"),
    "القضاة": ("Al-Qudah", "Qudah"),
    "حداد": ("Haddad", "Hadad"),
    "النجار": ("Al-Najjar", "Najar"),
    "الحوراني": ("Al-Hourani", "Horani"),
    "بني هاني": ("Bani Hani", "Banihani"),
    "أبو حمدان": ("Abu Hamdan", "Abouhamdan"),
    "الشريف": ("Al-Sharif", "Shareef"),
    "العمري": ("Al-Omari", "Omari"),
    "الطراونة": ("Al-Tarawneh", "Tarawnah"),
    "عبيدات": ("Obeidat", "Obaidat"),
    "الفايز": ("Al-Fayez", "Fayiz"),
    "الدباس": ("Al-Dabbas", "Dabbas"),
    "الكيلاني": ("Al-Kilani", "Kaylani"),
    "مسعود": ("Masoud", "Massoud"),
    "الغزاوي": ("Al-Ghazzawi", "Ghazawi"),
}
_SHARED = ("father", "grandfather", "family", "mobile", "governorate")
PLACES = ("JO-AM", "JO-IR", "JO-AZ", "JO-BA", "JO-MA", "JO-KA")
_NEAR = {"ا": "أ", "أ": "ا", "ه": "ة", "ة": "ه", "ي": "ى", "ى": "ي", "ض": "ظ", "ظ": "ض", "إ": "ا"}


@dataclass(frozen=True)
class Row:
    """A record: values by field, and the person it is of."""

    person: str
    values: dict[str, str | None]


def rows(persons: int, seed: int = 7) -> Iterator[Row]:
    """That many persons in families, a third of them registered once or twice more."""
    chance = random.Random(seed)
    original: dict[str, str | None] | None = None
    for number in range(persons):
        person = _person(chance)
        # Brothers and sisters share all but their own name and date: the hardest to tell apart.
        sibling = original is not None and chance.random() < 0.55
        if sibling and original:
            person |= {each: original[each] for each in _SHARED}
        original = person
        yield Row(str(number), original)
        for _ in range(chance.choices((0, 1, 2), (68, 26, 6))[0]):
            yield Row(str(number), _again(original, chance))


def _person(chance: random.Random) -> dict[str, str | None]:
    sex = chance.choice(("male", "female"))
    year, month, day = chance.randint(1940, 2020), chance.randint(1, 12), chance.randint(1, 28)
    return {
        "first": _common(MEN if sex == "male" else WOMEN, chance),
        "father": _common(MEN, chance),
        "grandfather": _common(MEN, chance),
        "family": _common(FAMILIES, chance),
        "birth_date": _as_told(f"{year}-{month:02d}-{day:02d}", chance),
        "sex": sex,
        "document": f"9{year % 100:02d}{1 if sex == 'male' else 2}{chance.randrange(10**6):06d}",
        "mobile": f"+9627{chance.choice('789')}{chance.randrange(10**7):07d}",
        "governorate": chance.choices(PLACES, (40, 20, 15, 8, 9, 8))[0],
    }


def _as_told(date: str, chance: random.Random) -> str:
    """Of every sixth the year alone is known, and of half of these 1 January is written."""
    kind = chance.random()
    return date[:4] if kind < 0.08 else f"{date[:4]}-01-01" if kind < 0.16 else date


def _common(names: dict[str, tuple[str, ...]], chance: random.Random) -> str:
    """The first are the most common."""
    return list(names)[min(int(chance.expovariate(6 / len(names))), len(names) - 1)]


def _again(original: dict[str, str | None], chance: random.Random) -> dict[str, str | None]:
    """The same person at another counter."""
    found = dict(original)
    latin = chance.random() < 0.3
    for part, names in (
        ("first", MEN | WOMEN),
        ("father", MEN),
        ("grandfather", MEN),
        ("family", FAMILIES),
    ):
        written = str(found[part])
        if latin:
            written = chance.choice(names[written])
        elif part == "family" and chance.random() < 0.2:
            written = written.removeprefix("ال")
        found[part] = _slip(written, chance) if chance.random() < 0.12 else written
    _other_facts(found, chance)
    return found


def _other_facts(found: dict[str, str | None], chance: random.Random) -> None:
    """What is left out, exchanged or changed besides the spelling of names."""
    if chance.random() < 0.25:
        found["grandfather"] = None
    if chance.random() < 0.06:
        found["father"], found["grandfather"] = found["grandfather"], found["father"]
    found["birth_date"] = _date_again(str(found["birth_date"]), chance)
    if found["document"] is not None:
        kind = chance.random()
        found["document"] = (
            None
            if kind < 0.6
            else _slip(found["document"], chance)
            if kind < 0.64
            else found["document"]
        )
    if chance.random() < 0.5:
        found["mobile"] = None if chance.random() < 0.5 else _person(chance)["mobile"]
    if chance.random() < 0.15:
        found["governorate"] = chance.choice(PLACES)
    if chance.random() < 0.01:
        found["sex"] = "male" if found["sex"] == "female" else "female"


def _date_again(date: str, chance: random.Random) -> str | None:
    kind = chance.random()
    if kind < 0.15:
        return date[:4]
    if kind < 0.2:
        return f"{date[:4]}-01-01"
    if kind < 0.23:
        return f"{int(date[:4]) + chance.choice((-1, 1))}"
    if kind < 0.27 and len(date) == 10:
        return f"{date[:4]}-{date[8:]}-{date[5:7]}" if date[8:] <= "12" else date
    if kind < 0.32:
        return f"{int(date[:4]) + chance.choice((-1, 1))}{date[4:]}"
    return None if kind < 0.36 else date


def _slip(text: str, chance: random.Random) -> str:
    """One slip: a letter left out, doubled, exchanged with the next or with one like it."""
    if len(text) < 3:
        return text
    at = chance.randrange(len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[: at + 1] + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return "".join(_NEAR.get(each, each) for each in text)
