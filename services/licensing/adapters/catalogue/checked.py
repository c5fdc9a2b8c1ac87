"""Whether the parts of a service fit each other: what they name is asked, taken, and issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chassis.rules import Wrong
from services.licensing.adapters.catalogue.checked_form import (
    conditions_must_fit,
    form_must_be_sound,
)
from services.licensing.adapters.catalogue.shapes import Name
from services.licensing.domain.access import LICENSING_STAFF
from services.licensing.domain.catalogue.conditions import Conditions
from services.licensing.domain.catalogue.fields import FieldType
from services.licensing.domain.catalogue.service import (
    NAMING_A_LICENCE,
    Effect,
    ServiceVersion,
)
from services.licensing.domain.catalogue.steps import Silence, Step, StepKind, in_order

NAMES = (FieldType.NAME, FieldType.PERSON_NAME, FieldType.TEXT)
TAKERS = frozenset({StepKind.CHECK, StepKind.REVIEW, StepKind.INSPECTION, StepKind.DECISION})
SEEN_LAST = frozenset({Effect.TRANSFER, Effect.SURRENDER})
"""Effects that need to know their licence only when they come about."""
_HELD_BY = ("about", "held_by")
HEARERS = LICENSING_STAFF | {"administrator"}
"""Who may answer appeals."""
SERIES = re.compile("[A-Z]{2,5}")
"""What a number can begin with, so that it is known for one where somebody names it."""


def must_fit(version: ServiceVersion) -> None:
    """Raises `Wrong` with the way to the first part that does not fit."""
    form_must_be_sound(version.form)
    _fields_are_there(version)
    for path, conditions in _conditions_of(version):
        conditions_must_fit(conditions, version.form, path)
    _steps_fit(version)
    _outcome_fits(version)
    _term_fits(version)
    _silence_fits(version)
    for code in version.reasons:
        if not Name.pattern.fullmatch(code):
            raise Wrong(f"{code} must be a code of {Name.says}", "reasons", "codes", code)
    if version.appeal is not None:
        _roles_are_known(version.appeal.roles, HEARERS, "appeal", "roles")


def _fields_are_there(version: ServiceVersion) -> None:
    about = version.about
    wanted = (
        (version.name_field, NAMES, ("form", "name")),
        (version.place_field, (FieldType.PLACE,), ("form", "place")),
        (version.variant_field, (FieldType.CHOICE,), ("form", "variant")),
        (None if about is None else about.field, (FieldType.LICENCE,), ("about", "field")),
        (None if about is None else about.variant, (FieldType.CHOICE,), ("about", "variant")),
        (None if about is None else about.held_by, (FieldType.NATIONAL_NUMBER,), _HELD_BY),
        (version.outcome.into, (FieldType.LICENCE,), ("outcome", "into")),
        (version.outcome.months_from, (FieldType.WHOLE,), ("outcome", "months_from")),
        (version.outcome.ends_on, (FieldType.DATE,), ("outcome", "ends_on")),
        *_of_holder(version),
    )
    for code, types, path in wanted:
        field = None if code is None else version.form.field(code)
        if code is not None and (field is None or field.type not in types):
            raise Wrong(f"{code} is no field of the form that is a {types[0]}", *path)
    if version.place_field is None and about is None:
        raise Wrong("the form must say where: name its place", "form", "place")
    _who_holds_it_fits(version)


def _who_holds_it_fits(version: ServiceVersion) -> None:
    """What is looked up only when it is granted shows nothing of itself before, to nobody."""
    about = version.about
    if about is None or about.held_by is None:
        return
    if about.holders_only:
        raise Wrong("somebody else says who holds it: holders_only is false then", *_HELD_BY)
    if about.variant is not None:
        raise Wrong("what is looked up only when it is granted answers no field", *_HELD_BY)
    if version.outcome.effect not in SEEN_LAST:
        raise Wrong(f"{version.outcome.effect} needs to know the licence from the start", *_HELD_BY)
    if version.silence is Silence.APPROVAL:
        raise Wrong("silence gives away nothing that is somebody else's", "deadline", "silence")


def _of_holder(
    version: ServiceVersion,
) -> Iterator[tuple[str | None, tuple[FieldType, ...], tuple[str, ...]]]:
    """The fields that say who is to hold what is passed on."""
    holder = version.outcome.holder
    if holder is not None:
        types = {
            "name": (FieldType.PERSON_NAME,),
            "national_number": (FieldType.NATIONAL_NUMBER,),
            "mobile": (FieldType.MOBILE,),
            "email": (FieldType.EMAIL,),
            "entity": (FieldType.TEXT,),
            "registration_number": (FieldType.TEXT,),
        }
        for name, wanted in types.items():
            yield getattr(holder, name), wanted, ("outcome", "holder", name)


def _conditions_of(version: ServiceVersion) -> Iterator[tuple[tuple[str | int, ...], Conditions]]:
    listed = (
        (("documents", "wanted"), [each.when for each in version.papers]),
        (("fee", "cases"), [each.when for each in version.fees]),
        (("steps", "course"), [each.when for each in version.steps]),
        (("inspection", "checklists"), [each.when for each in version.checklists]),
        (("bars", "list"), [each.when for each in version.bars]),
        (("outcome", "unlisted"), list(version.outcome.unlisted)),
    )
    for path, found in listed:
        yield from (((*path, at), each) for at, each in enumerate(found))
    for at, derived in enumerate(version.derived):
        for case_at, case in enumerate(derived.cases):
            yield ("derived", "values", at, "cases", case_at), case.when


def _steps_fit(version: ServiceVersion) -> None:
    if (why := in_order(version.steps)) is not None:
        raise Wrong(why, "steps", "course")
    for at, step in enumerate(version.steps):
        if (wrong := _step_wrong(step, version)) is not None:
            raise Wrong(wrong, "steps", "course", at)
        _papers_are_wanted(step, version, "steps", "course", at, "papers")
        _roles_are_known(step.roles, LICENSING_STAFF, "steps", "course", at)


def _step_wrong(step: Step, version: ServiceVersion) -> str | None:
    if step.kind in TAKERS and not step.roles:
        return "somebody must take it: name roles"
    if (step.kind is StepKind.APPROVAL) != (step.body is not None):
        return "an approval, and nothing else, names the body that gives it"
    if step.kind is StepKind.PAYMENT and not version.fees:
        return "there is no fee to be paid"
    if step.kind is StepKind.INSPECTION and not version.checklists:
        return "there is no checklist to inspect by"
    return None


def _papers_are_wanted(step: Step, version: ServiceVersion, *path: str | int) -> None:
    """A body reads documents of the list."""
    if step.papers and step.body is None:
        raise Wrong("only a body that approves is shown documents: staff reads them all", *path)
    wanted = {each.code for each in version.papers}
    for at, code in enumerate(step.papers):
        if code not in wanted:
            raise Wrong(f"{code} is no document that is wanted", *path, at)


def _roles_are_known(roles: tuple[str, ...], known: frozenset[str], *path: str | int) -> None:
    for each in roles:
        if each not in known:
            raise Wrong(f"{each} is none of {', '.join(sorted(known))}", *path)


def _outcome_fits(version: ServiceVersion) -> None:
    outcome, effect = version.outcome, version.outcome.effect
    if effect is Effect.ISSUE and version.name_field is None:
        raise Wrong("what is issued has a name: say which field it is", "form", "name")
    if effect in NAMING_A_LICENCE and version.about is None:
        raise Wrong(f"to {effect} something, an application says about which licence", "about")
    for of, said, name, wrong in (
        (Effect.JOIN, outcome.into, "into", "who joins, and nobody else, says into what"),
        (Effect.SURRENDER, outcome.ends_on, "ends_on", "what is given back alone says when"),
        (Effect.TRANSFER, outcome.holder, "holder", "what is passed on alone says to whom"),
    ):
        if (effect is of) != (said is not None):
            raise Wrong(wrong, "outcome", name)
    if version.fees and not any(each.kind is StepKind.PAYMENT for each in version.steps):
        raise Wrong("no step takes the fee", "fee")
    if effect is Effect.INSPECT and not version.checklists:
        raise Wrong("who visits needs a checklist", "inspection")
    if not SERIES.fullmatch(outcome.series):
        raise Wrong("a number begins with two to five capital letters", "outcome", "series")


def _term_fits(version: ServiceVersion) -> None:
    outcome = version.outcome
    said = [each for each in (outcome.years, outcome.months, outcome.months_from) if each]
    if len(said) > 1:
        raise Wrong("says in one way for how long: years, months or months_from", "outcome")
    if not outcome.ends and (outcome.reminder_days or outcome.lapses_after_months):
        raise Wrong("what has no end is not reminded of, and does not lapse", "outcome")
    if outcome.effect is Effect.RENEW and not outcome.ends:
        raise Wrong("a renewal says for how long", "outcome", "years")
    if outcome.months_from is not None:
        field = version.form.field(outcome.months_from)
        bounded = field is not None and any(
            not each.when and each.least and each.most for each in field.limits
        )
        if field is None or not bounded or not field.required or field.when:
            raise Wrong("is always answered, from 1 to some number", "outcome", "months_from")


def _silence_fits(version: ServiceVersion) -> None:
    if version.silence is not Silence.NOTHING and version.term is None:
        raise Wrong("silence that decides needs a term after which it does", "deadline", "term")
    if version.silence is Silence.REJECTION and "silence" not in version.reasons:
        raise Wrong("silence that rejects needs a reason with the code silence", "reasons")
