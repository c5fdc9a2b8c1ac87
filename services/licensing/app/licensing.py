"""All that licensing can be told and asked, in one place for its entrypoints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.documents.area import DocumentArea
from services.licensing.app.documents.ports import Run
from services.licensing.app.holidays import HolidayTable
from services.licensing.app.nurseries import Nurseries


@dataclass(frozen=True)
class Licensing:
    """Every area, as the bootstrap wired it."""

    documents: DocumentArea
    holidays: HolidayTable
    nurseries: Nurseries

    @property
    def work(self) -> Mapping[str, Callable[[str, Run], None]]:
        """What is done in the background, by `<kind>.<work>`."""
        return {**self.documents.work}
