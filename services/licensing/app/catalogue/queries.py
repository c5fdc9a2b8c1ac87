"""The catalogue as frontends read it."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.catalogue.ports import Forms, Services
from services.licensing.app.catalogue.shapes import service_shape, service_summary
from services.licensing.app.ports import Calendar, View


@dataclass(frozen=True)
class CatalogueQueries:
    """What can be applied for today, and what it takes."""

    services: Services
    forms: Forms
    calendar: Calendar

    def all(self) -> View:
        today = self.calendar.today()
        return {"items": [service_summary(each) for each in self.services.all_on(today)]}

    def one(self, code: str) -> View:
        """Raises `ServiceUnknown`."""
        return service_shape(self.services.on(code, self.calendar.today()))

    def form(self, code: str) -> View:
        """The form as JSON Schema. Raises `ServiceUnknown`."""
        service = self.services.on(code, self.calendar.today())
        return {
            "service": service.code,
            "effective_from": service.effective_from.isoformat(),
            "schema": self.forms.schema(service.form),
        }
