"""What licensing is asked and answers. One module an area, each with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import PING, Methods
from contracts.rpc.licensing import camera_viewings, cameras, nurseries

METHODS: Methods = {
    "ping": PING,
    **nurseries.METHODS,
    **cameras.METHODS,
    **camera_viewings.METHODS,
}
