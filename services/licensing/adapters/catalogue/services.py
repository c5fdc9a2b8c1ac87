"""All services: from the files of a folder, and from the archive what no file says any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from pymongo.database import Database

from chassis.rules import DatedRules, NoRuleYet, RulesRefused, Wrong
from chassis.rules.refused import Place
from services.licensing.adapters.catalogue.answers import understood
from services.licensing.adapters.catalogue.json_schema import form_schema
from services.licensing.adapters.catalogue.reader import Kept, read, version_from
from services.licensing.domain.catalogue.form import Form
from services.licensing.domain.catalogue.refusals import ServiceUnknown
from services.licensing.domain.catalogue.service import Effect, ServiceVersion

COLLECTION = "service_versions"
Archived = Callable[[str], ServiceVersion | None]


class FileServices:
    """See `services.licensing.app.catalogue.ports.Services`."""

    def __init__(self, files: Mapping[str, DatedRules[Kept]], archived: Archived) -> None:
        self._files = files
        self._archived = archived
        self._known = {each.version.fingerprint: each.version for each in kept_in(files)}

    def on(self, code: str, day: date) -> ServiceVersion:
        try:
            return self._files[code].on(day).version
        except (KeyError, NoRuleYet) as error:
            raise ServiceUnknown(id=code) from error

    def version(self, code: str, fingerprint: str) -> ServiceVersion:
        known = self._known.get(fingerprint) or self._archived(fingerprint)
        if known is None:
            raise LookupError(f"{code} {fingerprint} is in no file and not in the archive")
        return self._known.setdefault(fingerprint, known)

    def all_on(self, day: date) -> Sequence[ServiceVersion]:
        return list(self._in_force(day))

    def _in_force(self, day: date) -> Iterator[ServiceVersion]:
        for code in sorted(self._files):
            try:
                yield self._files[code].on(day).version
            except NoRuleYet:
                continue


class FileForms:
    """See `services.licensing.app.catalogue.ports.Forms`."""

    def understood(self, form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
        return understood(form, given)

    def schema(self, form: Form) -> dict[str, Any]:
        return form_schema(form)


def kept_in(files: Mapping[str, DatedRules[Kept]]) -> Iterator[Kept]:
    """Every version of every service."""
    for dated in files.values():
        for _, kept in dated.versions:
            yield kept


def paths_in(folders: Iterable[Path]) -> dict[str, Path]:
    """The files of these folders, by the code of the service; of one name the last."""
    found = {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}
    return dict(sorted(found.items()))


def load(folders: Iterable[Path]) -> dict[str, DatedRules[Kept]]:
    """All of them, each by itself; see `between.agreement` for whether they know each other.

    Raises `RulesRefused`.
    """
    return {code: of_its_name(code, path) for code, path in paths_in(folders).items()}


def strangers_to(
    files: Mapping[str, DatedRules[Kept]], unread: Iterable[str] = ()
) -> Iterator[tuple[ServiceVersion, Wrong]]:
    """The versions that ask for a licence which no service issues.

    `unread`: services whose files could not be read; they may well issue one.
    """
    issuing = {
        each.version.code for each in kept_in(files) if each.version.outcome.effect is Effect.ISSUE
    }
    for kept in kept_in(files):
        for path, named in _named_by(kept.version):
            if strange := sorted(set(named) - issuing - set(unread)):
                reason = f"{', '.join(strange)} is no service that issues a licence"
                yield kept.version, Wrong(reason, *path)


def series_of_others(
    files: Mapping[str, DatedRules[Kept]],
) -> Iterator[tuple[ServiceVersion, Wrong]]:
    """The versions whose numbers begin as those of another kind of licence do: a series belongs to
    the service that issues, and to those that are about its licences."""
    versions = [each.version for each in kept_in(files)]
    owners = _owners(versions)
    for version in versions:
        series, code = version.outcome.series, version.code
        about = () if version.about is None else version.about.services
        issues = version.outcome.effect is Effect.ISSUE
        theirs = owners.get(series, [code])
        if (issues and theirs[0] != code) or (not issues and {code, *about}.isdisjoint(theirs)):
            yield version, Wrong(f"{series} is the series of {theirs[0]}", "outcome", "series")


def _owners(versions: Iterable[ServiceVersion]) -> dict[str, list[str]]:
    """Who issues under each series. The first of them has it: the one whose licences others renew
    or amend under the same series, then by code."""
    versions = list(versions)
    followers = Counter(
        (each.outcome.series, code)
        for each in versions
        if each.about is not None
        for code in each.about.services
    )
    issuing: dict[str, set[str]] = {}
    for each in versions:
        if each.outcome.effect is Effect.ISSUE:
            issuing.setdefault(each.outcome.series, set()).add(each.code)
    return {
        series: sorted(codes, key=lambda code: (-followers[series, code], code))
        for series, codes in issuing.items()
    }


def _named_by(version: ServiceVersion) -> Iterator[tuple[tuple[str | int, ...], Sequence[str]]]:
    if version.about is not None:
        yield ("about", "services"), version.about.services
    for section_at, section in enumerate(version.form.sections):
        for at, field in enumerate(section.fields):
            where = ("form", "sections", section_at, "fields", at)
            yield (*where, "services"), field.services
            for column_at, column in enumerate(field.columns):
                yield (*where, "columns", column_at, "services"), column.services


def of_its_name(code: str, path: Path) -> DatedRules[Kept]:
    """One file, which must be named for its service. Raises `RulesRefused`."""
    dated = read(path)
    for day, kept in dated.versions:
        if kept.version.code != code:
            where = Place(path.name, day.isoformat())
            raise RulesRefused(where, f"the file says {kept.version.code}: name it so")
    return dated


def archived_in(database: Database[dict[str, Any]]) -> Archived:
    """Versions as they were when an application began with them."""

    def find(fingerprint: str) -> ServiceVersion | None:
        kept = database[COLLECTION].find_one({"_id": fingerprint})
        if kept is None:
            return None
        return version_from(date.fromisoformat(kept["from"]), orjson.loads(kept["entries"]))

    return find


def archive(database: Database[dict[str, Any]], files: Mapping[str, DatedRules[Kept]]) -> None:
    """Keep every version for good, before anybody can apply under it."""
    for kept in kept_in(files):
        version = kept.version
        database[COLLECTION].update_one(
            {"_id": version.fingerprint},
            {
                "$setOnInsert": {
                    "service": version.code,
                    "from": version.effective_from.isoformat(),
                    "entries": orjson.dumps(kept.entries),
                }
            },
            upsert=True,
        )
