"""Programmes, who applies and is enrolled, and grievances."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Programmes:
    """Everything the registry can be told and asked about this area."""
