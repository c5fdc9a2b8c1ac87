"""What licensing is asked and answers about grants. One module a subject, with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import Methods
from contracts.rpc.licensing.grants import calls, grants, proposals, reviews

METHODS: Methods = {
    **calls.METHODS,
    **proposals.METHODS,
    **reviews.METHODS,
    **grants.METHODS,
}
