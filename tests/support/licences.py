"""Licences for tests: what an application gives, and what inspections say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from chassis.context import Actor, Context, use
from chassis.identifiers import new_id
from services.licensing.app.licensed.issuing import Issuing
from services.licensing.domain.licences.course import Reason
from services.licensing.domain.licences.grant import (
    Fact,
    Grant,
    GrantKind,
    Holder,
    HolderKind,
    Licensed,
)
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.term import Terms
from services.licensing.domain.places import Place
from services.licensing.domain.words import Words
from tests.support.calling import somebody

CITIZEN = somebody("citizen-1", "citizen", governorates=(), national_number="9852012345")
STRANGER = somebody("citizen-2", "citizen", governorates=(), national_number="9861012345")
CLERK = somebody("clerk-1", "clerk")
SUPERVISOR = somebody("supervisor-1", "supervisor")
ELSEWHERE = somebody("supervisor-2", "supervisor", governorates=("JO-IR",))
AUDITOR = somebody("auditor-1", "auditor", governorates=())
ANYBODY = somebody("anybody", governorates=())
ADDRESS = "https://window.example.jo"
OWNER = "9852012345"
YEARLY = Terms(years=1, renewal_opens_days=60, lapses_after_months=1, reminder_days=(60, 30, 7))
ENDLESS = Terms(years=None, renewal_opens_days=0, lapses_after_months=None, reminder_days=())
UNSAFE = Reason("safety_requirements_unmet", "مخرج الطوارئ مغلق.")
MENDED = Reason("corrected", "فُتح المخرج.")


def a_holder(**changed: Any) -> Holder:
    """Amal, who applied from home."""
    amal = Holder(
        name="آمال عبد الله الخطيب",
        kind=HolderKind.PERSON,
        national_number=OWNER,
        registration_number=None,
        logins=frozenset({"citizen-1"}),
    )
    return replace(amal, **changed)


def a_nursery(**changed: Any) -> Licensed:
    """A nursery in Marka with one fact for everybody and one for its certificate alone."""
    nursery = Licensed(
        name_ar="حضانة البراعم",
        name_en="Buds Nursery",
        place=Place("JO-AM", "لواء ماركا", "شارع الملك عبد الله، 12"),
        facts=(
            Fact("places", Words("عدد الأماكن", "Places"), Words("50", "50"), True, True),
            Fact("director", Words("المديرة", "Director"), Words("هدى", "Huda"), False, True),
        ),
    )
    return replace(nursery, **changed)


def a_grant(**changed: Any) -> Grant:
    """A private nursery's licence for a year."""
    grant = Grant(
        application_id="0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11",
        service="nursery.first_licence",
        kind=GrantKind.LICENCE,
        series="NUR",
        title=Words("رخصة دار حضانة", "Nursery licence"),
        variant="private",
        holder=a_holder(),
        licensed=a_nursery(),
        terms=YEARLY,
    )
    return replace(grant, **changed)


@dataclass(frozen=True)
class Issuer:
    """Issues as an approval does: together with what decided it."""

    issuing: Issuing
    together: Callable[[], AbstractContextManager[None]]

    def __call__(self, **grant: Any) -> Licence:
        with use(Context(Actor("supervisor-1"))), self.together():
            return self.issuing.issue(new_id(), a_grant(**grant))
