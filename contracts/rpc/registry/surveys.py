"""What the registry is asked and answers about surveys."""

from __future__ import annotations

from contracts.rpc.base import Methods

METHODS: Methods = {}
