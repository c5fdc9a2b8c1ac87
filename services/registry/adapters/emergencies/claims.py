"""The target list of an emergency as claims on its payment lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.documents import Documents
from services.registry.adapters.payments.records import RecordsOfPersons
from services.registry.app.batches import in_batches
from services.registry.app.emergencies.ports import Target, Targets
from services.registry.domain.emergencies.counting import on_their_own, part_of, still_there
from services.registry.domain.payments.course import MonthRules
from services.registry.domain.payments.facts import Claim, Source
from services.registry.domain.payments.payment import Payment, counted_key

BATCH = 500


class TargetClaims:
    """The households on a target list, and who of them lives elsewhere by now.

    Of an amount per household only what was targeted counts. The places are those where people
    lived when it was written: who moved away since was there, and is entitled.
    """

    def __init__(
        self,
        targets: Targets,
        documents: Documents,
        payments: Store[Payment],
        records: RecordsOfPersons,
    ) -> None:
        self._targets = targets
        self._documents = documents
        self._payments = payments
        self._records = records

    def of(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        for batch in in_batches(self._targets.after(source.id, after), BATCH):
            look = self._look(source, batch)
            for each in batch:
                if not each.person_ids:
                    yield Claim(each.household_id, each.household_id, None, each.amount_fils)
                elif persons := look.still_there(each):
                    fils = part_of(each.amount_fils, len(persons), len(each.person_ids))
                    yield Claim(each.household_id, each.household_id, None, fils, counted=persons)

    def former(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        """Who is no longer of a household that is on the list, each by themself."""
        # From the very household of the last claim on: some of it may not have been listed yet.
        begin = None if after is None else _household(after)[:-1]
        for batch in in_batches(self._targets.after(source.id, begin), BATCH):
            look = self._look(source, [each for each in batch if each.person_ids])
            for each in look.targets:
                fils = part_of(each.amount_fils, 1, len(each.person_ids))
                for person in sorted(look.on_their_own(each)):
                    claim_id = f"{each.household_id}/{person}"
                    if fils and (after is None or claim_id > after):
                        yield Claim(claim_id, each.household_id, person, fils, counted=(person,))

    def standing(
        self, source: Source, month: str, claims: Sequence[Claim], rules: MonthRules
    ) -> Mapping[str, int | None]:
        """All of them: the emergency is approved with its list, and cancelled with it. Of whom no
        longer all live there, or another claim was paid for some, another amount is due."""
        by_person = [each for each in claims if each.counted and not each.owed]
        homes = self._homes([each.household_id for each in by_person if each.person_id is None])
        persons = {each for claim in by_person for each in claim.counted}
        lives = frozenset[str]().union(*homes.values())
        stays, counted = self._records.staying(persons - lives), self._counted(source, persons)
        due: dict[str, int | None] = {each.id: each.amount_fils for each in claims}
        for each in by_person:
            there = set(each.counted)
            if each.person_id is None:
                home = homes.get(each.household_id, frozenset())
                there = {one for one in there if stays.get(one, one) in home}
            left = still_there(each.counted, there, counted, each.id)
            due[each.id] = part_of(each.amount_fils or 0, len(left), len(each.counted))
        return due

    def _look(self, source: Source, targets: Sequence[Target]) -> _Look:
        persons = {person for each in targets for person in each.person_ids}
        homes = self._homes([each.household_id for each in targets if each.person_ids])
        # Whose record was merged since is asked for by the one that stays.
        lives = frozenset[str]().union(*homes.values())
        stays = self._records.staying(persons - lives)
        known = {each: stays.get(each, each) for each in persons}
        return _Look(targets, homes, known, self._counted(source, known.values()))

    def _homes(self, household_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        found = self._documents.some("households", household_ids, ("head_id", "members", "status"))
        return {
            household_id: frozenset(
                {state["head_id"], *(each["person_id"] for each in state["members"])}
            )
            for household_id, state in found.items()
            if state.get("status") != "dissolved"
        }

    def _counted(self, source: Source, persons: Collection[str]) -> dict[str, str]:
        """By person the claim by which they are paid for already, by any record."""
        if not persons:
            return {}
        also = self._records(set(persons))
        keys = {
            counted_key(source, record): each
            for each, others in also.items()
            for record in (each, *others)
        }
        found: dict[str, str] = {}
        for payment in self._payments.each(Criteria(any_of={"counted": sorted(keys)})):
            for key in payment.counted:
                if key in keys:
                    found[keys[key]] = payment.claim.id
        return found


class _Look:
    """Who of some targets lives where, and is paid for already; by the records that stay."""

    def __init__(
        self,
        targets: Sequence[Target],
        homes: Mapping[str, frozenset[str]],
        stays: Mapping[str, str],
        counted: Mapping[str, str],
    ) -> None:
        self.targets = targets
        self._homes = homes
        self._stays = stays
        self._counted = counted

    def still_there(self, target: Target) -> tuple[str, ...]:
        return still_there(*self._asked(target))

    def on_their_own(self, target: Target) -> tuple[str, ...]:
        return on_their_own(*self._asked(target))

    def _asked(
        self, target: Target
    ) -> tuple[Sequence[str], Collection[str], Mapping[str, str], str]:
        # Two of these may be one person since: counted once.
        persons = list(dict.fromkeys(self._stays[each] for each in target.person_ids))
        home = self._homes.get(target.household_id, frozenset())
        return persons, home, self._counted, target.household_id


def _household(claim_id: str) -> str:
    return claim_id.partition("/")[0]
