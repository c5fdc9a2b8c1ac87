"""What licensing is asked and answers about inspections and what follows from them."""

from __future__ import annotations

from contracts.rpc.base import Methods
from contracts.rpc.licensing.inspections import (
    actions,
    inspections,
    inspectors,
    oversight,
    plans,
    reports,
    uploads,
)

METHODS: Methods = {
    **inspectors.METHODS,
    **inspections.METHODS,
    **reports.METHODS,
    **uploads.METHODS,
    **actions.METHODS,
    **oversight.METHODS,
    **plans.METHODS,
}
