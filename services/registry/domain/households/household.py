"""A household: persons who live together under one head (رب الأسرة)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from services.registry.domain.households.events import (
    Event,
    HouseholdAmended,
    HouseholdDissolved,
    HouseholdRegistered,
)
from services.registry.domain.households.life import (
    Dwelling,
    LifeEvent,
    Member,
    Succession,
    TakenPlace,
)
from services.registry.domain.households.refusals import (
    Dissolved,
    HappensInFuture,
    HeadCannotLeave,
    HeadIsMember,
    HouseholdTooLarge,
    MemberTwice,
    NobodyStays,
    NotAMember,
    SuccessionUnfit,
    SuccessorMissing,
)
from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.origin import Origin
from services.registry.domain.privacy.former import by_all_of
from services.registry.domain.privacy.protection import Protection

__all__ = ["LARGEST", "Household", "Member"]

LARGEST = 100
"""Members a household can have beside its head: a bound against mistakes, not a rule of law."""

HEAD, SPOUSE = "head", "spouse"
CHILD = "child"
CHILDREN = frozenset({CHILD, "grandchild", "foster_child"})
"""What children of the household are to its head."""
ACTIVE, DISSOLVED = "active", "dissolved"
_TOLD = ("address", "dwelling", "head_id")


@dataclass
class Household:
    """A household as registered. This constructor restores; `register` makes a new one."""

    id: str
    head_id: str
    members: tuple[Member, ...]
    address: Address
    origin: Origin
    dwelling: Dwelling | None = None
    protection: Protection | None = None
    last_event: LifeEvent | None = None
    status: str = ACTIVE
    taken_places: tuple[TakenPlace, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def register(
        cls,
        household_id: str,
        *,
        head_id: str,
        members: Sequence[Member],
        address: Address,
        origin: Origin,
        dwelling: Dwelling | None = None,
        protection: Protection | None = None,
        came_about: LifeEvent | None = None,
        imported: bool = False,
    ) -> Household:
        """Register persons as one household; `imported` with a file of many.

        Raises `HeadIsMember`, `MemberTwice`, `HouseholdTooLarge`.
        """
        household = cls(
            household_id,
            head_id,
            (),
            address,
            replace(origin, protection=protection),
            dwelling,
            protection,
            None if came_about is None else replace(came_about, protection=protection),
        )
        household._take_in(members)
        household.events.append(
            HouseholdRegistered(
                household_id,
                head_id,
                household.person_ids,
                address,
                imported,
                household.is_protected,
            )
        )
        return household

    def amend(
        self,
        *,
        join: Sequence[Member] = (),
        leave: Sequence[str] = (),
        address: Address | None,
        dwelling: Dwelling | None = None,
        successor: Succession | None = None,
    ) -> None:
        """Let members leave, then join (who does both gets a new relation), then move.

        A `successor` heads them from now on, wherever the former head is. When everybody leaves,
        the household should not have been: it is dissolved. What already is so changes nothing.

        Raises `Dissolved`, `HeadCannotLeave`, `NotAMember`, `HeadIsMember`, `MemberTwice`,
        `HouseholdTooLarge`, `SuccessionUnfit`.
        """
        self._must_be_active()
        before = replace(self)
        if not set(leave) <= set(self.person_ids):
            raise NotAMember()
        if successor is not None:
            self._hand_over(successor, join, leave)
        elif set(leave) == set(self.person_ids) and not join:
            self.members, self.status = (), DISSOLVED
        else:
            self._let_go(leave)
            self._take_in(join)
        self._settle(address, dwelling)
        self._tell(before, None)

    def move(self, address: Address, dwelling: Dwelling | None, happened: LifeEvent) -> None:
        """The household lives elsewhere now. Raises `Dissolved`."""
        before = self._begin(happened)
        self.dwelling = None
        self._settle(address, dwelling)
        self._tell(before, happened)

    def receive(self, members: Sequence[Member], happened: LifeEvent) -> None:
        """Take in who was born, married into it, or joined with their own household.

        Raises `Dissolved`, `HeadIsMember`, `MemberTwice`, `HouseholdTooLarge`.
        """
        before = self._begin(happened)
        self._take_in(members)
        self._tell(before, happened)

    def wed(self, relations: Mapping[str, str], happened: LifeEvent) -> None:
        """Two of its own have married: they may be something else to the head now.

        Raises `Dissolved`.
        """
        before = self._begin(happened)
        self.members = tuple(
            replace(each, relation=relations.get(each.person_id, each.relation))
            for each in self.members
        )
        self._tell(before, happened)

    def release(
        self, leaving: Collection[str], succession: Succession | None, happened: LifeEvent
    ) -> None:
        """Let go who died or left; without anybody left it is dissolved.

        Raises `Dissolved`, `NotAMember`, `SuccessorMissing`, `SuccessionUnfit`.
        """
        before = self._begin(happened)
        if not set(leaving) <= set(self.person_ids):
            raise NotAMember()
        staying = [each for each in self.person_ids if each not in leaving]
        if succession is not None:
            self._succeed(succession, staying, leaving)
        elif staying and self.head_id in leaving:
            raise SuccessorMissing()
        else:
            self.members = tuple(each for each in self.members if each.person_id in staying)
        self.status = ACTIVE if staying else DISSOLVED
        self._tell(before, happened)

    def must_keep_somebody(self, leaving: Collection[str]) -> None:
        """Who all leave together do not split, they move. Raises `NobodyStays`."""
        if set(self.person_ids) <= set(leaving):
            raise NobodyStays()

    def must_have(self, *person_ids: str) -> None:
        """Raises `NotAMember` unless all these belong to it."""
        if not set(person_ids) <= set(self.person_ids):
            raise NotAMember()

    def relation_of(self, person_id: str) -> str:
        """What somebody of it is to its head; `head` for the head. Raises `NotAMember`."""
        self.must_have(person_id)
        if person_id == self.head_id:
            return HEAD
        return next(each.relation for each in self.members if each.person_id == person_id)

    def protect(self, protection: Protection | None) -> None:
        """Let the record exist only for those who need to know; `None` opens it again.

        What is told names a fact that other changes name, too: of whom was protected it says
        nothing, and while they are, it is told in confidence.
        """
        if protection != self.protection:
            self.protection = protection
            self._record(("address",))

    def is_home_of(
        self, person_id: str, protected: Collection[str], minors: Collection[str]
    ) -> bool:
        """Whether it is this person's, so that it tells where they are: they head it, or nobody
        else lives here but those who are protected, minors and the children of the household.
        """
        if self.head_id == person_id:
            return True
        hidden = {person_id, *protected, *minors}
        grown = {each.person_id for each in self.members if each.relation not in CHILDREN}
        return {self.head_id, *grown} <= hidden

    def forget_details(self) -> None:
        """The street and the house are forgotten: nobody else lives here who would have a say."""
        bare = self.without_details()
        if bare.address != self.address:
            self.address = bare.address
            self._record(("address",))

    def without_details(self) -> Household:
        """This state without them."""
        return replace(self, address=replace(self.address, details=None))

    @property
    def tells_what_happened(self) -> bool:
        """Whether everybody for whom it exists now might know the last event when it was recorded:
        once a home is opened, nothing tells where they lived until then."""
        happened = self.last_event
        return happened is not None and by_all_of(self.protection)(happened.protection)

    @property
    def is_protected(self) -> bool:
        """Whether it exists only for those who need to know."""
        return self.protection is not None

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Everybody who belongs to it, the head first; nobody when it is dissolved."""
        if self.status == DISSOLVED:
            return ()
        return (self.head_id, *(each.person_id for each in self.members))

    def _begin(self, happened: LifeEvent) -> Household:
        self._must_be_active()
        before = replace(self)
        self.last_event = replace(happened, protection=self.protection)
        return before

    def _must_be_active(self) -> None:
        if self.status == DISSOLVED:
            raise Dissolved()

    def _settle(self, address: Address | None, dwelling: Dwelling | None) -> None:
        self.address = address or self.address
        self.dwelling = dwelling or self.dwelling

    def _succeed(
        self, succession: Succession, staying: Sequence[str], leaving: Collection[str]
    ) -> None:
        if self.head_id not in leaving or sorted(succession.person_ids) != sorted(staying):
            raise SuccessionUnfit()
        self.head_id, self.members = succession.head_id, succession.members

    def _hand_over(
        self, successor: Succession, join: Sequence[Member], leave: Sequence[str]
    ) -> None:
        staying = [each for each in self.person_ids if each not in leave]
        if sorted(successor.person_ids) != sorted([*staying, *(each.person_id for each in join)]):
            raise SuccessionUnfit()
        self.head_id, self.members = successor.head_id, ()
        self._take_in(successor.members)

    def _let_go(self, leaving: Sequence[str]) -> None:
        if self.head_id in leaving:
            raise HeadCannotLeave()
        self.members = tuple(each for each in self.members if each.person_id not in leaving)

    def _take_in(self, joining: Sequence[Member]) -> None:
        members = (*self.members, *joining)
        ids = [each.person_id for each in members]
        if self.head_id in ids:
            raise HeadIsMember()
        if len(set(ids)) < len(ids):
            raise MemberTwice()
        if len(ids) > LARGEST:
            raise HouseholdTooLarge(maximum=LARGEST)
        self.members = members

    def _tell(self, before: Household, happened: LifeEvent | None) -> None:
        """Record what is different now; of a protected household nobody learns why."""
        changed = [each for each in _TOLD if getattr(self, each) != getattr(before, each)]
        fields = [*changed, *(["members"] if set(self.members) != set(before.members) else [])]
        if happened is None and not fields and self.status == before.status:
            return
        was, is_now = set(before.person_ids), set(self.person_ids)
        reason = None if happened is None or self.is_protected else happened.kind
        self._record(
            tuple(fields), tuple(sorted(is_now - was)), tuple(sorted(was - is_now)), reason
        )
        if self.status == DISSOLVED:
            self.events.append(HouseholdDissolved(self.id))

    def _record(
        self,
        fields: tuple[str, ...],
        joined: tuple[str, ...] = (),
        left: tuple[str, ...] = (),
        reason: str | None = None,
    ) -> None:
        self.events.append(
            HouseholdAmended(self.id, joined, left, fields, reason, self.is_protected)
        )


def must_have_happened(happened: LifeEvent, today: date) -> None:
    """Raises `HappensInFuture`: what has not happened is not recorded."""
    if happened.on > today:
        raise HappensInFuture()
