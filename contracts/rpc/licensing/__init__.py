"""What licensing is asked and answers. One module an area, each with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import PING, Methods
from contracts.rpc.licensing import (
    applications,
    camera_viewings,
    cameras,
    catalogue,
    documents,
    fees,
    inspections,
    licences,
)

METHODS: Methods = {
    "ping": PING,
    **catalogue.METHODS,
    **applications.METHODS,
    **licences.METHODS,
    **documents.METHODS,
    **fees.METHODS,
    **inspections.METHODS,
    **cameras.METHODS,
    **camera_viewings.METHODS,
}
