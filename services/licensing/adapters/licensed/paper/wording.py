"""What stands on every certificate beside the facts of its licence, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from babel import Locale
from babel.dates import format_date

from contracts import reference
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.places import Place
from services.licensing.domain.words import Words

_LOCALES = {"ar": Locale("ar", "JO"), "en": Locale("en", "GB")}

STATE = Words("المملكة الأردنية الهاشمية", "The Hashemite Kingdom of Jordan")
MINISTRY = Words("وزارة التنمية الاجتماعية", "Ministry of Social Development")
CHECK = Words(
    "للتحقق من أن هذه الوثيقة سارية، امسح الرمز أو افتح العنوان:",
    "To check that this document is valid, scan the code or open the address:",
)
_NUMBER = Words("الرقم", "Number")
_NAME = Words("الاسم", "Name")
_HOLDER = Words("صاحب الوثيقة", "Holder")
_REGISTRATION = Words("رقم التسجيل", "Registration number")
_PLACE = Words("العنوان", "Place")
_ISSUED = Words("صدرت في", "Issued on")
_FROM = Words("سارية من", "Valid from")
_THROUGH = Words("سارية حتى", "Valid until")
_ENDLESS = Words("دون تاريخ انتهاء", "No date of expiry")
_EDITION = Words("رقم النسخة", "Edition")

Row = tuple[str, tuple[str, ...]]
"""A heading, and the lines that stand beside it."""


def of(words: Words, language: str) -> str:
    return words.ar if language == "ar" else words.en


def rows(licence: Licence, language: str) -> Iterator[Row]:
    """All rows of the certificate, in the order in which they are printed."""
    yield from _whose(licence, language)
    yield from _facts(licence, language)
    certificate, term = licence.certificate, licence.term
    yield of(_ISSUED, language), (_day(certificate.issued_on, language),)
    yield of(_FROM, language), (_day(term.valid_from, language),)
    last = term.valid_through
    end = of(_ENDLESS, language) if last is None else _day(last, language)
    yield of(_THROUGH, language), (end,)
    yield of(_EDITION, language), (str(certificate.edition),)


def _whose(licence: Licence, language: str) -> Iterator[Row]:
    holder, licensed = licence.grant.holder, licence.grant.licensed
    names = [licensed.name_ar, licensed.name_en]
    written = names if language == "ar" else names[::-1]
    yield of(_NUMBER, language), (licence.number,)
    yield of(_NAME, language), tuple(each for each in written if each)
    yield of(_HOLDER, language), (holder.name,)
    if holder.registration_number is not None:
        yield of(_REGISTRATION, language), (holder.registration_number,)
    yield of(_PLACE, language), _place(licensed.place, language)


def _facts(licence: Licence, language: str) -> Iterator[Row]:
    for fact in licence.grant.licensed.facts:
        if fact.printed:
            yield of(fact.label, language), (of(fact.value, language),)


def _place(place: Place, language: str) -> tuple[str, ...]:
    """Districts and addresses are known in Arabic alone: in English each has its own line."""
    governorate = reference.governorates()[place.governorate][language]
    parts = [each for each in (governorate, place.district) if each]
    where = ("، ".join(parts),) if language == "ar" else tuple(parts)
    return where if place.details is None else (*where, place.details)


def _day(day: date, language: str) -> str:
    return format_date(day, "long", locale=_LOCALES[language])
