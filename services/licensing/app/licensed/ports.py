"""What handlers of licences need from the world, beside what all need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from services.licensing.app.ports import Keeping
from services.licensing.domain.licences.licence import Licence

Licences = Keeping[Licence]
NewCode = Callable[[], str]
"""The code of a certificate: nobody can guess it, and none is made twice."""


class Reasons(Protocol):
    """The reasons that may be given at a counter, as the rules of a day list them."""

    @property
    def suspension(self) -> frozenset[str]: ...
    @property
    def reinstatement(self) -> frozenset[str]: ...
    @property
    def revocation(self) -> frozenset[str]: ...


ReasonsOn = Callable[[date], Reasons]
