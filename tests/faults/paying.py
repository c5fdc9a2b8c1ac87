"""Paying as somebody who looks whether the money was taken before they try again."""

from __future__ import annotations

import requests

from tests.faults.system import eventually
from tests.support.fees import Provider


def pay(reference: str) -> None:
    """Pay a bill once, whoever is away meanwhile."""
    provider = Provider()

    def taken() -> bool:
        try:
            if provider.transactions(reference):
                return True
            return provider.pay(reference).status_code == 201
        except requests.RequestException:
            return False

    eventually(taken, f"{reference} is taken", 120)
