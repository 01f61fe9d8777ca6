"""What support may do with two rows of one human being, and who may not."""

from __future__ import annotations

from pafyll.apps.privacy.services.merging import merge_people, undo_merge
from pafyll.apps.privacy.services.seeing_as import see_as
from tests.architecture.named_witnesses import Outcomes, tried, witness_of
from tests.factories import PersonFactory, PersonMergeFactory, RoleGrantFactory
from tests.factories.base import NOW

WHY = "Samme lærer, meldt inn av to skoler."


@witness_of("privacy.permissions", "may_merge", "_are_two_rows", "_may_be_one", "_is_not_gone", "says_why")
def selma_makes_two_rows_of_one_human_being_one() -> Outcomes:
    selma, stranger = RoleGrantFactory(support=True).person.user, PersonFactory().user
    kari, twin = PersonFactory(birth_year=1987), PersonFactory(unknown=True, birth_year=1987)
    mother, merged = PersonFactory(unknown=True, birth_year=1960), PersonFactory(unknown=True, birth_year=1987)
    PersonMergeFactory(gone=merged)

    def merges(gone, by=selma, why=WHY):
        return tried(merge_people, kept=kari, gone=gone, why=why, by=by, at=NOW)

    return [merges(twin), merges(twin, by=stranger), merges(kari), merges(mother), merges(merged), merges(twin, why="")]


@witness_of("privacy.permissions", "may_undo_merge")
def selma_makes_them_two_again() -> Outcomes:
    merge = PersonMergeFactory()
    people = RoleGrantFactory(support=True).person, PersonFactory()
    return [tried(undo_merge, merge=merge, why=WHY, by=one.user, at=NOW) for one in people]


@witness_of("privacy.permissions", "may_support", "may_see_as", "_is_another", "_can_log_in", "_is_not_support")
def selma_sees_the_pages_as_somebody_who_can_log_in_sees_them() -> Outcomes:
    selma, colleague = (RoleGrantFactory(support=True).person for _ in range(2))
    kari, never = PersonFactory(), PersonFactory(unknown=True)
    tries = (kari, selma), (kari, PersonFactory()), (selma, selma), (never, selma), (colleague, selma)
    return [tried(see_as, person=person, why=WHY, by=by.user, at=NOW) for person, by in tries]
