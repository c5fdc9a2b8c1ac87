"""What a reviewer reads of a pair, in Arabic and English: the field, and how alike it is."""

from __future__ import annotations

_FIELDS = {
    "first": ("الاسم الأول", "First name"),
    "father": ("اسم الأب", "Father's name"),
    "grandfather": ("اسم الجد", "Grandfather's name"),
    "family": ("اسم العائلة", "Family name"),
    "birth_date": ("تاريخ الميلاد", "Birth date"),
    "sex": ("الجنس", "Sex"),
    "document": ("رقم الوثيقة", "Document number"),
    "governorate": ("المحافظة", "Governorate"),
    "died_on": ("تاريخ الوفاة", "Day of death"),
    "mobile": (
        "رقم الهاتف، ولا يُحتسب لأن العائلة تتشاركه",
        "Phone, not counted: families share it",
    ),
}
_LEVELS = {
    "same": ("مطابق", "the same"),
    "same_sound": ("متطابق في اللفظ", "sounds the same"),
    "same_root": ("من الحروف نفسها باختلاف حروف المد", "the same consonants, other long vowels"),
    "same_january": ("الأول من كانون الثاني من السنة نفسها", "1 January of the same year"),
    "same_as_known": ("مطابق فيما هو معروف منه", "the same as far as it is known"),
    "moved": ("الأسماء نفسها بترتيب آخر", "the same names in another order"),
    "close": ("متقارب جدًا", "very close"),
    "elsewhere": ("يرد في موضع آخر من الاسم", "stands elsewhere in the other name"),
    "similar": ("متشابه", "similar"),
    "two_parts": ("مطابق في جزأين منه", "the same in two of its parts"),
    "near_year": ("بفارق سنة على الأكثر", "a year apart at most"),
    "same_year": ("في السنة نفسها", "in the same year"),
    "in_one_record": ("مسجّل في أحد السجلين دون الآخر", "recorded in one of the two records only"),
    "different": ("مختلف", "different"),
}
_UNKNOWN = ("غير معروف في أحد السجلين", "not known in one of the records")


def said(field: str, level: str | None) -> tuple[str, str]:
    """A sentence in Arabic, and one in English; a name by itself for what older records had."""
    names = _FIELDS.get(field, (field, field))
    levels = _UNKNOWN if level is None else _LEVELS.get(level, (level, level))
    return f"{names[0]}: {levels[0]}", f"{names[1]}: {levels[1]}"
