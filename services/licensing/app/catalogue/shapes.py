"""Services of the catalogue as plain data for answers."""

from __future__ import annotations

from typing import Any

from services.licensing.domain.catalogue.conditions import Conditions
from services.licensing.domain.catalogue.service import Effect, Paper, ServiceVersion
from services.licensing.domain.catalogue.steps import Step, Term
from services.licensing.domain.words import Words

Shape = dict[str, Any]


def words_shape(words: Words) -> Shape:
    return {"ar": words.ar, "en": words.en}


def service_summary(service: ServiceVersion) -> Shape:
    """A service in a list."""
    return {
        "code": service.code,
        "name": words_shape(service.words),
        "effective_from": service.effective_from.isoformat(),
        "parties": [each.value for each in service.parties],
        "effect": service.outcome.effect.value,
        "term": None if service.term is None else _term(service.term),
        "silence": service.silence.value,
    }


def service_shape(service: ServiceVersion) -> Shape:
    """Everything that somebody needs to know before they apply."""
    outcome = service.outcome
    return {
        **service_summary(service),
        "instructions": words_shape(service.instructions),
        "variant_field": service.variant_field,
        "documents": [_paper(each) for each in service.papers],
        "fees": [{"when": _conditions(each.when), "fils": each.value} for each in service.fees],
        "steps": [_step(each) for each in service.steps],
        "completion": _term(service.completion),
        "reasons": [
            {"code": code, "words": words_shape(words)} for code, words in service.reasons.items()
        ],
        "appeal_within_days": None if service.appeal is None else service.appeal.within_days,
        "title": words_shape(outcome.title),
        "years": outcome.years,
        "months": outcome.months,
        "months_from": outcome.months_from,
        "renewal_opens_days": outcome.renewal_opens_days,
        "lapses_after_months": outcome.lapses_after_months,
        "while_decided": outcome.while_decided.value if outcome.effect is Effect.RENEW else None,
        "sources": [vars(each).copy() for each in service.sources],
    }


def _paper(paper: Paper) -> Shape:
    return {
        "code": paper.code,
        "name": words_shape(paper.words),
        "required": paper.required,
        "kinds": list(paper.kinds),
        "types": list(paper.types),
        "most_bytes": paper.most_bytes,
        "must_be_valid": paper.must_be_valid,
        "when": _conditions(paper.when),
    }


def _step(step: Step) -> Shape:
    return {
        "code": step.code,
        "kind": step.kind.value,
        "name": words_shape(step.words),
        "after": list(step.after),
        "when": _conditions(step.when),
        "term": None if step.term is None else _term(step.term),
    }


def _term(term: Term) -> Shape:
    return {"days": term.days, "working": term.working}


def _conditions(conditions: Conditions) -> list[Shape]:
    return [
        {
            "field": each.field,
            "among": [str(value).lower() for value in each.among],
            "least": each.least,
            "most": each.most,
        }
        for each in conditions
    ]
