"""Elections and what belongs to them, as answers have them."""

from __future__ import annotations

from typing import Any

from services.licensing.app.logins import read_by
from services.licensing.app.ports import View
from services.licensing.app.told import state_of, told
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.standing import said
from services.licensing.domain.elections.access import serves
from services.licensing.domain.elections.candidacy import Candidacy
from services.licensing.domain.elections.centre_count import CentreCount
from services.licensing.domain.elections.election import Election
from services.licensing.domain.elections.national_date import ElectionDate
from services.licensing.domain.elections.objection import Objection
from services.licensing.domain.elections.two_persons import ENTERED, TwoPersons
from services.licensing.domain.elections.voters import Voter, VoterList


def show_date(made: ElectionDate) -> View:
    """The national date, and the elections that are held on it."""
    return _record(made)


def show_election(made: Election) -> View:
    """Where the election of a union stands."""
    return {**_record(made), "lot": show_two(made.lot)}


def date_for(view: View, actor: Actor) -> View:
    """The national date is administrators' work: by whose login is for them, and who audits."""
    return read_by(view, actor)


def election_for(view: View, actor: Actor) -> View:
    """By whose login something was done is for the election office alone."""
    return read_by(view, actor, view["governorate"])


def show_list(made: VoterList) -> View:
    """The list of voters in numbers; its entries are read page by page."""
    return {
        "id": made.id,
        "version": made.version,
        "election_id": made.election_id,
        "union_id": made.union_id,
        "cut_off": made.cut_off.isoformat(),
        "eligible": made.eligible,
        "excluded": len(made.voters) - made.eligible,
    }


def show_voter(voter: Voter) -> View:
    """A member with its criteria, each in words."""
    criteria = [(code, True) for code in voter.met] + [(code, False) for code in voter.unmet]
    return {
        "society_id": voter.society_id,
        "number": voter.number,
        "name_ar": voter.name_ar,
        "centre": voter.centre,
        "eligible": voter.eligible,
        "objection_id": voter.objection_id,
        "dissolved": voter.dissolved,
        "because": [
            {"code": code, "met": met, "words": told(said(code, met))} for code, met in criteria
        ],
    }


def show_candidacy(made: Candidacy) -> View:
    """With the number of the person, for those who may know it."""
    return _record(made)


def listed_candidacy(view: View) -> View:
    """Without the number, the paper on which they agreed, and why they were refused: a refusal is
    public, its reason is the person's."""
    shown = {**view, "national_number": None}
    if view["consent"] is not None:
        shown["consent"] = {**view["consent"], "document_id": None}
    if view["check"] is not None:
        shown["check"] = {**view["check"], "reason": None}
    return shown


def candidacy_for(view: View, actor: Actor) -> View:
    """By which login something was done is for the election office alone."""
    if serves(actor, view["governorate"]):
        return view
    shown = {**view, "nominated_by": None, "withdrawn_by": None}
    for part in ("consent", "check"):
        if view[part] is not None:
            shown[part] = {**view[part], "by": None}
    return shown


def show_objection(made: Objection) -> View:
    """Who may not decide it is nobody's to read."""
    shown = _record(made)
    del shown["partial"]
    return {**shown, "state": made.state, "ruling": show_two(made.ruling)}


def objection_for(view: View, actor: Actor) -> View:
    """Who filed it and who ruled on it is for the election office alone."""
    return read_by(view, actor, view["governorate"])


def show_count(made: CentreCount) -> View:
    """The second person does not see what the first has entered."""
    shown = _record(made)
    return {**shown, "state": made.state, "entries": show_two(made.entries)}


def show_two(made: TwoPersons[Any]) -> View:
    """What two persons entered; nothing of it as long as one is to enter it without looking."""
    entries = () if made.state == ENTERED else (made.first, made.second, made.settled)
    return {
        "state": made.state,
        "value": told(made.value),
        "entries": [told(each) for each in entries if each is not None],
    }


def _record(made: Any) -> View:
    return {"id": made.id, "version": made.version, **state_of(made)}
