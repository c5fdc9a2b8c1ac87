"""A file of the service catalogue as versions of a service. What it says wrong stops the start."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules import Entries
from services.licensing.adapters.catalogue.checked import must_fit
from services.licensing.adapters.catalogue.forms_read import form_from
from services.licensing.adapters.catalogue.parts import (
    cases_of,
    conditions_from,
    term_from,
    words_from,
)
from services.licensing.adapters.catalogue.shapes import EXPECTED
from services.licensing.domain.catalogue.conditions import Case
from services.licensing.domain.catalogue.fields import Choice
from services.licensing.domain.catalogue.service import (
    About,
    Appeal,
    Bar,
    Derived,
    Effect,
    NewHolder,
    Outcome,
    Paper,
    Party,
    ServiceVersion,
    Source,
)
from services.licensing.domain.catalogue.steps import Silence, Step, StepKind
from services.licensing.domain.inspections.checklist import Checklist, Item
from services.licensing.domain.licences.renewal import Meanwhile

Data = Mapping[str, Any]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A version, and the data it was read from."""

    version: ServiceVersion
    entries: Entries


def read(path: Path) -> rules.DatedRules[Kept]:
    """All versions of one service. Raises `RulesRefused` with file, version, line and reason."""
    try:
        written = path.read_bytes()
    except OSError:
        written = b""
    return _read(path, written)


@lru_cache(maxsize=512)
def _read(path: Path, _written: bytes) -> rules.DatedRules[Kept]:
    """Read once for what is written in it: a process loads the catalogue more than once."""
    return rules.read_by_day(path, understand, EXPECTED)


def understand(day: date, entries: Entries) -> Kept:
    """The version that conforming entries describe. Raises `Wrong` for what does not fit."""
    entries = _with_kinds(entries)
    version = version_from(day, entries)
    must_fit(version)
    return Kept(version, entries)


def _with_kinds(entries: Entries) -> Entries:
    """A paper that names no kinds of documents is one of the kind of its own code.

    Said here and not where papers are read: versions in the archive are older than kinds, and what
    was applied for under them takes any.
    """
    documents = entries["documents"]
    wanted = [{**each, "kinds": each["kinds"] or [each["code"]]} for each in documents["wanted"]]
    return {**entries, "documents": {**documents, "wanted": wanted}}


def version_from(day: date, entries: Mapping[str, Any]) -> ServiceVersion:
    """The version, from entries as they were read or as they were kept."""
    said, form, deadline = entries["service"], entries["form"], entries["deadline"]
    return ServiceVersion(
        code=said["code"],
        effective_from=day,
        fingerprint=fingerprint_of(entries),
        words=words_from(said),
        instructions=words_from(said["instructions"]),
        parties=tuple(Party(each) for each in entries["applicants"]["may"]),
        form=form_from(form),
        name_field=form.get("name"),
        place_field=form.get("place"),
        variant_field=form.get("variant"),
        papers=tuple(_paper(each) for each in entries["documents"]["wanted"]),
        fees=cases_of(entries["fee"]["cases"], lambda each: int(each["fils"])),
        steps=tuple(_step(each) for each in entries["steps"]["course"]),
        term=term_from(deadline.get("term")),
        silence=Silence(deadline["silence"]),
        completion=term_from(deadline["completion"]),
        reasons={code: words_from(each) for code, each in entries["reasons"]["codes"].items()},
        outcome=_outcome(entries["outcome"]),
        appeal=_appeal(entries.get("appeal")),
        about=_about(entries.get("about")),
        checklists=_checklists(entries.get("inspection")),
        bars=_bars(entries.get("bars")),
        derived=_derived(entries.get("derived")),
        sources=tuple(
            Source(name, each["source"], each["assumption"]) for name, each in entries.items()
        ),
    )


def fingerprint_of(entries: Mapping[str, Any]) -> str:
    """The same for the same data, whatever the order of its parts."""
    text = json.dumps(entries, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _paper(data: Data) -> Paper:
    return Paper(
        data["code"],
        words_from(data),
        data["required"],
        tuple(data["types"]),
        data["most_megabytes"] * MEGABYTE,
        conditions_from(data["when"]),
        data["must_be_valid"],
        tuple(data.get("kinds", ())),
    )


def _step(data: Data) -> Step:
    return Step(
        code=data["code"],
        kind=StepKind(data["kind"]),
        words=words_from(data),
        roles=tuple(data["roles"]),
        body=data.get("body"),
        after=tuple(data["after"]),
        when=conditions_from(data["when"]),
        term=term_from(data.get("term")),
        apart_from=tuple(data["apart_from"]),
        at_centre=data["at_centre"],
        papers=tuple(data.get("papers", ())),
    )


def _outcome(data: Data) -> Outcome:
    return Outcome(
        effect=Effect(data["effect"]),
        kind=data["kind"],
        series=data["series"],
        title=words_from(data["title"]),
        years=data.get("years"),
        renewal_opens_days=data["renewal_opens_days"],
        lapses_after_months=data.get("lapses_after_months"),
        reminder_days=tuple(sorted(data["reminder_days"], reverse=True)),
        registers=data.get("registers"),
        into=data.get("into"),
        months=data.get("months"),
        months_from=data.get("months_from"),
        unlisted=tuple(conditions_from(each["when"]) for each in data.get("unlisted", ())),
        while_decided=Meanwhile(data.get("while_decided", Meanwhile.EXPIRED)),
        ends_on=data.get("ends_on"),
        holder=None if data.get("holder") is None else NewHolder(**data["holder"]),
    )


def _appeal(data: Data | None) -> Appeal | None:
    if data is None:
        return None
    return Appeal(data["within_days"], tuple(data["roles"]), term_from(data["term"]))


def _about(data: Data | None) -> About | None:
    if data is None:
        return None
    return About(
        field=data["field"],
        services=tuple(data["services"]),
        states=tuple(data["states"]),
        opens_days=data.get("opens_days"),
        holders_only=data["holders_only"],
        years_held=data["years_held"],
        variant=data.get("variant"),
        held_by=data.get("held_by"),
    )


def _checklists(data: Data | None) -> tuple[Case[Checklist], ...]:
    return () if data is None else cases_of(data["checklists"], _checklist)


def _checklist(data: Data) -> Checklist:
    items = (
        Item(each["code"], words_from(each), each["weight"], each["critical"])
        for each in data["items"]
    )
    return Checklist(tuple(items), data["pass_mark"])


def _bars(data: Data | None) -> tuple[Bar, ...]:
    listed = () if data is None else data["list"]
    return tuple(
        Bar(each["code"], conditions_from(each["when"]), words_from(each)) for each in listed
    )


def _derived(data: Data | None) -> tuple[Derived, ...]:
    return tuple(
        Derived(
            each["code"],
            words_from(each["label"]),
            cases_of(each["cases"], _told),
            each["public"],
            each["printed"],
        )
        for each in (() if data is None else data["values"])
    )


def _told(data: Data) -> Choice:
    return Choice(data["code"], words_from(data))
