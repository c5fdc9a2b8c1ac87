"""What the rules say of a household, and why, in words that its family can read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.domain.eligibility.indicators import Indicators, Value, Words
from services.registry.domain.eligibility.scheme import Condition, Formula, Scheme

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
    """One reason: `kind` is `condition`, `missing`, `weight`, `cut_off` or `amount`."""

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


def conclude(scheme: Scheme, values: Values, indicators: Indicators) -> Assessment:
    """The assessment that these results make."""
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
        reasons=(*conditions, *weights, *cut_off, *told),
        rules_version=scheme.version,
    )


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
            said = {name: self._say(name, language) for name in self.values}
            names = "، " if language == "ar" else ", "
            said["names"] = names.join(self._name(each, language) for each in unknown or ())
            texts[language] = getattr(words, language).format_map({**said, **(given or {})})
        return Reason(code, kind, met, texts["ar"], texts["en"])

    def _name(self, name: str, language: str) -> str:
        indicator = self.indicators.all.get(name)
        words = indicator.words if indicator else Words(name, name)
        return str(getattr(words, language))

    def _say(self, name: str, language: str) -> str:
        value = self.values[name]
        if value is None:
            return str(getattr(_UNKNOWN, language))
        if isinstance(value, bool):
            return str(getattr(_YES if value else _NO, language))
        if isinstance(value, str):
            indicator = self.indicators.all.get(name)
            words = indicator.choices.get(value) if indicator else None
            return str(getattr(words, language)) if words else value
        if self.scheme.units.get(name) == "fils":
            return money(value, language)
        return number(value)


def number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def money(fils: float, language: str) -> str:
    """An amount in dinars, with its fils where there are any."""
    dinars = f"{round(fils) / 1000:,.3f}".removesuffix(".000")
    return f"{dinars} دينار" if language == "ar" else f"JD {dinars}"
