"""What the handlers of eligibility need from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.access import Actor
from services.registry.domain.eligibility.assessment import Assessment
from services.registry.domain.eligibility.facts import Told, Withdrawal
from services.registry.domain.eligibility.indicators import Indicators, Value
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.eligibility.scheme import Scheme


class SourceOfFacts(Protocol):
    """Where facts come from: kind (`survey`, `declaration`, `cross_check`), id, day and writer."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def by(self) -> str | None: ...


class Profiles(Protocol):
    """What is known of households, by indicator."""

    def record(self, household_id: str, facts: Mapping[str, Value], source: SourceOfFacts) -> None:
        """Record facts, inside the transaction at hand if there is one.

        Raises `IndicatorUnknown`, `IndicatorDerived`, `ValueUnfit`, `MoreThanThereAre`.
        """
        ...

    def set_aside(
        self, household_id: str, source_id: str, by: str, on: date, note: str | None
    ) -> None:
        """Let what this source told stand no longer, inside the transaction at hand.

        Another word of the same source counts instead. Nothing happens where it told nothing.
        """
        ...

    def to_change(self, household_id: str) -> Profile | None:
        """The profile that the command at hand is about; `None` when it is done already."""
        ...

    def correct(self, profile: Profile, told: Told, withdrawal: Withdrawal) -> None:
        """Let these facts of the profile stand no longer."""
        ...

    def household_changed(self, household_id: str, came: bool, today: date) -> None:
        """Somebody came to live there, or left; inside the transaction at hand.

        Nothing happens where nothing is known.
        """
        ...

    def outdated_since(self, household_id: str, changed_on: date | None) -> date | None:
        """See `Profile.outdated_since`, by the rules of that day."""
        ...

    def of(self, household_id: str) -> Profile:
        """The profile; an empty one where nothing was recorded."""
        ...


class Rosters(Protocol):
    """Who lives in a household."""

    def derived(self, whom: Judged, indicators: Indicators, day: date) -> Mapping[str, Value]:
        """The indicators that follow from it, and from who of it is judged. Raises `NotFound`."""
        ...


class Evaluate(Protocol):
    """Evaluates a scheme over facts: every name in it gets its value."""

    def __call__(
        self, scheme: Scheme, facts: Mapping[str, Value | None], indicators: Indicators
    ) -> Mapping[str, Value | None]: ...


class Assessor(Protocol):
    """The eligibility rules, applied to one household, or one person of it."""

    def assess(self, rules_name: str, whom: Judged, day: date) -> Assessment:
        """Raises `NoSuchRules`, `RulesJudgePersons`, `RulesJudgeHouseholds`, `NotFound`."""
        ...


class Place(Protocol):
    """A governorate, or one of its districts."""

    @property
    def governorate(self) -> str: ...
    @property
    def district(self) -> str | None: ...


RUNNING = ("active",)
"""With which status an enrolment counts where benefits are meant, not applications."""


class Targeting(Protocol):
    """Chooses households by where they live and what is known of them."""

    def check(self, expression: str) -> None:
        """Raise `ExpressionRefused` for what is no condition over indicators."""
        ...

    def households(
        self,
        places: Sequence[Place],
        expression: str | None,
        programme: str | None,
        statuses: Sequence[str] = RUNNING,
        *,
        with_protected: bool = False,
    ) -> Iterator[str]:
        """Those that fit, by id, and of whom an enrolment in the programme has one of these
        statuses; of those under protection for what never names or counts them to others alone
        (`with_protected`). Outside of nameko only."""
        ...


BenefitSince = Callable[[str, Judged], date | None]
"""From which day a benefit by these rules runs for those who are judged; `None` without one."""
HasBegun = Callable[[str, date], bool]
"""Whether money or goods for this household, or for somebody in it, began on that day."""
KnowsPerson = Callable[[Actor, str], bool]
"""Whether a person exists for this actor: one under protection does for who needs to know."""
HouseholdView = Callable[[str, Actor], View]
"""A household as this actor may see it. Raises when they may not."""
