"""Who reviews the proposals of a call, and how much each of them has open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from services.licensing.domain.grants.events import Event, PanelNamed
from services.licensing.domain.grants.refusals import MemberTwice, ReviewerAtWork


@dataclass(frozen=True)
class Member:
    """A reviewer: by login; the governorates and societies that are theirs; reviews that are open
    and reviews ever given."""

    reviewer: str
    governorates: tuple[str, ...]
    associations: tuple[str, ...]
    open: int = 0
    given: int = 0

    def is_close_to(self, governorate: str, association_id: str) -> bool:
        return governorate in self.governorates or association_id in self.associations


@dataclass
class GrantPanel:
    """The aggregate. A call has one."""

    id: str
    version: int
    call_id: str
    members: list[Member] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @classmethod
    def of_call(cls, panel_id: str, call_id: str) -> GrantPanel:
        panel = cls(panel_id, 0, call_id)
        panel.events.append(PanelNamed(call_id))
        return panel

    def name(self, members: Sequence[Member]) -> None:
        """Others, or the same ones with their work. Raises `ReviewerAtWork` for who is missing
        though their reviews are open, `MemberTwice` also for one login in large and small
        letters."""
        known = {each.reviewer: each for each in self.members}
        named = {each.reviewer for each in members}
        if len({each.casefold() for each in named}) != len(members):
            raise MemberTwice(pointer="/members")
        if any(each.open and each.reviewer not in named for each in self.members):
            raise ReviewerAtWork(pointer="/members")
        self.members = [
            replace(each, open=known[each.reviewer].open, given=known[each.reviewer].given)
            if each.reviewer in known
            else each
            for each in members
        ]
        self.events.append(PanelNamed(self.call_id))

    def choose(
        self, number: int, governorate: str, association_id: str, never: Collection[str],
        *, keeps_distance: bool,
    ) -> list[str]:  # fmt: skip
        """As many as are wanted, or as there are: who has fewest open, then who was given fewest,
        then by login, so that the same panel always gives the same answer."""
        may = [
            each
            for each in self.members
            if each.reviewer not in never
            and not (keeps_distance and each.is_close_to(governorate, association_id))
        ]
        may.sort(key=lambda each: (each.open, each.given, each.reviewer))
        chosen = [each.reviewer for each in may[: max(number, 0)]]
        if chosen:
            self._count(chosen, opened=1, given=1)
        return chosen

    def finished(self, reviewer: str) -> None:
        """One of their reviews is handed in or given back."""
        self._count([reviewer], opened=-1, given=0)

    def _count(self, reviewers: Collection[str], *, opened: int, given: int) -> None:
        self.members = [
            replace(each, open=each.open + opened, given=each.given + given)
            if each.reviewer in reviewers
            else each
            for each in self.members
        ]
        self.events.append(PanelNamed(self.call_id))
