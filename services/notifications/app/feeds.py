"""Writing events into the feeds of the ministries that may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.notifications.app.ports import AgreementsInForce, Clock, Feeds
from services.notifications.domain.agreement import Classification
from services.notifications.domain.rules import Event

SHOWN = (
    "specversion",
    "id",
    "type",
    "source",
    "subject",
    "time",
    "datacontenttype",
    "dataschema",
    "sequence",
    "traceparent",
    "dataclassification",
)
"""What a partner sees of an envelope: neither who acted nor how our requests are connected."""


@dataclass(frozen=True)
class FeedPartners:
    """Puts each event into the streams of the partners whose agreements cover it."""

    in_force: AgreementsInForce
    feeds: Feeds
    clock: Clock

    def feed(
        self, event: Event, classification: Classification, envelope: Mapping[str, Any]
    ) -> None:
        """Write the event wherever it belongs; every stream has it safe when this returns.

        If one stream fails the whole event is tried again, and partners that have it already
        recognise it by its id.
        """
        today = self.clock.now().date()
        for partner, terms in self.in_force.all().items():
            if terms.covers(event, classification, today):
                shown = {name: envelope[name] for name in SHOWN if name in envelope}
                self.feeds.append(partner, {**shown, "data": terms.project(event.data)})
