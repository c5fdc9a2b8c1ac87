"""What nurseries' handlers need from the world, beside what all need."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.licensing.app.ports import Keeping
from services.licensing.domain.application import NurseryApplication
from services.licensing.domain.licence import Licence
from services.licensing.domain.nursery import NurseryRules

Applications = Keeping[NurseryApplication]
Licences = Keeping[Licence]
Rules = Callable[[date], NurseryRules]
"""The rules that are in force on a day."""
