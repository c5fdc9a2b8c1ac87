"""Values of the domain as plain data: the same shape in requests, in storage and in answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.licensing.domain.nursery import Applicant, Contact, Nursery, NurseryKind
from services.licensing.domain.places import Place

Data = Mapping[str, Any]
Shape = dict[str, Any]


def applicant_from(data: Data) -> Applicant:
    return Applicant(data["name"], data["national_number"], Contact(**data["contact"]))


def applicant_shape(applicant: Applicant) -> Shape:
    return {
        "name": applicant.name,
        "national_number": applicant.national_number,
        "contact": vars(applicant.contact).copy(),
    }


def nursery_from(data: Data) -> Nursery:
    return Nursery(
        name_ar=data["name"]["ar"],
        name_en=data["name"]["en"],
        kind=NurseryKind(data["kind"]),
        place=Place(**data["place"]),
        places_under_two=data["places_under_two"],
        places_two_to_four=data["places_two_to_four"],
    )


def nursery_shape(nursery: Nursery) -> Shape:
    return {
        "name": {"ar": nursery.name_ar, "en": nursery.name_en},
        "kind": nursery.kind.value,
        "place": vars(nursery.place).copy(),
        "places_under_two": nursery.places_under_two,
        "places_two_to_four": nursery.places_two_to_four,
    }
