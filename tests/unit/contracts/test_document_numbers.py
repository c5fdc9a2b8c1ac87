"""What the number of a document is, whoever issued it."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from contracts.rpc.problems import InvalidRequest, read
from contracts.rpc.registry.person_facts import DocumentNumber, IdentitySchema


@pytest.mark.parametrize("number", ["هـ-١٢", "ب/7", "A", "0", "م ع 12"])
def test_the_number_of_a_document_has_letters_and_digits(number: str) -> None:
    assert DocumentNumber().deserialize(number)


@pytest.mark.parametrize("number", ["ـ", "ـ-ـ", "ـــ 12", "-", "/ /", ""])
def test_a_number_of_nothing_is_no_number(number: str) -> None:
    with pytest.raises(ValidationError):
        DocumentNumber().deserialize(number)


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        ({"kind": "national_number"}, "identity_number_missing"),
        ({"kind": "unhcr", "number": None}, "identity_number_missing"),
        ({"kind": "none", "number": "7"}, "identity_number_unexpected"),
        ({"kind": "national_number", "number": "123"}, "malformed_national_number"),
        ({"kind": "passport", "number": "7"}, "unknown_choice"),
    ],
)
def test_the_number_of_a_document_fits_its_kind(identity: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read(IdentitySchema, identity)
    assert [each.code for each in refused.value.errors] == [code]
