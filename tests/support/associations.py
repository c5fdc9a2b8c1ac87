"""Societies and unions, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chassis.context import Actor, Context, use
from services.licensing.app.licensing import Licensing
from services.licensing.domain.associations import parts
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.places import Place
from tests.support.calling import Caller, somebody

ADMINISTRATOR = somebody("administrator-1", "administrator", governorates=())
SUPERVISOR = somebody("supervisor-1", "supervisor")
COLLEAGUE = somebody("supervisor-2", "supervisor")
THIRD = somebody("supervisor-3", "supervisor")
CLERK = somebody("clerk-1", "clerk")
OTHER_CLERK = somebody("clerk-2", "clerk")
AUDITOR = somebody("auditor-1", "auditor", governorates=())
OFFICER = somebody("officer-1", "citizen", governorates=())
STRANGER = somebody("stranger-1", "citizen", governorates=())


def chair(number: int) -> Actor:
    """Who acts for the society of this number."""
    return somebody(f"chair-{number}", "citizen", governorates=())


def a_society(ordinal: int = 1, **changed: Any) -> dict[str, Any]:
    """A request to bring in an ordinary society of Amman; `changed` says what is different."""
    return {
        "kind": "society",
        "variant": "ordinary",
        "number": f"SOC-AM-2020-{ordinal:06}",
        "name": {"ar": f"جمعية السنابل {ordinal}", "en": f"Sanabel {ordinal}"},
        "place": {"governorate": "JO-AM", "district": "لواء ماركا"},
        "competent_ministry": "social_development",
        "goals": ["رعاية الأسر"],
        "founders": [
            {"name": "آمال الخطيب", "national_number": f"98510{ordinal:03}{each:02}"}
            for each in range(7)
        ],
        "representatives": [{"subject": f"chair-{ordinal}"}],
        "registered_on": "2020-05-01",
        **changed,
    }


def a_union(founders: Sequence[str], ordinal: int = 1, **changed: Any) -> dict[str, Any]:
    """A request to bring in a union that these societies founded."""
    return {
        "kind": "union",
        "number": f"UNI-{ordinal:03}",
        "name": {"ar": "الاتحاد العام للجمعيات", "en": "General Union"},
        "place": {"governorate": "JO-AM"},
        "competent_ministry": "social_development",
        "founder_societies": list(founders),
        "representatives": [{"subject": "officer-1"}],
        "registered_on": "2021-01-01",
        **changed,
    }


def society(call: Caller, ordinal: int = 1, **changed: Any) -> str:
    """The id of a society that was brought in, with a board in its term."""
    made = call(ADMINISTRATOR, "record_association", a_society(ordinal, **changed))
    return str(made["id"])


def audited(call: Caller, kind: str, record_id: str) -> Any:
    """Who did or read what of a record, the last last, in memory."""
    audit: Any = licensing(call).associations.queries.audit
    return audit.of(kind, record_id)


def with_board(
    call: Caller, association_id: str, valid_until: str = "2029-01-01", **changed: Any
) -> str:
    """The same association, with a board."""
    board = {
        "association_id": association_id,
        "members": [{"name": "آمال الخطيب", "national_number": "9851012345"}],
        "valid_from": "2026-01-01",
        "valid_until": valid_until,
        **changed,
    }
    call(SUPERVISOR, "record_board", board)
    return association_id


def orderly(call: Caller, ordinal: int) -> str:
    """The id of a society that wants nothing to be in good standing."""
    return with_board(call, society(call, ordinal))


def union_of(call: Caller, founders: Sequence[str], **changed: Any) -> str:
    """The id of a union that these societies are in."""
    return str(call(ADMINISTRATOR, "record_association", a_union(founders, **changed))["id"])


def membership(call: Caller, union_id: str, society_id: str) -> dict[str, Any]:
    """A society's membership, as an administrator finds it."""
    asked = {"union_id": union_id, "society_id": society_id}
    (found,) = call(ADMINISTRATOR, "find_memberships", asked)["items"]
    return dict(found)


def pay(call: Caller, union_id: str, society_id: str, *years: int) -> None:
    """The dues of these years are paid."""
    for year in years:
        paid = {
            "membership_id": membership(call, union_id, society_id)["id"],
            "year": year,
            "amount_fils": 25_000,
            "paid_on": "2026-11-01",
        }
        call(OFFICER, "record_dues", paid)


def accept_report(call: Caller, association_id: str, year: int, **figures: int) -> None:
    """The annual report of a year is accepted, as the applications engine does it."""
    money = {"income_fils": 45_000_000, "expenditure_fils": 40_000_000, **figures}
    with use(Context(SUPERVISOR)):
        licensing(call).associations.register.accept_report(
            association_id,
            year,
            parts.Figures(**{"foreign_donations_fils": 0, **money}),
            parts.Classification("charity", "social", "رعاية الأسر", "طرود ودورات", "families"),
            None,
        )


def a_registration(**changed: Any) -> Registration:
    """What the engine knows of a society whose registration was decided."""
    founders = tuple(parts.Founder(f"مؤسس {each}", f"98610100{each:02}") for each in range(7))
    return Registration(
        **{
            "kind": "society",
            "variant": "ordinary",
            "number": "SOC-IR-2026-000001",
            "name_ar": "جمعية الياسمين",
            "name_en": None,
            "place": Place("JO-IR", None, None),
            "competent_ministry": "social_development",
            "goals": ("رعاية الأسر",),
            "founders": founders,
            "representatives": (parts.Representative("chair-50", None),),
            "registered_on": date(2026, 11, 22),
            "application_id": "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e01",
            **changed,
        }
    )


def licensing(call: Caller) -> Licensing:
    """The application behind the caller, for what other areas call in it."""
    application: Licensing = call.service.application
    return application
