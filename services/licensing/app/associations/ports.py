"""What the handlers of associations need from the world, and what others may ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.licensing.app.ports import Held, Keeping
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.bylaws import BylawsTexts
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.associations.rules import AssociationRules
from services.licensing.domain.associations.standing import Standing

Registered = Registration | Association
"""What the licence of a registration says of it: as it is brought in, and as it is."""


Associations = Held[Association]
Memberships = Keeping[Membership]
Texts = Keeping[BylawsTexts]
Rules = Callable[[date], AssociationRules]
"""The rules that are in force on a day."""
TextsId = Callable[[str, int], str]
"""Under which id the texts of an association's version are kept."""


class Audit(Protocol):
    """Where it is written down who read or changed what is protected."""

    def record(self, action: str, kind: str, record_id: str | Sequence[str]) -> None: ...


class Members(Protocol):
    """Who is and was in which union; `current_in` are the members that a union has now."""

    def of_union(self, union_id: str) -> list[Membership]: ...

    def current_of(self, society_id: str) -> list[Membership]: ...

    def ever_of(self, society_id: str) -> list[Membership]: ...

    def current_in(self, union_id: str) -> list[Membership]: ...

    def between(self, union_id: str, society_id: str) -> Membership | None: ...


class Names(Protocol):
    """How associations are called."""

    def hold(self, name_ar: str) -> None:
        """Let none be given this name, spelling aside, until the transaction at hand has ended."""
        ...

    def taken(self, name_ar: str, but: str) -> bool:
        """Whether one that was not dissolved, other than this, is called so; spelling aside."""
        ...


class Papers(Protocol):
    """Documents that belong to the record of an association."""

    def must_be_usable(self, named: Mapping[str, str], actor: Actor) -> None:
        """`named`: the JSON pointer of each. Raises which the actor may not attach."""
        ...

    def attach(
        self, document_ids: Iterable[str], association: Association, actor: Actor
    ) -> None: ...

    def follow(self, association: Association) -> None:
        """It is served elsewhere, or others act for it: they see its documents from now on."""
        ...


class Follower(Protocol):
    """Another area that has to do with an association: it follows in the same transaction."""

    def moved(self, association: Association) -> None:
        """Its headquarters are elsewhere."""
        ...

    def dissolved(self, association: Association) -> None:
        """It is dissolved: what it had begun ends."""
        ...


class Registrations(Protocol):
    """The licences with which associations were registered."""

    def follow(self, association: Association) -> None:
        """Its licence, if it has one, becomes what the association is: suspended, in force again,
        or revoked with its dissolution."""
        ...

    def begin(self, association_id: str, registered: Registered, by: str) -> None:
        """The licence of one that is brought in from the register before this, with its number."""
        ...

    def lacks(self, association: Association) -> bool:
        """Whether it was brought in before its kind were given licences, and its number is free
        for one."""
        ...

    def be_acted_for(self, association: Association, by: str) -> None:
        """Its licence, if it has one, is theirs who act for it now, and nobody else's."""
        ...


class Unions(Protocol):
    """The unions there are, and whom somebody acts for."""

    def active(self) -> list[Association]: ...

    def acted_for_by(self, marks: frozenset[str]) -> list[str]: ...


class Standings(Protocol):
    """For areas that want an association in good standing: grants ask this."""

    def of(self, association_id: str, day: date) -> Standing:
        """How it stood at the end of a day, by itself. Raises for one that is not there."""
        ...
