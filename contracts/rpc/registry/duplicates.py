"""What the registry is asked and answers about duplicates."""

from __future__ import annotations

from contracts.rpc.base import Methods

METHODS: Methods = {}
