"""Scripts on one clock: it moves seldom, never past a day by which one must go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.walks.agenda import Agenda, Led, Script, Until, next_stop

FIRST = date(2026, 12, 1)


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


@dataclass
class Days:
    """A clock without a system."""

    day: date = FIRST
    moves: list[date] = field(default_factory=list)

    def today(self) -> date:
        return self.day

    def move_to(self, day: date) -> None:
        self.day = day
        self.moves.append(day)

    def settle(self) -> None:
        return None


def led(days: Days, **scripts: Script) -> dict[str, Led]:
    found = {name: Led(name, script) for name, script in scripts.items()}
    Agenda(days, say=lambda _: None).lead(found.values())
    return found


def test_the_clock_stands_where_several_go_on() -> None:
    days = Days()
    seen: dict[str, date] = {}

    def waiting(name: str, *untils: Until) -> Script:
        yield from untils
        seen[name] = days.today()

    led(
        days,
        near=waiting("near", Until(on(3), on(6))),
        far=waiting("far", Until(on(5))),
        twice=waiting("twice", Until(on(4)), Until(on(40), on(41))),
    )
    assert days.moves == [on(5), on(40)]
    assert seen == {"near": on(5), "far": on(5), "twice": on(40)}


def test_nobody_is_kept_beyond_the_day_by_which_they_must_go_on() -> None:
    assert next_stop([Until(on(3), on(4)), Until(on(5))]) == on(3)
    assert next_stop([Until(on(3)), Until(on(100))]) == on(3)


def test_one_that_fails_or_comes_too_late_leaves_the_others_alone() -> None:
    def failing() -> Script:
        yield Until(on(1))
        raise AssertionError("not as it should be")

    def too_late() -> Script:
        yield Until(on(1))
        yield Until(on(0), on(1))

    def sound() -> Script:
        yield Until(on(2))

    ends = led(Days(), failing=failing(), too_late=too_late(), sound=sound())
    assert str(ends["failing"].failed) == "not as it should be"
    assert isinstance(ends["too_late"].failed, AssertionError)
    assert (ends["sound"].over, ends["sound"].failed) == (True, None)
