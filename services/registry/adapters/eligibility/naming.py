"""Which names expressions can use, and what is known of the value of each."""

from __future__ import annotations

from collections.abc import Mapping

from contracts import reference
from contracts.refusals import say
from contracts.rpc.registry.person_facts import SEXES
from services.registry.adapters.eligibility import expressions
from services.registry.adapters.eligibility.nature import FLAG, NUMBER, TEXT, Names, Nature, Range
from services.registry.domain.eligibility.indicators import LARGEST, Indicator, Indicators
from services.registry.domain.eligibility.refusals import ExpressionRefused

MEMBER: Names = {
    "age": Nature(NUMBER, Range(-10_000.0, 10_000.0)),
    "sex": Nature(TEXT, choices=frozenset(SEXES)),
    "is_head": Nature(FLAG),
    "disabled": Nature(FLAG),
}
"""What is known of each member, for derived indicators. An age is years, however wrongly told."""
PLACE: Names = {
    "governorate": Nature(TEXT, choices=frozenset(reference.governorates())),
    "district": Nature(
        TEXT, choices=frozenset(name for names in reference.districts().values() for name in names)
    ),
}
"""Where the household lives, for criteria; rules of benefits do not ask it."""
TYPES: Mapping[str, str] = {"whole": NUMBER, "flag": FLAG, "choice": TEXT}


def names_of(known: Indicators) -> dict[str, Nature]:
    """The names an expression over indicators can use."""
    return {name: _kind(each) for name, each in known.all.items()}


def checked(text: str, names: Names, wanted: str) -> expressions.Checked:
    """An expression of a file of rules. Raises `ValueError` with the reason in words."""
    try:
        return expressions.check(text, names, wanted)
    except ExpressionRefused as refusal:
        raise ValueError(say(refusal.code, "en", refusal.params).detail) from refusal


def _kind(indicator: Indicator) -> Nature:
    span = Range(_least(indicator), float(LARGEST))
    return Nature(TYPES[indicator.type], span, frozenset(indicator.choices))


def _least(indicator: Indicator) -> float:
    """Nothing that is recorded or counted is below 0; what is read off the head may be."""
    counted = indicator.recorded or indicator.window is not None
    return 0.0 if counted or "count(" in (indicator.expression or "") else -float(LARGEST)
