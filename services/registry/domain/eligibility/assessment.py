"""What the rules say of a household, and why, in words that its family can read."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.registry.domain.counted import counted, money, number
from services.registry.domain.eligibility.indicators import Indicators, Value, Words
from services.registry.domain.eligibility.looking_back import Disregarded
from services.registry.domain.eligibility.scheme import Condition, Formula, Scheme

Found = Mapping[str, Disregarded | None]
"""What is disregarded for a time, or was lately, by the indicators that look back."""
Values = Mapping[str, Value | None]
"""Indicators, parameters, terms and results of one household, by name."""

_UNKNOWN = Words("غير معروف", "not known")
_YES, _NO = Words("نعم", "yes"), Words("لا", "no")
_MISSING = Words(
    "لم نستطع التحقق من شرط لأن هذه البيانات غير مسجّلة: {names}.",
    "One condition could not be checked because this is not on record: {names}.",
)
_REACHED = Words(
    "بلغت درجة الحاجة {score}، والحد الأدنى للاستحقاق {cut_off}.",
    "The score of need is {score}; the least for entitlement is {cut_off}.",
)
_NOT_REACHED = Words(
    "بلغت درجة الحاجة {score}، وهي دون الحد الأدنى للاستحقاق {cut_off}.",
    "The score of need is {score}, which is below the least for entitlement, {cut_off}.",
)


@dataclass(frozen=True)
class Reason:
    """One reason: `kind` is `condition`, `missing`, `disregard`, `weight`, `cut_off` or `amount`.

    What is disregarded for a time is told beside the conditions, and decides nothing itself.
    """

    code: str
    kind: str
    met: bool
    ar: str
    en: str


@dataclass(frozen=True)
class Assessment:
    """What the rules say. `stated_by` wrote down the facts it rests on, as far as is known."""

    eligible: bool
    score: float
    amount_fils: int | None
    reasons: tuple[Reason, ...]
    rules_version: str
    stated_by: tuple[str, ...] = ()

    @property
    def amount_code(self) -> str | None:
        """The code of the reason that tells the amount."""
        return next((each.code for each in self.reasons if each.kind == "amount"), None)


def conclude(
    scheme: Scheme,
    values: Values,
    indicators: Indicators,
    found: Found,
) -> Assessment:
    """The assessment that these results make, and of what was `found` when looking back."""
    say = _Saying(scheme, values, indicators)
    conditions = [say.condition(each) for each in scheme.conditions]
    score = math.floor(float(values["score"] or 0.0) * 1000 + 0.5) / 1000
    weights = [say.weight(each) for each in scheme.weights if values.get(each.name)]
    cut_off = [say.cut_off(score)] if scheme.cut_off else []
    eligible = all(each.met for each in (*conditions, *cut_off))
    amount = _amount(scheme, values) if eligible else None
    told = [say.amount(scheme.amount, amount)] if eligible and scheme.amount else []
    return Assessment(
        eligible=eligible and (amount is None or amount > 0),
        score=score,
        amount_fils=amount,
        reasons=(*conditions, *disregards(scheme, indicators, found), *weights, *cut_off, *told),
        rules_version=scheme.version,
    )


def disregards(scheme: Scheme, indicators: Indicators, found: Found) -> tuple[Reason, ...]:
    """That something does not count yet, how much, and until when; or that it does now."""
    asked = sorted(found.keys() & scheme.indicators)
    told = [_disregard(scheme, indicators, name, it) for name in asked if (it := found[name])]
    return tuple(each for each in told if each is not None)


def _disregard(
    scheme: Scheme, indicators: Indicators, name: str, found: Disregarded
) -> Reason | None:
    window = indicators.all[name].window
    words = window and (window.counts_again if found.over else window.disregarded)
    if words is None:
        return None
    amounts = {
        "known": found.known,
        "counted": found.counted,
        "difference": found.known - found.counted,
    }
    said = {
        language: getattr(words, language).format_map(
            {
                **{each: _write(scheme, name, it, language) for each, it in amounts.items()},
                "until": found.until.isoformat(),
            }
        )
        for language in ("ar", "en")
    }
    return Reason(name, "disregard", True, said["ar"], said["en"])


def _amount(scheme: Scheme, values: Values) -> int | None:
    if scheme.amount is None:
        return None
    return max(0, math.floor(float(values[scheme.amount.name] or 0) + 0.5))


@dataclass(frozen=True)
class _Saying:
    scheme: Scheme
    values: Values
    indicators: Indicators

    def condition(self, condition: Condition) -> Reason:
        formula, result = condition.formula, self.values[condition.formula.name]
        if result is None:
            unknown = [name for name in sorted(self._leaves(formula)) if self._untold(name)]
            return self._reason(formula.name, "missing", False, _MISSING, unknown=unknown)
        words = condition.met if result else condition.unmet
        return self._reason(formula.name, "condition", bool(result), words)

    def _leaves(self, formula: Formula) -> set[str]:
        """The indicators behind a formula and the terms it uses."""
        terms = {each.name: each for each in self.scheme.terms}
        found: set[str] = set()
        for name in formula.uses:
            found |= self._leaves(terms[name]) if name in terms else {name}
        return found

    def _untold(self, name: str) -> bool:
        indicator = self.indicators.all.get(name)
        return self.values.get(name) is None and indicator is not None and indicator.window is None

    def weight(self, formula: Formula) -> Reason:
        return self._reason(formula.name, "weight", True, formula.words)

    def cut_off(self, score: float) -> Reason:
        least = self.scheme.cut_off.value if self.scheme.cut_off else 0.0
        reached = score >= least
        words = _REACHED if reached else _NOT_REACHED
        given = {"score": number(score), "cut_off": number(least)}
        return self._reason("cut_off", "cut_off", reached, words, given)

    def amount(self, formula: Formula, amount: int | None) -> Reason:
        return self._reason(formula.name, "amount", bool(amount), formula.words)

    def _reason(
        self,
        code: str,
        kind: str,
        met: bool,
        words: Words,
        given: Mapping[str, str] | None = None,
        unknown: list[str] | None = None,
    ) -> Reason:
        texts = {}
        for language in ("ar", "en"):
            said: dict[str, str] = {name: self._say(name, language) for name in self.values}
            names = "، " if language == "ar" else ", "
            said["names"] = names.join(self._name(each, language) for each in unknown or ())
            texts[language] = getattr(words, language).format_map({**said, **(given or {})})
        return Reason(code, kind, met, texts["ar"], texts["en"])

    def _name(self, name: str, language: str) -> str:
        indicator = self.indicators.all.get(name)
        words = indicator.words if indicator else Words(name, name)
        return str(getattr(words, language))

    def _say(self, name: str, language: str) -> _Said:
        value = self.values[name]
        if value is None:
            return _Said(str(getattr(_UNKNOWN, language)))
        if isinstance(value, bool):
            return _Said(str(getattr(_YES if value else _NO, language)))
        if isinstance(value, str):
            indicator = self.indicators.all.get(name)
            words = indicator.choices.get(value) if indicator else None
            return _Said(str(getattr(words, language)) if words else value)
        return _write(self.scheme, name, value, language)


class _Said(str):
    """A value in a sentence; behind a colon stands what it counts, as in `{size:members}`."""

    __slots__ = ("counting",)
    counting: Callable[[str], str]

    def __format__(self, noun: str) -> str:
        counting = getattr(self, "counting", None)
        return str(self) if counting is None or not noun else str(counting(noun))


def _write(scheme: Scheme, name: str, value: float, language: str) -> _Said:
    if scheme.units.get(name) == "fils":
        return _Said(money(value, language))
    said = _Said(number(value))
    said.counting = lambda noun: counted(value, noun, language)
    return said
