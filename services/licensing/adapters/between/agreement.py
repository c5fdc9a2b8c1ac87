"""Whether the files of services and of rules know each other: what one names, another has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chassis.rules import DatedRules, Wrong
from services.licensing.adapters.catalogue.bodies import Bodies
from services.licensing.adapters.catalogue.reader import MEGABYTE, Kept
from services.licensing.adapters.catalogue.services import series_of_others, strangers_to
from services.licensing.app.applications.content import TYPES
from services.licensing.domain.catalogue.service import Effect, Paper, ServiceVersion
from services.licensing.domain.documents.rules import DocumentRules
from services.licensing.domain.practitioners.rules import PRACTITIONER, PractitionerRules

Files = Mapping[str, DatedRules[Kept]]
T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """The rules that services name something of; what is none could not be read."""

    documents: DatedRules[DocumentRules] | None
    practitioners: DatedRules[PractitionerRules] | None
    bodies: DatedRules[Bodies] | None


def disagreements(
    files: Files, known: Known, unread: Iterable[str] = ()
) -> Iterator[tuple[ServiceVersion, Wrong]]:
    """Every version that names what is not there, with the way to where it does.

    `unread`: the codes of services whose files could not be read.
    """
    yield from strangers_to(files, unread)
    yield from series_of_others(files)
    for dated in files.values():
        for at, (day, kept) in enumerate(dated.versions):
            later = dated.versions[at + 1][0] if at + 1 < len(dated.versions) else date.max
            for wrong in _unknown_to(kept.version, known, day, later):
                yield kept.version, wrong


def _unknown_to(version: ServiceVersion, known: Known, day: date, later: date) -> Iterator[Wrong]:
    """What the rules that are in force from a day until another do not know of this version."""
    for rules in _in_force(known.documents, day, later):
        for at, paper in enumerate(version.papers):
            if (reason := _paper_wrong(paper, rules)) is not None:
                yield Wrong(reason, "documents", "wanted", at)
    for bodies in _in_force(known.bodies, day, later):
        yield from _strange_bodies(version, bodies)
    registers = version.outcome.registers == PRACTITIONER
    if registers and version.outcome.effect is Effect.ISSUE:
        for law in _in_force(known.practitioners, day, later):
            if (reason := _class_wrong(version, law)) is not None:
                yield Wrong(reason, "outcome", "registers")


def _strange_bodies(version: ServiceVersion, bodies: Bodies) -> Iterator[Wrong]:
    for at, step in enumerate(version.steps):
        if step.body is not None and step.body not in bodies:
            reason = f"{step.body} is no body of bodies.yaml: name one of them"
            yield Wrong(reason, "steps", "course", at, "body")


def _class_wrong(version: ServiceVersion, law: PractitionerRules) -> str | None:
    of = law.class_of(version.code)
    if of is None:
        return f"no class of practitioners.yaml names {version.code} among its services"
    wanted = (*of.education, *(() if of.specialism is None else (of.specialism,)))
    asked = {each.code for each in version.form.fields} | {each.code for each in version.derived}
    if strange := sorted(set(wanted) - asked):
        return f"practitioners.yaml wants {', '.join(strange)} of a {of.code}, which is not asked"
    return None


def _in_force(dated: DatedRules[T] | None, day: date, later: date) -> Iterator[T]:
    """The versions that hold at some time from a day until another; before the first the first."""
    versions = () if dated is None else dated.versions
    for at, (begins, rules) in enumerate(versions):
        ends = versions[at + 1][0] if at + 1 < len(versions) else date.max
        if (begins < later and ends > day) or (at == 0 and day < begins):
            yield rules


def _paper_wrong(paper: Paper, rules: DocumentRules) -> str | None:
    unknown = sorted(set(paper.kinds) - set(rules.kinds))
    if unknown:
        return f"{', '.join(unknown)} is no kind of documents.yaml: name one as kinds"
    most: dict[str, int] = {}
    for kind in paper.kinds:
        for media_type, largest in rules.kinds[kind].most_bytes.items():
            most[media_type] = max(most.get(media_type, 0), largest)
    kinds = " or ".join(paper.kinds)
    for each in paper.types:
        if TYPES[each] not in most:
            return f"no document of the kind {kinds} comes as {each}"
    largest = max(most[TYPES[each]] for each in paper.types)
    if paper.most_bytes > largest:
        return f"a document of the kind {kinds} has at most {largest // MEGABYTE} megabytes"
    return None
