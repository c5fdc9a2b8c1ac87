"""What the registry is asked and answers about payments."""

from __future__ import annotations

from contracts.rpc.base import Methods

METHODS: Methods = {}
