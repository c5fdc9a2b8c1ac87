"""What is published of the register of practitioners."""

from __future__ import annotations

from contracts.events.licensing import practitioners as published
from services.licensing.adapters.telling import publisher
from services.licensing.domain.practitioners import events

publish = publisher(
    {
        events.PractitionerRegistered: published.PractitionerRegistered,
        events.PractitionerEntered: published.PractitionerEntered,
        events.PractitionerTrained: published.PractitionerTrained,
    }
)
