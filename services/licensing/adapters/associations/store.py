"""How associations, their bylaws and memberships are kept, found and shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from chassis.calendar import start_of
from chassis.documents.kind import Criteria, Kind, Store, Timer
from chassis.plain import aggregate_of, plain, state_of
from services.licensing.adapters.associations.events import publish
from services.licensing.adapters.looking import as_read
from services.licensing.app.associations.shapes import show, show_membership
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.bylaws import BylawsTexts
from services.licensing.domain.associations.measures import awaited_remedy
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.rules import day_after
from services.licensing.domain.licences.naming import words

REPORT_DUE, BOARD_EXPIRED, WARNING_LAPSED = "report_due_", "board_expired", "warning_lapsed"
LOOK, DUES = "look_", "dues_"


def _timers(made: Association) -> list[Timer]:
    """What is awaited of it: a report, a remedy, a new board. Of a dissolved one nothing."""
    if made.dissolution is not None:
        return []
    due = [Timer(f"{REPORT_DUE}{made.report_year}", start_of(day_after(made.report_due_by)))]
    if made.seated and not made.seated[-1].expired:
        due.append(Timer(BOARD_EXPIRED, start_of(day_after(made.seated[-1].valid_until))))
    warning = awaited_remedy(made)
    if warning is not None and warning.remedy_by is not None:
        due.append(Timer(WARNING_LAPSED, start_of(day_after(warning.remedy_by))))
    if made.watch is not None and made.watch.look_on is not None:
        day = made.watch.look_on
        due.append(Timer(f"{LOOK}{day.isoformat()}", start_of(day)))
    return due


def _dues(made: Membership) -> list[Timer]:
    """The day on which it is told that dues are not paid."""
    day = made.dues_told_on
    if made.ending is not None or day is None:
        return []
    return [Timer(f"{DUES}{day.year}", start_of(day))]


def _keys(made: Association) -> dict[str, Any]:
    return {
        "number": made.number,
        "kind": made.kind,
        "variant": made.variant,
        "state": made.state.value,
        "governorate": made.governorate,
        "competent_ministry": made.competent_ministry,
        "owners": sorted(made.owners),
        "licence_id": made.licence_id,
        "name": _compared(made.name_ar),
    }


def _compared(name: str) -> str:
    return " ".join(words(name))


ASSOCIATIONS: Kind[Association] = Kind(
    service="licensing",
    name="association",
    collection="associations",
    to_state=state_of,
    from_state=partial(aggregate_of, Association),
    to_view=lambda made: as_read(show(made), made.governorate),
    publish=publish,
    keys=_keys,
    unique={"number": "association_number_taken", "licence_id": "association_licence_taken"},
    timers=_timers,
    indexes=(
        ("governorate", "kind", "state"),
        ("owners",),
        ("kind", "state"),
        ("name",),
    ),
)

BYLAWS: Kind[BylawsTexts] = Kind(
    service="licensing",
    name="bylaws",
    collection="association_bylaws",
    to_state=state_of,
    from_state=partial(aggregate_of, BylawsTexts),
    to_view=lambda texts: {"articles": plain(texts.articles)},
    publish=publish,
)

MEMBERSHIPS: Kind[Membership] = Kind(
    service="licensing",
    name="membership",
    collection="memberships",
    to_state=state_of,
    from_state=partial(aggregate_of, Membership),
    to_view=lambda made: as_read(show_membership(made), *made.governorates),
    publish=publish,
    keys=lambda made: {
        "pair": made.pair,
        "union_id": made.union_id,
        "society_id": made.society_id,
        "governorate": list(made.governorates),
        "state": "ended" if made.ending else "current",
    },
    unique={"pair": "membership_already_joined"},
    timers=_dues,
    indexes=(("union_id", "state"), ("society_id", "state"), ("governorate", "state")),
)


class KeptMembers:
    """Who is and was in which union."""

    def __init__(self, memberships: Store[Membership]) -> None:
        self._memberships = memberships

    def of_union(self, union_id: str) -> list[Membership]:
        return list(self._memberships.each(Criteria(equals={"union_id": union_id})))

    def current_of(self, society_id: str) -> list[Membership]:
        wanted = {"society_id": society_id, "state": "current"}
        return list(self._memberships.each(Criteria(equals=wanted)))

    def ever_of(self, society_id: str) -> list[Membership]:
        return list(self._memberships.each(Criteria(equals={"society_id": society_id})))

    def current_in(self, union_id: str) -> list[Membership]:
        wanted = {"union_id": union_id, "state": "current"}
        return list(self._memberships.each(Criteria(equals=wanted)))

    def between(self, union_id: str, society_id: str) -> Membership | None:
        """The newest membership of the society in the union, ended or not."""
        wanted = {"union_id": union_id, "society_id": society_id}
        found = self._memberships.newest(Criteria(equals=wanted), 1)
        return found[0] if found else None


class KeptNames:
    """How associations are called; see `app.associations.ports.Names`.

    `count` moves a series on, which no two transactions do at once: each name is one.
    """

    def __init__(self, associations: Store[Association], count: Callable[[str], object]) -> None:
        self._associations, self._count = associations, count

    def hold(self, name_ar: str) -> None:
        self._count(f"association_name/{_compared(name_ar)}")

    def taken(self, name_ar: str, but: str) -> bool:
        wanted = Criteria(
            equals={"name": _compared(name_ar)}, any_of={"state": ["active", "suspended"]}
        )
        return any(each.id != but for each in self._associations.newest(wanted, 2))


class KeptUnions:
    """The unions there are, and whom somebody acts for."""

    def __init__(self, associations: Store[Association]) -> None:
        self._associations = associations

    def active(self) -> list[Association]:
        wanted = {"kind": "union", "state": "active"}
        return list(self._associations.each(Criteria(equals=wanted)))

    def acted_for_by(self, marks: frozenset[str]) -> list[str]:
        """The associations that one of these represents."""
        wanted = Criteria(any_of={"owners": sorted(marks)})
        return [each.id for each in self._associations.each(wanted)]
