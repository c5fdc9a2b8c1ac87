"""What the registry is asked and answers about emergencies."""

from __future__ import annotations

from contracts.rpc.base import Methods

METHODS: Methods = {}
