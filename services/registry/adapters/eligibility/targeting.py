"""Chooses households by where they live and what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from services.registry.adapters.eligibility import expressions
from services.registry.adapters.eligibility.facts_table import FactsTable, Wanted
from services.registry.adapters.eligibility.naming import PLACE, names_of
from services.registry.adapters.eligibility.nature import FLAG
from services.registry.adapters.eligibility.tables import rows
from services.registry.app.eligibility.assessing import Dated
from services.registry.app.eligibility.ports import RUNNING, Place
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.judged import HOUSEHOLD

if TYPE_CHECKING:
    from pymongo.database import Database


class Criteria:
    """Conditions over indicators and places; what every `Targeting` checks by."""

    def __init__(self, indicators: Dated[Indicators], today: Callable[[], date]) -> None:
        self._indicators = indicators
        self._today = today

    def check(self, expression: str) -> None:
        """Raise `ExpressionRefused` for what is no condition over indicators."""
        self.checked(expression)

    def checked(self, expression: str) -> expressions.Checked:
        return expressions.check(
            expression, {**names_of(self.known.about(HOUSEHOLD)), **PLACE}, FLAG
        )

    @property
    def known(self) -> Indicators:
        return self._indicators.on(self._today())

    @property
    def day(self) -> date:
        return self._today()


class MongoTargeting:
    """Over the registry's collections; `households` runs in the work process only."""

    def __init__(self, database: Database[dict[str, Any]], criteria: Criteria) -> None:
        self._database = database
        self._criteria = criteria
        self.check = criteria.check

    def households(
        self,
        places: Sequence[Place],
        expression: str | None,
        programme: str | None,
        statuses: Sequence[str] = RUNNING,
        *,
        with_protected: bool = False,
    ) -> Iterator[str]:
        """See `app.eligibility.ports.Targeting`."""
        checked = self._criteria.checked(expression) if expression else None
        uses = checked.uses - PLACE.keys() if checked else frozenset()
        wanted = Wanted(uses, self._criteria.day, places, programme)
        enrolled = None if programme is None else self._enrolled(programme, statuses)
        where = f"AND ({checked.sql})" if checked else ""
        whom = "TRUE" if with_protected else "NOT protected"
        sql = f"SELECT household_id FROM facts WHERE {whom} {where} ORDER BY household_id"  # noqa: S608
        with closing(FactsTable(self._database).open(wanted, self._criteria.known)) as connection:
            for (household_id,) in rows(connection, sql):
                if enrolled is None or household_id in enrolled:
                    yield household_id

    def _enrolled(self, programme: str, statuses: Sequence[str]) -> set[str]:
        found = self._database["enrolments"].find(
            {"keys.programme": programme, "keys.status": {"$in": list(statuses)}},
            {"keys.household": 1},
        )
        return {each["keys"]["household"] for each in found}


class NoTargeting:
    """Where there is no database to choose from: expressions are checked, nobody is chosen."""

    def __init__(self, criteria: Criteria) -> None:
        self.check = criteria.check

    def households(
        self,
        places: Sequence[Place],
        expression: str | None,
        programme: str | None,
        statuses: Sequence[str] = RUNNING,
        *,
        with_protected: bool = False,
    ) -> Iterator[str]:
        return iter(())
