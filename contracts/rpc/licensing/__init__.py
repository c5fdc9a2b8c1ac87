"""What licensing is asked and answers. One module an area, each with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import PING, Methods
from contracts.rpc.licensing import associations, candidacies, elections, memberships, nurseries

METHODS: Methods = {
    "ping": PING,
    **nurseries.METHODS,
    **associations.METHODS,
    **memberships.METHODS,
    **elections.METHODS,
    **candidacies.METHODS,
}
