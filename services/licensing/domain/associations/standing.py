"""Good standing: a pure function of what was recorded by a day, explained by its criteria."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from services.licensing.domain.associations import parts
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.membership import Membership
from services.licensing.domain.associations.rules import AssociationRules
from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Criterion:
    """One thing that good standing wants, whether it is so, and how that is said."""

    code: str
    met: bool
    words: Words


@dataclass(frozen=True)
class Standing:
    """How an association stood at the end of a day, and why."""

    day: date
    good: bool
    because: tuple[Criterion, ...]


def standing(
    association: Association,
    membership: Membership | None,
    day: date,
    rules: AssociationRules,
) -> Standing:
    """By the criteria for members of unions where there is a membership, otherwise by the others.

    What was recorded after the day counts for nothing: asked again later, the answer is the same.
    """
    wanted = rules.required_alone if membership is None else rules.required_to_vote
    found = {code: CRITERIA[code](association, membership, day, rules) for code in wanted}
    because = tuple(Criterion(code, met, said(code, met)) for code, met in found.items())
    return Standing(day, all(each.met for each in because), because)


def missing_reports(association: Association, day: date, rules: AssociationRules) -> list[int]:
    """The years whose report was due by this day and had not been accepted by then."""
    filed = {each.year for each in association.reports if each.recorded_on <= day}
    first = association.first_report_year
    return [
        year
        for year in range(first, day.year)
        if rules.report_due_by(year) < day and year not in filed
    ]


def said(code: str, met: bool) -> Words:
    """How a criterion is said that is met, or is not."""
    return WORDS[code][0 if met else 1]


def _registered(
    made: Association, member: Membership | None, day: date, rules: AssociationRules
) -> bool:
    known = made.recorded_on <= day
    return known and (day - made.registered_on).days >= rules.registered_days


CRITERIA: Mapping[str, Callable[[Association, Membership | None, date, AssociationRules], bool]] = {
    "active": lambda made, member, day, rules: made.state_on(day) is parts.AssociationState.ACTIVE,
    "registered_long_enough": _registered,
    "reports_filed": lambda made, member, day, rules: not missing_reports(made, day, rules),
    "board_in_term": lambda made, member, day, rules: made.board_on(day) is not None,
    "no_open_warning": lambda made, member, day, rules: made.warning_on(day) is None,
    "competent_ministry": lambda made, member, day, rules: (
        made.ministry_on(day) in rules.voting_ministries
    ),
    "member": lambda made, member, day, rules: member is not None and member.holds_on(day),
    "dues_paid": lambda made, member, day, rules: member is not None and member.paid_on(day),
}
"""What good standing can want; the rules say which of them it does."""

WORDS: Mapping[str, tuple[Words, Words]] = {
    "active": (
        Words("عاملة، غير موقوفة وغير منحلّة", "active: neither suspended nor dissolved"),
        Words("موقوفة أو منحلّة", "suspended or dissolved"),
    ),
    "registered_long_enough": (
        Words("مضت على تسجيلها المدة المطلوبة", "registered for as long as is required"),
        Words("لم تمضِ على تسجيلها المدة المطلوبة", "not yet registered for as long as required"),
    ),
    "reports_filed": (
        Words("التقارير السنوية المستحقة مقبولة", "every annual report that was due is accepted"),
        Words("تقرير سنوي مستحق لم يُقبل", "an annual report that was due is missing"),
    ),
    "board_in_term": (
        Words("هيئة إدارية ضمن مدتها", "the board is within its term"),
        Words("لا هيئة إدارية ضمن مدتها", "no board within its term"),
    ),
    "no_open_warning": (
        Words("لا إنذار قائم", "no warning stands"),
        Words("إنذار قائم لم يُعالَج سببه", "a warning stands and was not made good"),
    ),
    "competent_ministry": (
        Words("وزارتها المختصة تخوّلها الاقتراع", "its competent ministry lets it vote"),
        Words("تتبع وزارة لا تقترع جمعياتها", "a society of its ministry does not vote"),
    ),
    "member": (
        Words("عضو في الاتحاد", "a member of the union"),
        Words("ليست عضوًا في الاتحاد", "not a member of the union"),
    ),
    "dues_paid": (
        Words("الاشتراك مسدّد", "the dues are paid"),
        Words("الاشتراك غير مسدّد", "the dues are not paid"),
    ),
}
"""How each criterion is said: met, and not met."""
