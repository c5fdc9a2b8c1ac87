"""What licensing is asked and answers. One module an area, each with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import PING, Methods
from contracts.rpc.licensing import (
    applications,
    associations,
    camera_viewings,
    cameras,
    candidacies,
    catalogue,
    documents,
    elections,
    fees,
    grants,
    inspections,
    licences,
    memberships,
    practitioners,
)

METHODS: Methods = {
    "ping": PING,
    **catalogue.METHODS,
    **applications.METHODS,
    **licences.METHODS,
    **documents.METHODS,
    **fees.METHODS,
    **inspections.METHODS,
    **associations.METHODS,
    **memberships.METHODS,
    **practitioners.METHODS,
    **elections.METHODS,
    **candidacies.METHODS,
    **grants.METHODS,
    **cameras.METHODS,
    **camera_viewings.METHODS,
}
