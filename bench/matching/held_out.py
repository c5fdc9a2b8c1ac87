"""Persons that nothing was learned from: other names and other spellings than `families.py` has.

Names of Jordan, Palestine, Syria, Iraq and the Maghreb as a person knows them, written the English
and the French way; families with a house's name; names swapped, shortened, or with ض for ظ. Used to
measure alone: neither weights nor skeletons were made from it.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator

from bench.matching.families import Row
from services.registry.adapters.duplicates.linkage import Record
from services.registry.adapters.duplicates.tables import Table
from services.registry.domain.duplicates.persons import FIELDS

_MEN = """
    جمال Jamal Gamal Djamel | كمال Kamal Kamel | رشيد Rashid Rachid Rasheed
    عبد القادر Abdelkader AbdulQader Abd_Al-Qadir | عبد العزيز Abdulaziz Abdelaziz Abd_El_Aziz
    عبد السلام Abdessalam Abdulsalam Abdel_Salam | عبد الكريم Abdelkrim Abdulkarim Abdul_Kareem
    عبد الرزاق Abderrazak Abdulrazzaq Abdel_Razzaq | شعيب Chouaib Shuaib Shoaib
    بشير Bachir Bashir Basheer | هشام Hicham Hisham | رياض Riad Riyadh Riyad
    منصور Mansour Mansur | ناصر Nasser Naser Nassir | غسان Ghassan Gassan | مازن Mazen Mazin
    أيمن Ayman Aymen Aiman | أشرف Ashraf Achraf | قاسم Qasim Kassem Kacem Qassem
    لؤي Luay Louay Loay | معتز Mutaz Moataz Mouataz | بهاء Bahaa Baha | علاء Alaa Ala
    ضياء Diaa Dhia Deya | ظافر Dhafer Zafer Thafer | حيدر Haidar Haydar Hayder
    جواد Jawad Djaouad Jawwad | صفاء Safaa Safa | سفيان Sufian Sofiane Sufyan
    عثمان Othman Uthman Osman | زكريا Zakaria Zakariya Zakarya | إسماعيل Ismail Esmail Ismael
    إسحاق Ishaq Ishak Eshaq | يعقوب Yaqoub Yacoub Yaqub | موسى Musa Moussa Mousa
    عيسى Issa Eissa Isa | هارون Haroun Harun Haroon | أنس Anas Anass | براء Baraa Bara
    معاذ Muath Moad Moaz | حذيفة Huthaifa Houdhaifa Hudhayfa | قتيبة Qutaiba Koutaiba Qutayba
    ثائر Thaer Thair | عدنان Adnan Adnane | غازي Ghazi Ghazy | فواز Fawaz Fawwaz Faouaz
"""
_WOMEN = """
    خلود Khouloud Khuloud Kholoud | شيماء Chaimaa Shaimaa Shayma | هاجر Hajar Hadjer Hager
    سميرة Samira Sameera Samirah | نجاح Najah Nagah | وفاء Wafaa Wafa Ouafa | إسراء Israa Esraa Isra
    غدير Ghadeer Ghadir | بثينة Buthaina Bouthaina Bothina | رقية Ruqaya Roukaya Ruqayyah
    صفية Safia Safiya Safiyyah | جميلة Jamila Djamila Jameela | لطيفة Latifa Lateefa Latifah
    نهى Nuha Noha | منى Muna Mona Mouna | ندى Nada Nadah | ضحى Duha Doha Dhuha
    عبير Abeer Abir | سوسن Sawsan Sausan Sawsen | هيفاء Haifa Hayfa Haifaa | ثريا Thuraya Soraya
    حنان Hanan Hanane | انتصار Intisar Entisar Intissar | رحمة Rahma Rahmah | أريج Areej Arij
    يسرى Yusra Youssra Yosra | زهرة Zahra Zohra Zahrah | نسرين Nisreen Nesrine Nasrin
"""
_FAMILIES = """
    الحوامدة Al-Hawamdeh Hawamda Alhawamdah | الصمادي Al-Smadi Smadi Al-Samadi
    الشوابكة Al-Shawabkeh Shawabka Chawabkeh | بني حسن Bani_Hassan Banihasan Beni_Hassan
    أبو غوش Abu_Ghosh Abughosh Abou_Ghouch | آل ثاني Al_Thani Althani Al-Thany
    التميمي Al-Tamimi Tamimi Attamimi | الجبوري Al-Jubouri Jabouri Aljuburi
    الدليمي Al-Dulaimi Dulaymi Adoulaimi | القيسي Al-Qaisi Kaissi Alqaysi
    العزاوي Al-Azzawi Azzaoui Alazawi | السوسي Al-Sousi Soussi Essoussi
    بن عودة Ben_Aouda Benaouda Bin_Awda | بوزيد Bouzid Bouzeid | حجازي Hijazi Hejazi Hidjazi
    صوالحة Sawalha Sawalhah Swalha | الشرفاء Al-Shurafa Shurafaa Chorafa
    كنعان Kanaan Kenaan Canaan | النابلسي Al-Nabulsi Nabulsi Annaboulsi
    المصري Al-Masri Masri Almasry | الظاهر Al-Daher Dhaher Al-Zaher
    الضمور Al-Dmour Dmoor Al-Dumour
    أبو رمان Abu_Rumman Aburumman Abou_Roumane | العوضي Al-Awadi Awadhi Al-Awadhi
    الخصاونة Al-Khasawneh Khasawnah Alkhasawneh | الهنداوي Al-Hindawi Hendawi Hindaoui
    شقير Shuqair Choukair Shqair | قباني Qabbani Kabbani Kabani
"""
_LETTERS = {"ض": "ظ", "ظ": "ض", "ه": "ة", "ة": "ه", "أ": "ا", "إ": "ا", "ى": "ي", "ي": "ى"}
_SHARED = ("father", "grandfather", "family", "governorate")
_PLACES = ("JO-AM", "JO-ZA", "JO-IR", "JO-MN", "JO-JA")


def table(persons: int, seed: int = 20261128) -> Table:
    """That many persons, and which records are of one."""
    made = list(rows(persons, seed))
    known: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(made):
        known[row.person].append(str(number))
    pairs = (pair for ids in known.values() for pair in itertools.combinations(sorted(ids), 2))
    records = [Record(str(number), row.values) for number, row in enumerate(made)]
    return Table(FIELDS, records, frozenset(pairs))


def rows(persons: int, seed: int) -> Iterator[Row]:
    """Persons in families; every fourth has come again, elsewhere or to somebody else."""
    chance = random.Random(seed)
    household: dict[str, str | None] = {}
    for number in range(persons):
        person = _person(chance)
        if household and chance.random() < 0.6:
            person |= {each: household[each] for each in _SHARED}
        household = person
        yield Row(str(number), person)
        if chance.random() < 0.25:
            yield Row(str(number), _again(person, chance))


def _person(chance: random.Random) -> dict[str, str | None]:
    sex = chance.choice(("male", "female"))
    born = f"{chance.randint(1935, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return {
        "first": chance.choice(list(MEN if sex == "male" else WOMEN)),
        "father": chance.choice(list(MEN)),
        "grandfather": chance.choice(list(MEN)) if chance.random() < 0.85 else None,
        "family": chance.choice(list(FAMILIES)),
        "birth_date": born if chance.random() < 0.8 else born[:4],
        "sex": sex,
        "document": f"{chance.randrange(10**9):010d}" if chance.random() < 0.7 else None,
        "governorate": chance.choice(_PLACES),
    }


def _again(person: dict[str, str | None], chance: random.Random) -> dict[str, str | None]:
    found = dict(person)
    latin = chance.random() < 0.4
    for part in ("first", "father", "grandfather", "family"):
        written = found[part]
        if written is None:
            continue
        if latin:
            found[part] = chance.choice(_SPELLINGS[written])
        elif chance.random() < 0.25:
            found[part] = "".join(_LETTERS.get(each, each) for each in written)
        if chance.random() < 0.08:
            found[part] = _slip(str(found[part]), chance)
    _less_known(found, chance)
    return found


def _less_known(found: dict[str, str | None], chance: random.Random) -> None:
    born = str(found["birth_date"])
    if chance.random() < 0.35:
        found["grandfather"] = None
    if found["grandfather"] and chance.random() < 0.05:
        found["grandfather"], found["family"] = found["family"], found["grandfather"]
    if chance.random() < 0.3:
        found["birth_date"] = born[:4]
    elif chance.random() < 0.12 and len(born) == 10:
        found["birth_date"] = f"{born[:8]}{chance.randint(1, 28):02d}"
    if chance.random() < 0.7:
        found["document"] = None
    if chance.random() < 0.2:
        found["governorate"] = chance.choice(_PLACES)


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(max(len(text) - 1, 1))
    return chance.choice((text[:at] + text[at + 1 :], text[:at] + text[at : at + 1] + text[at:]))


def _read(listed: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in listed.replace("\n", " | ").split("|"):
        words = each.split()
        if words:
            arabic = [word for word in words if not word.isascii()]
            latin = tuple(word.replace("_", " ") for word in words if word.isascii())
            found[" ".join(arabic)] = latin
    return found


MEN, WOMEN, FAMILIES = _read(_MEN), _read(_WOMEN), _read(_FAMILIES)
_SPELLINGS = {**MEN, **WOMEN, **FAMILIES}
