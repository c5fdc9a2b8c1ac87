"""The work behind recomputations: the preview, and the changes that were approved."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from services.registry.app.eligibility.assessing import Rulebook
from services.registry.app.eligibility.changes import Change
from services.registry.app.eligibility.ports import Assessor
from services.registry.app.eligibility.recomputing import (
    BenefitOf,
    Population,
    Reassess,
    Recomputations,
    Undisturbed,
)
from services.registry.app.ports import Run
from services.registry.app.side_by_side import side_by_side
from services.registry.domain.eligibility.assessment import Reason
from services.registry.domain.eligibility.recomputation import (
    APPROVED,
    CANCELLED,
    PREVIEWING,
    Example,
    Scope,
)
from services.registry.domain.eligibility.scheme import Scheme

SAMPLE = 5
"""How many households of each outcome a preview explains."""

AT_A_TIME = 4
"""Changes under way: each mostly waits for the database's disk."""


@dataclass(frozen=True)
class Recomputing:
    """The work behind: the preview, and the changes."""

    recomputations: Recomputations
    population: Population
    rulebook: Rulebook
    benefit_of: BenefitOf
    assessor: Assessor
    reassess: Reassess
    undisturbed: Undisturbed

    def preview(self, recomputation_id: str, run: Run) -> None:
        """Find out who would gain and lose. Begun anew after a kill: it changes nothing."""
        recomputation = self.recomputations.load(recomputation_id)
        if recomputation.status != PREVIEWING:
            return
        scope, scheme = recomputation.scope, self._scheme_of(recomputation.scope)
        known = self.rulebook.indicators.on(scope.on)
        benefit = self.benefit_of(scope.programme_id)
        # As it was when it was asked for: what was changed since is not what will be approved.
        benefit = replace(benefit, amount_fils=scope.fixed_fils or scope.amount_fils)
        self.population.compute(recomputation, scheme, known, benefit)
        tallies = tuple(self.population.tallies(recomputation_id))
        run.reached(sum(each.households for each in tallies))
        examples = tuple(
            self._explained(each, scheme, scope.on)
            for each in self.population.examples(recomputation_id, SAMPLE)
        )

        def show() -> None:
            found = self.recomputations.get_companion(recomputation_id)
            if found.status != CANCELLED:
                found.show(tallies, examples)
                self.recomputations.save(found)

        self.undisturbed(show)

    def apply(self, recomputation_id: str, run: Run) -> None:
        """Make every change that was approved, once: also when a run before did some of them.

        By the rules and facts of now, not of the preview: what is no longer as it was approved
        stays as it is, and is counted (`skipped`).
        """
        changed, skipped = run.checkpoint.get("changed", 0), run.checkpoint.get("skipped", 0)
        after = run.checkpoint.get("after")
        recomputation = self.recomputations.load(recomputation_id)

        def reassess(change: Change) -> bool:
            return self.reassess(recomputation, change)

        changes = self.population.to_apply(recomputation_id, after)
        with closing(side_by_side(reassess, changes, AT_A_TIME)) as made:
            for change, done in made:
                changed, skipped = changed + done, skipped + (not done)
                run.reached(
                    changed + skipped, after=change.enrolment_id, changed=changed, skipped=skipped
                )

        def finish() -> None:
            found = self.recomputations.get_companion(recomputation_id)
            if found.status == APPROVED:
                found.finish(changed, skipped)
                self.recomputations.save(found)

        self.undisturbed(finish)

    def _scheme_of(self, scope: Scope) -> Scheme | None:
        if scope.fixed_fils is not None:
            return None
        return self.rulebook.on(scope.rules_version.partition("/")[0], scope.on)

    def _explained(self, change: Change, scheme: Scheme | None, day: date) -> Example:
        """With the reasons; a fixed amount has none."""
        reasons: tuple[Reason, ...] = ()
        if scheme is not None:
            reasons = self.assessor.assess(scheme.name, change.whom, day).reasons
        return Example(
            change.household_id,
            change.governorate,
            change.outcome,
            change.before_fils,
            change.after_fils,
            reasons,
            change.person_id,
        )
