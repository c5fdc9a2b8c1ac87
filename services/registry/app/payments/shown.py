"""What those see of payment lists and confirmations who may not know how many are under protection.

A total that counts them, beside one that does not, says how many they are: in one district, or of
one emergency, that is nearly an address. So everything that counts them is left out.
"""

from __future__ import annotations

from collections.abc import Collection

from services.registry.app.ports import View


def open_list(view: View) -> View:
    """A list with what is to be paid to everybody else, and nothing more that is added up."""
    totals, file = view["totals"], view["file"]
    return {
        **view,
        "totals": totals and {**totals, **_open(totals)},
        # The checksum of nothing is known: that of a list of the hidden alone would be another.
        "file": file and {**file, "size": None, "sha256": None, "issued": None},
        "withdrawn": None,
        "to_follow_up": None,
    }


def open_batch(view: View, hidden: Collection[str]) -> View:
    """What the provider confirmed, without the payments that are hidden, and without what is
    counted."""
    file = view["file"]
    return {
        **view,
        "file": file and {**file, "size": None},
        "lines": None,
        "applied": None,
        "reported": [each for each in view["reported"] if each["payment_id"] not in hidden],
        "reported_rows": None,
    }


def uncounted(progress: View | None) -> View | None:
    """How far work is, without how many it went through."""
    return progress and {**progress, "done": None, "total": None}


def _open(totals: View) -> View:
    sums = totals["governorates"].values()
    names = ("count", "total_fils")
    return {
        "listed": {name: sum(each[name] for each in sums) for name in names},
        "held": None,
        "findings": None,
        "already": None,
        "sha256": None,
    }
