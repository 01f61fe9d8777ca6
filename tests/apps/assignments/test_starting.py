"""Geir, Mona and Arvid sign in their order; nothing starts before, and nothing that is signed is altered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from pafyll.apps.agreements import queries as agreements
from pafyll.apps.agreements.queries import SignedAgreement
from pafyll.apps.assignments.models import Assignment, AssignmentBudget, Checklist
from pafyll.apps.assignments.queries.gates import gates_of
from pafyll.apps.assignments.queries.pricing import figures_for, priced
from pafyll.apps.assignments.queries.workload import workload_of
from pafyll.apps.assignments.services.budgeting import (
    BudgetTerms,
    PurchaseTerms,
    WorkTerms,
    save_budget,
    semesters_of,
    start_budget,
)
from pafyll.apps.assignments.services.checking import (
    countersign,
    fingerprint,
    in_force,
    reopen_list,
    sign_project_list,
    sign_unit_list,
)
from pafyll.apps.assignments.services.classifying import classify
from pafyll.apps.assignments.services.entering_figures import NewRate, enter_duty, enter_rate
from pafyll.apps.assignments.services.price_documents import price_document
from pafyll.apps.assignments.services.signing_budgets import sign_budget
from pafyll.apps.assignments.services.starting import (
    cancel_assignment,
    finish_assignment,
    start_assignment,
    stop_assignment,
)
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged, Refusal
from pafyll.domain.assignments.checklists import PROJECT, UNIT
from pafyll.domain.values import Kroner
from tests.apps.assignments.place import AT, PRICE, WORK, Place, Role
from tests.factories import (
    AssignmentFactory,
    RoleGrantFactory,
    UnitFactory,
    UnitMembershipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def agreed(monkeypatch):
    """The parties have signed an agreement on the price of the table."""
    found = SignedAgreement("AVT-1", 1, Kroner(PRICE), date(2026, 8, 1), date(2027, 6, 30), Kroner(0))
    monkeypatch.setattr(agreements, "signed_agreement_about", lambda about: found)
    return found


def refusal(call, **given) -> str:
    with pytest.raises(Refusal) as refused:
        call(**given, at=AT)
    return refused.value.answer.code


def missing(place) -> list[str]:
    return [step.code for step in gates_of(place.fresh()) if not step.answer]


def test_everything_signed_in_order_and_the_assignment_starts(place, agreed):
    place.everything()
    assert missing(place) == []

    start_assignment(assignment=place.assignment, by=place.geir, at=AT)

    one = place.fresh()
    assert (one.status, one.start.agreed, one.start.agreement) == ("started", PRICE, "AVT-1")
    assert one.start.budget.price == PRICE
    about = f"assignment:{one.pk}"
    verbs = list(Event.objects.filter(about=about).order_by("pk").values_list("verb", flat=True))
    assert verbs[-1] == "started"
    assert {"classified", "signed_as_project_leader", "signed_as_economist", "signed_as_unit_head"} <= set(verbs)


def test_nothing_signed_and_the_refusal_names_what_is_missing_and_who_has_it(place):
    with pytest.raises(Refusal) as refused:
        start_assignment(assignment=place.assignment, by=place.geir, at=AT)

    said = str(refused.value.answer)
    for part in ("Pris og budsjett (prosjektøkonomen)", "sjekkliste (enhetslederen)", "Avtale (partene i avtalen)"):
        assert part in said
    assert place.fresh().status == "planned"


@pytest.mark.parametrize("step", ["classified", "signed_budget", "project_signed", "unit_signed"])
def test_each_thing_that_is_missing_stops_the_start(place, agreed, step):
    order = ["classified", "signed_budget", "project_signed", "unit_signed"]
    for name in order[: order.index(step)]:
        getattr(place, name)()

    assert refusal(start_assignment, assignment=place.assignment, by=place.geir) == "gates_closed"


def test_without_an_agreement_it_does_not_start(place):
    place.everything()

    assert missing(place) == ["agreement"]
    assert refusal(start_assignment, assignment=place.assignment, by=place.geir) == "gates_closed"


def test_an_agreement_on_another_sum_does_not_open_its_gate(place, monkeypatch):
    other = SignedAgreement("AVT-1", 1, Kroner(PRICE - 1), date(2026, 8, 1), date(2027, 6, 30), Kroner(0))
    monkeypatch.setattr(agreements, "signed_agreement_about", lambda about: other)
    place.everything()

    assert missing(place) == ["agreement"]


def test_the_database_itself_lets_nothing_start_unsigned(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=place.assignment.pk).update(status="started")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=place.assignment.pk).update(status="finished")
    columns = {name: getattr(place.assignment, name) for name in ("provider_id", "unit_id", "counterpart_id")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            **columns,
            number="X-1",
            title="Snarvei",
            status="started",
            starts_on=date(2026, 8, 1),
            ends_on=date(2026, 9, 1),
            created_at=AT,
        )


def test_a_start_on_papers_of_another_assignment_is_refused_by_the_database(place, agreed):
    place.everything()
    other = AssignmentFactory(unit=place.unit)
    start_assignment(assignment=place.assignment, by=place.geir, at=AT)
    own = place.fresh().start
    columns = {name: getattr(own, name) for name in ("budget_id", "project_list_id", "unit_list_id", "started_by_id")}
    type(own).objects.create(assignment=other, **columns, agreement="A", agreement_version=1, agreed=1, started_at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=other.pk).update(status="started")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assignments_assignmentbudget SET price = 1",
        "UPDATE assignments_assignmentbudget SET lines = '[]'",
        "UPDATE assignments_assignmentbudget SET status = 'draft'",
        "UPDATE assignments_budgetwork SET hours = 1",
        "DELETE FROM assignments_budgetwork",
        "UPDATE assignments_checklist SET answers = '{}'",
        "UPDATE assignments_checklist SET status = 'draft'",
        "UPDATE assignments_checklistsignature SET sha256 = 'x'",
        "DELETE FROM assignments_checklistsignature",
        "UPDATE assignments_classification SET because = 'x'",
        "UPDATE assignments_unitrate SET value = 1",
        "DELETE FROM assignments_unitrate",
    ],
)
def test_the_database_itself_keeps_what_is_signed(place, statement):
    place.everything()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_row_cannot_be_slipped_into_a_signed_budget(place):
    place.everything()
    budget = AssignmentBudget.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        budget.work.create(kind="lecture", category="lecturer", hours=1, semester="2026H")


def test_the_price_is_kept_when_the_units_figures_change_afterwards(place):
    place.classified()
    budget = place.signed_budget()
    rate = NewRate("factor_lecture", Decimal(8), date(2026, 1, 1), "Nytt vedtak", "Mer forberedelse")
    enter_rate(unit=place.unit, rate=rate, by=place.arvid, at=AT)

    budget = AssignmentBudget.objects.select_related("assignment__unit").get(pk=budget.pk)
    shown = priced(budget)
    assert (budget.price, int(shown.price.total), int(shown.price.per_day)) == (PRICE, PRICE, 38_019)
    assert shown.price.credited == 90
    new = place.budgeted(why="Nye faktorer")
    assert priced(new).price.total > PRICE


def test_the_price_is_set_as_a_document_when_the_budget_is_signed(place):
    place.classified()
    budget = place.signed_budget(purchases=(PurchaseTerms("Rom", 4_000, "Tilbud fra hotellet"),))

    document = price_document(budget)
    assert document.kind == "assignment_price"
    assert "Forelesning, Professor og førsteamanuensis" in document.text
    text = " ".join(document.text.split())
    assert "8 timer × 4 = 32 timers arbeid, av 1 600 timer i året til 1 200 000 kr" in text
    assert "Tilbud fra hotellet" in document.text


def test_a_unit_without_a_figure_cannot_sign_and_is_told_which(place):
    place.classified()
    budget = place.budgeted(work=(WorkTerms("guidance", "lecturer", Decimal(4), "2026H"), *WORK[3:]))
    place.assignment.unit = bare = UnitFactory(provider=place.unit.provider)
    place.assignment.save()
    assert figures_for(bare, day=date(2026, 8, 17)).lacking(["factor_guidance"])

    with pytest.raises(Refusal) as refused:
        sign_budget(budget=budget, edition=budget.edition, by=place.mona, at=AT)
    assert "Timer arbeid for én veiledningstime" in str(refused.value.answer)


def test_a_section_uses_the_departments_figure_until_it_has_its_own(place):
    section = UnitFactory(provider=place.unit.provider, parent=place.unit, name="Seksjon")
    assert figures_for(section, day=date(2026, 8, 17)).of("factor_guidance").value == 2

    rate = NewRate("factor_guidance", Decimal(3), date(2026, 8, 1), "Seksjonens vedtak", "Mer oppfølging")
    enter_rate(unit=section, rate=rate, by=place.mona, at=AT)

    found = figures_for(section, day=date(2026, 8, 17)).of("factor_guidance")
    assert (found.value, found.source) == (3, f"Seksjonens vedtak (Seksjon, {place.mona} 10.03.2026)")
    assert figures_for(section, day=date(2026, 7, 31)).of("factor_guidance").value == 2


def test_only_those_with_the_role_sign_and_nobody_signs_two_steps(place):
    place.classified()
    budget = place.budgeted()
    for user in (place.geir, place.liv, place.arvid, place.far):
        assert refusal(sign_budget, budget=budget, edition=budget.edition, by=user) == "not_your_signature"
    kept = place.answered(PROJECT, place.geir)
    assert refusal(sign_project_list, checklist=kept, edition=kept.edition, by=place.mona) == "not_project_leader"
    sign_project_list(checklist=kept, edition=kept.edition, by=place.geir, at=AT)
    assert refusal(countersign, checklist=kept, by=place.arvid) == "not_your_signature"
    RoleGrantFactory(person=place.geir.person, role=Role.PROJECT_ECONOMIST, organisation=place.unit.provider)
    assert refusal(countersign, checklist=kept, by=place.geir) == "signs_own_work"
    countersign(checklist=kept, by=place.mona, at=AT)
    sign_budget(budget=budget, edition=budget.edition, by=place.mona, at=AT)
    RoleGrantFactory(person=place.mona.person, role=Role.UNIT_HEAD, organisation=place.unit.provider)
    kept = place.answered(UNIT, place.arvid)
    assert refusal(sign_unit_list, checklist=kept, edition=kept.edition, by=place.mona) == "signs_own_work"


def test_the_unit_head_signs_after_the_others(place):
    place.classified()
    kept = place.answered(UNIT, place.arvid)
    assert refusal(sign_unit_list, checklist=kept, edition=kept.edition, by=place.arvid) == "project_list_first"
    place.project_signed()
    assert refusal(sign_unit_list, checklist=kept, edition=kept.edition, by=place.arvid) == "budget_first"
    place.signed_budget()
    signed = sign_unit_list(checklist=kept, edition=kept.edition, by=place.arvid, at=AT)

    assert (signed.budget.version, signed.project_list.version) == (1, 1)
    assert signed.signatures.get().sha256 == fingerprint(signed)


def test_a_list_that_is_opened_again_closes_the_gates_until_all_have_signed_anew(place, agreed):
    place.everything()
    assert (
        refusal(reopen_list, checklist=in_force(place.assignment, PROJECT), by=place.geir, why=" ") == "reason_missing"
    )

    reopen_list(checklist=in_force(place.assignment, PROJECT), why="Ny medarbeider", by=place.geir, at=AT)

    assert missing(place) == ["project_list", "unit_list"]
    old = Checklist.objects.get(kind=PROJECT, version=1)
    assert (old.status, old.signatures.count()) == ("reopened", 2)
    place.project_signed()
    assert missing(place) == ["unit_list"]
    reopen_list(checklist=in_force(place.assignment, UNIT), why="Ny liste fra prosjektet", by=place.arvid, at=AT)
    place.unit_signed()
    assert missing(place) == []


def test_a_new_version_of_the_budget_closes_the_gates_and_replaces_the_old_when_it_is_signed(place, agreed):
    place.everything()
    assert refusal(start_budget, assignment=place.assignment, by=place.mona) == "reason_missing"

    draft = place.budgeted(why="Færre reiser", travel=20_000)
    assert missing(place) == ["budget", "unit_list"]
    sign_budget(budget=draft, edition=draft.edition, by=place.mona, at=AT)

    assert [one.status for one in AssignmentBudget.objects.order_by("version")] == ["replaced", "signed"]
    assert missing(place) == ["unit_list", "agreement"]


def test_a_new_classification_closes_the_gate_of_the_budget_and_is_locked_by_the_unit_heads_signature(place):
    place.classified("commissioned")
    place.signed_budget()
    place.classified("contribution")
    assert "budget" in missing(place)

    place.classified("commissioned")
    place.project_signed()
    place.unit_signed()
    given = {"funding": "contribution", "because": "Likevel", "by": place.mona}
    assert refusal(classify, assignment=place.assignment, **given) == "vouched_for"
    assert place.assignment.classifications.count() == 3


def test_two_who_save_or_sign_at_once_do_not_both_win(place):
    place.classified()
    budget = place.budgeted()
    seen = budget.edition
    save_budget(budget=budget, terms=BudgetTerms(travel=5, work=WORK), edition=seen, by=place.geir, at=AT)

    with pytest.raises(AlreadyChanged):
        save_budget(budget=budget, terms=BudgetTerms(), edition=seen, by=place.mona, at=AT)
    with pytest.raises(AlreadyChanged):
        sign_budget(budget=budget, edition=seen, by=place.mona, at=AT)


def test_work_outside_the_assignment_or_by_others_is_refused(place):
    draft = start_budget(assignment=place.assignment, by=place.mona, at=AT)
    for row, code in (
        (WorkTerms("lecture", "lecturer", Decimal(8), "2028H"), "semester_outside"),
        (WorkTerms("lecture", "lecturer", Decimal(8), "2026H", place.liv.person.pk), "not_a_member"),
        (WorkTerms("dance", "lecturer", Decimal(8), "2026H"), "budget_row_wrong"),
        (WorkTerms("lecture", "lecturer", Decimal(0), "2026H"), "budget_row_wrong"),
    ):
        terms = BudgetTerms(work=(row,))
        assert refusal(save_budget, budget=draft, terms=terms, edition=draft.edition, by=place.mona) == code


def test_how_an_assignment_ends(place, agreed):
    assert (
        refusal(finish_assignment, assignment=place.assignment, why="Ferdig", by=place.geir) == "not_from_this_status"
    )
    place.everything()
    start_assignment(assignment=place.assignment, by=place.geir, at=AT)
    assert refusal(cancel_assignment, assignment=place.fresh(), why="Nei", by=place.liv) == "not_from_this_status"
    assert refusal(stop_assignment, assignment=place.fresh(), why="Nei", by=place.geir) == "may_not_end"
    assert refusal(stop_assignment, assignment=place.fresh(), why=" ", by=place.liv) == "reason_missing"
    stop_assignment(assignment=place.fresh(), why="Kommunen trakk seg", by=place.liv, at=AT)

    assert place.fresh().status == "stopped"
    other = AssignmentFactory(unit=place.unit)
    cancel_assignment(assignment=other, why="For få deltakere", by=place.arvid, at=AT)
    assert Assignment.objects.get(pk=other.pk).status == "cancelled"


def test_a_semesters_load_is_the_signed_hours_beside_the_duty_and_the_drafts_are_apart(place):
    member = UnitMembershipFactory(unit=place.unit, person=place.geir.person)
    RoleGrantFactory(person=place.liv.person, role=Role.SECTION_LEADER, organisation=place.unit.provider)
    duty = {"membership": member, "source": "Arbeidsplanen", "by": place.liv}
    enter_duty(**duty, hours=Decimal(100), starts_on=date(2026, 1, 1), at=AT)
    enter_duty(**duty, hours=Decimal(40), starts_on=date(2027, 1, 1), at=AT)
    assert refusal(enter_duty, **duty, hours=Decimal(9), starts_on=date(2026, 5, 1)) == "duty_not_later"
    geir = place.geir.person.pk
    mine = (
        WorkTerms("lecture", "professor", Decimal(8), "2026H", geir),
        WorkTerms("seminar", "professor", Decimal(14), "2027V", geir),
        WorkTerms("planning", "professor", Decimal(5), "2026H", geir),
    )
    place.classified()
    draft = place.budgeted(work=mine)
    semesters = semesters_of(date(2026, 8, 1), date(2027, 7, 31))

    def loads():
        return workload_of(place.unit.provider, semesters, day=date(2026, 3, 10))[0].loads

    assert [(load.drafted, load.signed.hours) for load in loads()] == [(37, 0), (42, 0)]
    sign_budget(budget=draft, edition=draft.edition, by=place.mona, at=AT)
    autumn, spring = loads()
    assert (autumn.signed.hours, autumn.signed.duty, autumn.signed.left, autumn.drafted) == (37, 100, 63, 0)
    assert spring.signed.is_too_much
