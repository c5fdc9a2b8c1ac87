"""Whether the parts of a service fit each other: what a condition names is asked before it, …"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chassis.rules import Wrong
from services.licensing.domain.catalogue.conditions import Condition, Conditions
from services.licensing.domain.catalogue.form import (
    COUNTED,
    LENGTHS,
    LISTED,
    NUMBERS,
    Field,
    FieldType,
    Form,
)
from services.licensing.domain.catalogue.service import (
    NAMING_A_LICENCE,
    Effect,
    ServiceVersion,
)
from services.licensing.domain.catalogue.steps import Silence, Step, StepKind, in_order

NAMES = (FieldType.NAME, FieldType.PERSON_NAME, FieldType.TEXT)
PRIVATE = (
    *(FieldType.NATIONAL_NUMBER, FieldType.PERSON_NAME, FieldType.MOBILE, FieldType.EMAIL),
    *(FieldType.TABLE, FieldType.PLACE),
)
"""What everybody may read of a place is its governorate and district alone."""
NO_COLUMNS = (FieldType.TABLE, FieldType.PLACE, FieldType.NAME)
TAKERS = frozenset({StepKind.CHECK, StepKind.REVIEW, StepKind.INSPECTION, StepKind.DECISION})


def must_fit(version: ServiceVersion) -> None:
    """Raises `Wrong` with the way to the first part that does not fit."""
    _form_fits(version.form)
    _fields_are_there(version)
    for path, conditions in _conditions_of(version):
        for condition in conditions:
            _condition_fits(condition, version.form, path)
    _steps_fit(version)
    _outcome_fits(version)
    if version.silence is Silence.REJECTION and "silence" not in version.reasons:
        raise Wrong("silence that rejects needs a reason with the code silence", "reasons")


def _form_fits(form: Form) -> None:
    seen: dict[str, Field] = {}
    for section, at, field in _placed(form):
        path = ("form", "sections", section, "fields", at)
        if field.code in seen:
            raise Wrong(f"{field.code} is asked twice", *path)
        for condition in field.when:
            if condition.field not in seen:
                raise Wrong(f"{condition.field} is not asked before {field.code}", *path, "when")
        _field_fits(field, path)
        seen[field.code] = field


def _placed(form: Form) -> Iterator[tuple[int, int, Field]]:
    for section, each in enumerate(form.sections):
        for at, field in enumerate(each.fields):
            yield section, at, field


def _field_fits(field: Field, path: tuple[str | int, ...]) -> None:
    for wrong, part, reason in _misplaced(field):
        if wrong:
            raise Wrong(reason, *path, part)
    for codes in ([each.code for each in field.choices], [each.code for each in field.columns]):
        if len(set(codes)) < len(codes):
            raise Wrong("a code stands twice", *path)
    for at, column in enumerate(field.columns):
        if column.type in NO_COLUMNS:
            raise Wrong(f"a {column.type} is no column", *path, "columns", at)
        _field_fits(column, (*path, "columns", at))


def _misplaced(field: Field) -> Iterator[tuple[bool, str, str]]:
    kind = field.type
    yield (kind in LISTED) != bool(field.choices), "choices", "choices belong to a choice alone"
    yield (
        (kind is FieldType.TABLE) != bool(field.columns),
        "columns",
        "columns belong to a table alone",
    )
    sized = kind in NUMBERS | COUNTED | LENGTHS
    yield bool(field.limits) and not sized, "limits", f"a {kind} has no size to be limited"
    dated = kind is FieldType.DATE
    yield (field.past or field.future) and not dated, "type", "only a date is past or future"
    yield field.public and kind in PRIVATE, "public", f"a {kind} stands in no public register"


def _fields_are_there(version: ServiceVersion) -> None:
    wanted = {
        "name": (version.name_field, NAMES),
        "place": (version.place_field, (FieldType.PLACE,)),
        "variant": (version.variant_field, (FieldType.CHOICE,)),
    }
    for part, (code, types) in wanted.items():
        if code is None:
            continue
        field = version.form.field(code)
        if field is None or field.type not in types:
            raise Wrong(f"{code} is no field of the form that is a {types[0]}", "form", part)
    if version.place_field is None and version.about is None:
        raise Wrong("the form must say where: name its place", "form", "place")
    about = None if version.about is None else version.form.field(version.about.field)
    if version.about and (about is None or about.type is not FieldType.LICENCE):
        raise Wrong(f"{version.about.field} is no field that names a licence", "about", "field")


def _conditions_of(version: ServiceVersion) -> Iterator[tuple[tuple[str, ...], Conditions]]:
    yield from ((("documents", each.code), each.when) for each in version.papers)
    yield from ((("fee", "cases"), each.when) for each in version.fees)
    yield from ((("steps", "course"), each.when) for each in version.steps)
    yield from ((("inspection", "checklists"), each.when) for each in version.checklists)
    yield from ((("bars", each.code), each.when) for each in version.bars)
    for derived in version.derived:
        yield from ((("derived", derived.code), case.when) for case in derived.cases)
    for field in version.form.fields:
        yield ("form", field.code), field.when
        yield from ((("form", field.code), limit.when) for limit in field.limits)
        for column in field.columns:
            yield ("form", field.code), column.when


def _condition_fits(condition: Condition, form: Form, path: Iterable[str]) -> None:
    field = form.field(condition.field)
    if field is None:
        raise Wrong(f"{condition.field} is no field of the form", *path)
    bounded = condition.least is not None or condition.most is not None
    if bounded == bool(condition.among):
        raise Wrong("a condition names values, or bounds of a number", *path)
    if bounded and field.type not in NUMBERS:
        raise Wrong(f"{field.code} is no number", *path)
    for value in condition.among:
        known = field.words_of(str(value)) if field.type in LISTED else None
        if known is None and not (field.type is FieldType.FLAG and isinstance(value, bool)):
            raise Wrong(f"{value} is nothing that {field.code} can be", *path)


def _steps_fit(version: ServiceVersion) -> None:
    if (why := in_order(version.steps)) is not None:
        raise Wrong(why, "steps", "course")
    for at, step in enumerate(version.steps):
        if (wrong := _step_wrong(step, version)) is not None:
            raise Wrong(wrong, "steps", "course", at)


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


def _outcome_fits(version: ServiceVersion) -> None:
    effect = version.outcome.effect
    if effect is Effect.ISSUE and version.name_field is None:
        raise Wrong("what is issued has a name: say which field it is", "form", "name")
    if effect in NAMING_A_LICENCE and version.about is None:
        raise Wrong(f"to {effect} something, an application says about which licence", "about")
    if (effect is Effect.JOIN) != (version.outcome.into is not None):
        raise Wrong("who joins, and nobody else, says into what", "outcome", "into")
    if version.fees and not any(each.kind is StepKind.PAYMENT for each in version.steps):
        raise Wrong("no step takes the fee", "fee")
    ends = version.outcome.years is not None
    if not ends and (version.outcome.reminder_days or version.outcome.lapses_after_months):
        raise Wrong("what has no end is not reminded of, and does not lapse", "outcome")
    if effect is Effect.RENEW and not ends:
        raise Wrong("a renewal says for how many years", "outcome", "years")
