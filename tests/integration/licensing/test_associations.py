"""What only a database can show: at once, societies join once and lists close at one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.errors import ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.errors import KanafError
from chassis.identifiers import new_id
from contracts.rpc.licensing import METHODS
from services.licensing.adapters import numbers
from services.licensing.bootstrap import associations, build, elections, licensed
from services.licensing.domain.associations.refusals import NameTaken
from services.licensing.domain.places import Place
from services.licensing.entrypoints.service import LicensingService
from tests.support.associations import (
    ADMINISTRATOR,
    SUPERVISOR,
    a_registration,
    chair,
    licensing,
    orderly,
    society,
    union_of,
)
from tests.support.calling import Caller, somebody
from tests.support.elections import POLLING_ON, STEPS, Polls, candidate
from tests.support.licences import UNSAFE, a_grant, a_holder
from tests.support.racing import at_once, outcomes

AT_ONCE = 8


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def call(database: Any, clock: FixedClock) -> Caller:
    numbers.prepare(database)
    ensure_indexes(database, (*associations.KINDS, *elections.KINDS, *licensed.KINDS))
    return Caller(LicensingService, build(database, clock), METHODS)


def test_a_society_that_joins_many_times_at_once_is_a_member_once(call: Caller) -> None:
    founders = [society(call, number) for number in range(1, 6)]
    joining = {
        "union_id": union_of(call, founders),
        "society_id": society(call, 6),
        "joined_on": "2026-11-22",
    }
    ended = outcomes(lambda _: call(ADMINISTRATOR, "record_membership", joining), range(AT_ONCE))
    assert ended == Counter(done=1, membership_already_joined=AT_ONCE - 1)


def test_one_date_is_announced_however_many_announce_it(call: Caller) -> None:
    union_of(call, [society(call, number) for number in range(1, 6)])
    asked = {"polling_on": POLLING_ON}
    ended = outcomes(lambda _: call(ADMINISTRATOR, "announce_election_date", asked), range(4))
    assert ended == Counter(done=1, election_date_running=3)
    assert len(call(ADMINISTRATOR, "find_elections", {})["items"]) == 1


def test_an_election_runs_from_the_list_to_the_board(call: Caller, clock: FixedClock) -> None:
    polls = Polls.announced(call, clock)
    one, two = polls.counting(1, 2)
    votes = polls.numbers({one: 3, two: 2})
    clerks = [somebody(f"clerk-{number}", "clerk") for number in range(AT_ONCE)]
    ended = outcomes(lambda clerk: call(clerk, "enter_centre_count", votes), clerks)
    assert ended == Counter(done=2, election_wrong_phase=AT_ONCE - 2)
    asked = {"election_id": polls.election_id}
    ended = outcomes(lambda _: call(SUPERVISOR, "confirm_election_results", asked), range(4))
    assert ended == Counter(done=1, election_wrong_phase=3)
    union = call(ADMINISTRATOR, "get_association", {"association_id": polls.union_id})
    assert len(union["boards"]) == 1
    METHODS["get_association"].answer().load(union)
    METHODS["get_election"].answer().load(polls.election())
    count = call(SUPERVISOR, "get_centre_count", {"count_id": votes["count_id"]})
    METHODS["get_centre_count"].answer().load(count)
    assert call(SUPERVISOR, "verify_voters", asked)["identical"] is True


def test_a_nomination_at_the_closing_moment_is_in_time_or_refused(
    call: Caller, clock: FixedClock
) -> None:
    polls = Polls.announced(call, clock, societies=6)
    polls.nominating()
    polls.at(datetime(2027, 1, 30, 20, 59, 59, tzinfo=UTC))

    def nominate(number: int) -> str:
        asked = {
            "election_id": polls.election_id,
            "society_id": polls.societies[number - 1],
            "name": "سمير العمري",
            "national_number": candidate(number).national_number,
        }
        try:
            call(chair(number), "nominate_candidate", asked)
        except KanafError as refused:
            return refused.code
        return "done"

    def close() -> str:
        with use(Context(Actor.system("timers"))):
            return _until_undisturbed(call, polls)

    rivals = [lambda number=number: nominate(number) for number in range(1, 7)]
    ended = Counter(at_once(*rivals[:3], close, *rivals[3:]))
    assert ended["closed"] == 1
    assert ended["done"] + ended["election_nominations_shut"] == 6
    kept = call(ADMINISTRATOR, "find_candidacies", {"election_id": polls.election_id})["items"]
    assert len(kept) == ended["done"]
    assert polls.phase() == "nominated"
    assert STEPS["nominations_close"] > clock.now()


def _until_undisturbed(call: Caller, polls: Polls) -> str:
    """As the timers do: what lost a race is fired again."""
    for _ in range(50):
        try:
            call.service.election_step(polls.election_id, "step_nominations_close")
        except ConcurrentChange:
            continue
        return "closed"
    return "never closed"


def test_two_societies_are_not_registered_under_one_number(call: Caller) -> None:
    made = outcomes(lambda _: orderly(call, 1), range(4))
    assert made == Counter(done=1, association_number_taken=3)


def test_one_name_is_given_once_however_many_want_it_at_once(call: Caller) -> None:
    """Each by a transaction that began before another gave it."""
    one, other = society(call, 1), society(call, 2)
    register, together = (
        licensing(call).associations.register,
        licensing(call).associations.supervision.together,
    )

    def rename(association_id: str, name: str) -> None:
        with use(Context(SUPERVISOR)), together():
            register.rename(association_id, name, None, None)

    with ThreadPoolExecutor(1) as rival:
        with use(Context(SUPERVISOR)), together():
            register.rename(one, "جمعية الأمل", None, None)
            with pytest.raises(ConcurrentChange):
                rival.submit(rename, other, "جمعيّة الامل").result()
        with pytest.raises(NameTaken):
            rival.submit(rename, other, "جمعيّة الامل").result()


def _meanwhile(call: Caller, mine: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Both begin before either has ended: only one is done."""
    together = licensing(call).associations.supervision.together

    def other() -> None:
        with use(Context(SUPERVISOR)), together():
            theirs()

    with ThreadPoolExecutor(1) as rival, use(Context(SUPERVISOR)), together():
        mine()
        with pytest.raises(ConcurrentChange):
            rival.submit(other).result()


def _registration(call: Caller) -> str:
    made = call(SUPERVISOR, "get_association", {"association_id": society(call)})
    return str(made["licence_id"])


def test_no_permit_is_given_while_its_society_is_being_suspended(call: Caller) -> None:
    """The one writes a permit, the other what it stands on: both would be done otherwise."""
    area, registration = licensing(call).licences, _registration(call)
    _meanwhile(
        call,
        lambda: area.issuing.issue(new_id(), a_grant(under=registration)),
        lambda: area.oversight.suspend(registration, UNSAFE, "supervisor-1"),
    )


def test_a_visit_opens_for_who_holds_the_place_though_it_is_passed_on_meanwhile(
    call: Caller,
) -> None:
    area, registration = licensing(call).licences, _registration(call)
    heir = a_holder(name="رنا سليم حداد", national_number="9872012345", logins=frozenset())
    _meanwhile(
        call,
        lambda: area.issuing.holders(registration),
        lambda: area.issuing.pass_on(registration, new_id(), heir),
    )


BARE = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e77"


def test_one_without_a_registration_is_given_one_by_whoever_changes_it_first(call: Caller) -> None:
    area = licensing(call).associations
    registration = a_registration(
        number="77/2010", place=Place("JO-AM", None, None), application_id=None
    )
    with use(Context(ADMINISTRATOR)), area.supervision.together():
        area.register.register(BARE, registration, "administrator-1")
    asked = {"association_id": BARE, "measure": "warning", "reason": "مخالفة مالية."}
    ended = outcomes(lambda _: call(SUPERVISOR, "take_association_measure", asked), range(4))
    assert ended == Counter(done=4)
    kept = call(SUPERVISOR, "get_association", {"association_id": BARE})
    shown = call(SUPERVISOR, "show_licence", {"licence_id": kept["licence_id"]})
    assert (shown["number"], shown["state"]) == ("77/2010", "valid")


def test_a_name_is_known_however_it_is_spelled(call: Caller) -> None:
    one, other = society(call, 1), society(call, 2)
    register = licensing(call).associations.register
    with use(Context(SUPERVISOR)), licensing(call).associations.supervision.together():
        register.rename(one, "جمعية الأمل", None, None)
    with (
        use(Context(SUPERVISOR)),
        licensing(call).associations.supervision.together(),
        pytest.raises(NameTaken),
    ):
        register.rename(other, "جمعيّة الامل", None, None)
