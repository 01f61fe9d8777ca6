"""Who writes what is known of teachers, who moves money, and what waits before a paper is issued."""

from __future__ import annotations

from decimal import Decimal

from pafyll.apps.casework.models import CasePaper
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.planning.services.assuming import assume
from pafyll.apps.planning.services.budgeting import remove_source
from pafyll.apps.planning.services.reallocating import carry_out_reallocation, prepare_reallocation
from pafyll.apps.planning.services.stating import confirm_statement, state_credits
from pafyll.apps.planning.services.wishing import withdraw_wish
from tests.architecture.named_witnesses import Outcomes, tried, witness_of
from tests.factories import (
    BudgetSourceFactory,
    CaseFactory,
    CasePaperFactory,
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PaperVersionFactory,
    PersonFactory,
    RoleGrantFactory,
    StatedDocumentFactory,
    StudyWishFactory,
)
from tests.factories.base import NOW
from tests.factories.budget_town import budget_town


def _works_for(owner):
    return RoleGrantFactory(owner_officer=True, organisation=owner).person.user


@witness_of("planning.permissions.budget", "may_remove_source")
def siri_takes_a_source_out_of_her_own_owners_budget() -> Outcomes:
    source = BudgetSourceFactory()
    people = _works_for(source.owner), _works_for(OrganisationFactory(municipality=True))
    return [tried(remove_source, source=source, by=by, at=NOW) for by in people]


@witness_of("planning.permissions.budget", "may_carry_out_reallocation")
def marit_carries_out_what_siri_prepared() -> Outcomes:
    town = budget_town()
    giver, taker = (town.money(purpose, purpose, {2026: 400_000}) for purpose in ("further", "in_service"))
    given = {"giver": giver, "taker": taker, "year": 2026, "amount": 50_000, "grounds": "Flere på kurs."}
    reallocation = prepare_reallocation(**given, by=town.user("siri"), at=NOW)
    return [
        tried(carry_out_reallocation, reallocation=reallocation, resolution="Sak 31/26", by=town.user(key), at=NOW)
        for key in ("marit", "siri", "ola")
    ]


@witness_of("planning.permissions.findings", "settled_before_issuing")
def a_paper_waits_for_somebody_to_say_where_the_owner_stands() -> Outcomes:
    settled, open_matter = (CaseFactory(officer=RoleGrantFactory().person.user) for _ in range(2))
    StatedDocumentFactory(owner=open_matter.owner, case=open_matter)
    return [_issues(case) for case in (settled, open_matter)]


def _issues(case):
    RoleGrantFactory(owner_officer=True, organisation=case.owner, person=case.officer.person)
    paper = CasePaperFactory(case=case)
    PaperVersionFactory(paper=paper)
    given = {"paper": paper, "seen": paper.current, "audience": CasePaper.Audience.PUBLIC}
    return tried(issue_paper, **given, by=case.officer, at=NOW)


@witness_of("planning.permissions.plans", "may_withdraw_wish")
def kari_takes_her_own_wish_back() -> Outcomes:
    wish = StudyWishFactory()
    return [tried(withdraw_wish, wish=wish, by=one.user, at=NOW) for one in (wish.person, PersonFactory())]


@witness_of("planning.permissions.staff", "may_state")
def kari_types_in_her_own_credits() -> Outcomes:
    kari = PersonFactory()
    return [_states(kari, by=one.user) for one in (kari, PersonFactory())]


def _states(person, by, school=None):
    return tried(state_credits, person=person, subject="mathematics", credits=Decimal(30), school=school, by=by, at=NOW)


@witness_of("planning.permissions.staff", "may_keep_staff", "may_lead", "works_at")
def per_writes_what_those_at_his_school_have() -> Outcomes:
    kari = EmploymentFactory()
    school = kari.workplace
    per, principal = (
        RoleGrantFactory(principal=True, organisation=place).person.user for place in (school, OrganisationFactory())
    )
    tries = (kari.person, per), (kari.person, principal), (PersonFactory(), per)
    return [_states(person, by, school) for person, by in tries]


@witness_of("planning.permissions.staff", "may_confirm")
def per_confirms_what_others_typed_in_and_not_his_own() -> Outcomes:
    school = OrganisationFactory()
    per = RoleGrantFactory(principal=True, organisation=school).person
    people = PersonFactory(), per
    for one in people:
        EmploymentFactory(person=one, workplace=school)
        CreditsHeldFactory(person=one, unconfirmed=True)
    given = {"what": "mathematics", "school": school, "by": per.user, "at": NOW}
    return [tried(confirm_statement, person=one, **given) for one in people]


@witness_of("planning.permissions.staff", "may_assume")
def siri_says_what_her_own_owner_assumes() -> Outcomes:
    owner = OrganisationFactory(municipality=True)
    given = {"owner": owner, "age": 62, "years": 5, "grounds": "Erfaring."}
    people = _works_for(owner), _works_for(OrganisationFactory(municipality=True))
    return [tried(assume, **given, by=by, at=NOW) for by in people]
