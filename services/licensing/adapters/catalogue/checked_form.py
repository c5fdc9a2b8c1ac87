"""Whether a form is sound: fields of their types, what a condition names asked before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chassis.rules import Wrong
from services.licensing.adapters.catalogue.answers import LARGEST, LONGEST, MOST_ROWS
from services.licensing.domain.catalogue.conditions import Condition, Conditions
from services.licensing.domain.catalogue.fields import (
    COUNTED,
    LENGTHS,
    LISTED,
    NUMBERS,
    Field,
    FieldType,
    Limit,
)
from services.licensing.domain.catalogue.form import Form

PRIVATE = (
    *(FieldType.NATIONAL_NUMBER, FieldType.PERSON_NAME, FieldType.MOBILE, FieldType.EMAIL),
    *(FieldType.TABLE, FieldType.PLACE),
)
"""What everybody may read of a place is its governorate and district alone."""
NO_COLUMNS = (FieldType.TABLE, FieldType.PLACE, FieldType.NAME)
FARTHEST_DAYS = 3650
LONGEST_OF = {
    FieldType.TEXT: 200,
    FieldType.PARAGRAPH: LONGEST,
    FieldType.TABLE: MOST_ROWS,
    FieldType.WHOLE: LARGEST,
    FieldType.DATE: FARTHEST_DAYS,
}
"""What an answer cannot exceed anyway."""
Path = tuple[str | int, ...]


def form_must_be_sound(form: Form) -> None:
    """Raises `Wrong` with the way to the first field that is not."""
    seen: set[str] = set()
    for path, field in _placed(form):
        if field.code in seen:
            raise Wrong(f"{field.code} is asked twice", *path)
        for condition in field.when:
            if condition.field not in seen:
                raise Wrong(f"{condition.field} is not asked before {field.code}", *path, "when")
        _field_fits(field, path)
        _comparisons_fit(field, form, seen, path)
        seen.add(field.code)
    for path, conditions in _conditions_of(form):
        conditions_must_fit(conditions, form, path)


def conditions_must_fit(conditions: Conditions, form: Form, path: Iterable[str | int]) -> None:
    """Raises `Wrong` for a condition on what is not asked, or on what cannot be answered."""
    for condition in conditions:
        if (wrong := _condition_wrong(condition, form)) is not None:
            raise Wrong(wrong, *path)


def _placed(form: Form) -> Iterator[tuple[Path, Field]]:
    for section, each in enumerate(form.sections):
        for at, field in enumerate(each.fields):
            yield ("form", "sections", section, "fields", at), field


def _conditions_of(form: Form) -> Iterator[tuple[Path, Conditions]]:
    for path, field in _placed(form):
        yield (*path, "when"), field.when
        for at, limit in enumerate(field.limits):
            yield (*path, "limits", at), limit.when
        for column_at, column in enumerate(field.columns):
            for at, limit in enumerate(column.limits):
                yield (*path, "columns", column_at, "limits", at), limit.when


def _field_fits(field: Field, path: Path) -> None:
    for wrong, part, reason in _misplaced(field):
        if wrong:
            raise Wrong(reason, *path, part)
    for at, limit in enumerate(field.limits):
        if (why := _limit_wrong(limit, field.type)) is not None:
            raise Wrong(why, *path, "limits", at)
    for at, column in enumerate(field.columns):
        if column.type in NO_COLUMNS:
            raise Wrong(f"a {column.type} is no column", *path, "columns", at)
        if column.type is FieldType.DATE and column.limits:
            raise Wrong("notice is given of what is asked by itself", *path, "columns", at)
        _field_fits(column, (*path, "columns", at))


def _comparisons_fit(field: Field, form: Form, seen: set[str], path: Path) -> None:
    """What is compared was asked before, and is of the same type."""
    for at, limit in enumerate(field.limits):
        for name, other in (("least_of", limit.least_of), ("most_of", limit.most_of)):
            if other is not None and other not in seen:
                raise Wrong(f"{other} is not asked before {field.code}", *path, "limits", at, name)
        if (why := _comparison_wrong(limit, field, form)) is not None:
            raise Wrong(why, *path, "limits", at)
    for at, column in enumerate(field.columns):
        if any(limit.others or limit.sum_of for limit in column.limits):
            raise Wrong("what is asked in rows is compared by its sum", *path, "columns", at)


def _comparison_wrong(limit: Limit, field: Field, form: Form) -> str | None:
    if not limit.others:
        return None if limit.sum_of is None else "a sum is bounded by another field: name it"
    if limit.least is not None or limit.most is not None:
        return "a limit names figures or another field, not both"
    if (field.type is FieldType.TABLE) != (limit.sum_of is not None):
        return "of a table, and of nothing else, the sum of a column is compared"
    compared = field if limit.sum_of is None else field.column(limit.sum_of)
    if compared is None:
        return f"{limit.sum_of} is no column of {field.code}"
    comparable = NUMBERS if compared is not field else NUMBERS | {FieldType.DATE}
    if compared.type not in comparable:
        return f"{compared.code} is nothing that can be compared"
    for other in (form.field(each) for each in limit.others):
        if other is None or other.type is not compared.type:
            return f"{compared.code} is compared with what is a {compared.type} too"
    return None


def _twice(codes: Iterable[str]) -> bool:
    listed = list(codes)
    return len(set(listed)) < len(listed)


def _limit_wrong(limit: Limit, kind: FieldType) -> str | None:
    least, most = limit.least or 0, limit.most
    if most is not None and least > most:
        return "at least is more than at most"
    largest = LONGEST_OF.get(kind)
    if largest is not None and max(least, most or 0) > largest:
        return f"a {kind} is at most {largest} anyway"
    return None


def _misplaced(field: Field) -> Iterator[tuple[bool, str, str]]:
    kind = field.type
    yield _twice(each.code for each in field.choices), "choices", "a code stands twice"
    yield _twice(each.code for each in field.columns), "columns", "a code stands twice"
    yield (kind in LISTED) != bool(field.choices), "choices", "choices belong to a choice alone"
    yield (
        (kind is FieldType.TABLE) != bool(field.columns),
        "columns",
        "columns belong to a table alone",
    )
    sized = kind in NUMBERS | COUNTED | LENGTHS | {FieldType.DATE}
    yield bool(field.limits) and not sized, "limits", f"a {kind} has no size to be limited"
    dated = kind is FieldType.DATE
    yield (field.past or field.future) and not dated, "type", "only a date is past or future"
    aged = field.years_ago is not None
    yield aged and not field.past, "years_ago", "only a date that is past lies years ago"
    yield field.past and field.future, "type", "a date is past or future, not both"
    yield field.public and kind in PRIVATE, "public", f"a {kind} stands in no public register"
    named = kind is FieldType.LICENCE
    yield bool(field.services) and not named, "services", "only a licence is issued by services"


def _condition_wrong(condition: Condition, form: Form) -> str | None:
    field = form.field(condition.field)
    if field is None:
        return f"{condition.field} is no field of the form"
    bounded = condition.least is not None or condition.most is not None
    if bounded == bool(condition.among):
        return "a condition names values, or bounds of a number"
    if bounded and field.type not in NUMBERS:
        return f"{field.code} is no number"
    for value in condition.among:
        known = field.words_of(str(value)) if field.type in LISTED else None
        if known is None and not (field.type is FieldType.FLAG and isinstance(value, bool)):
            return f"{value} is nothing that {field.code} can be"
    return None
