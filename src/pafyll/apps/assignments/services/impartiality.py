"""Declaring ties in an assignment or an inquiry, and assessing them. Who is disqualified neither sees nor does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Assignment, AssignmentMember, ImpartialityStatement, Inquiry
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.permissions.inquiries import may_assess_at, visible_inquiries
from pafyll.apps.assignments.services.triage import as_viewer
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.organisations.models import Person
from pafyll.domain.answers import no
from pafyll.domain.assignments.impartiality import (
    DISQUALIFIED,
    IMPARTIAL,
    UNASSESSED,
    Ties,
    is_described,
    may_assess,
)
from pafyll.domain.assignments.taking_in import MESSAGE, fits, plain_words
from pafyll.domain.rules.deadlines import act_on, norwegian_day

Matter = Assignment | Inquiry


@transaction.atomic
def declare(*, matter: Matter, ties: Ties, by: User, at: datetime) -> ImpartialityStatement:
    """The person's own answers. Without ties they stand as impartial; with a tie somebody else assesses them."""
    person = _person_who_sees(matter, by, at)
    ties = Ties(ties.holds_post, ties.has_company, ties.has_other_tie, plain_words(ties.facts))
    require(is_described(ties))
    made = _replace(matter, person, by, at, ties, outcome=ties.first_outcome)
    record(about=matter.about, verb="declared", by=by, at=at, has_ties=ties.has_any)
    return made


@transaction.atomic
def step_aside(*, matter: Matter, facts: str, by: User, at: datetime) -> ImpartialityStatement:
    """The person finds herself disqualified, as fvl. § 8 lets her. From now on she neither sees nor does anything."""
    person, words = _person_who_sees(matter, by, at), plain_words(facts)
    require(fits(words, MESSAGE, "facts"))
    made = _replace(matter, person, by, at, Ties(has_other_tie=True, facts=words), outcome=DISQUALIFIED,
                    assessed_by=by, assessed_at=at, assessment=words, law=_law(at))  # fmt: skip
    _end_parts(matter, person, at)
    record(about=matter.about, verb="disqualified", by=by, at=at, officer=str(person))
    return made


@transaction.atomic
def assess(*, statement: ImpartialityStatement, outcome: str, assessment: str, by: User, at: datetime) -> None:
    """Another person, who is not disqualified herself, finds her impartial or disqualified, with grounds."""
    matter = matter_of(statement)
    require(may_assess_at(as_viewer(by, at), matter.provider_id))
    assessor = _person_who_sees(matter, by, at)
    require(may_assess(statement.person_id, assessor.pk, statement.has_ties))
    words = plain_words(assessment)
    require(fits(words, MESSAGE, "assessment"))
    if outcome not in (IMPARTIAL, DISQUALIFIED):
        raise Refusal(no("outcome_missing", "Velg habil eller inhabil.", field="outcome"))
    waiting = ImpartialityStatement.objects.filter(pk=statement.pk, outcome=UNASSESSED, superseded_at__isnull=True)
    if not waiting.update(outcome=outcome, assessment=words, law=_law(at), assessed_by=by, assessed_at=at):
        raise AlreadyChanged("erklæringen")
    if outcome == DISQUALIFIED:
        _end_parts(matter, statement.person, at)
    record(about=matter.about, verb="assessed", by=by, at=at, officer=str(statement.person), outcome=outcome)


def matter_of(statement: ImpartialityStatement) -> Matter:
    """What the statement is about."""
    matter = statement.assignment or statement.inquiry
    assert matter is not None  # a_statement_is_about_one_thing
    return matter


def statements_in(matter: Matter) -> QuerySet[ImpartialityStatement]:
    """Those in force, of an assignment also those from when it was an inquiry."""
    rows = ImpartialityStatement.objects.filter(superseded_at__isnull=True).select_related("person", "assessed_by")
    if isinstance(matter, Inquiry):
        return rows.filter(inquiry=matter)
    return rows.filter(assignment=matter) | rows.filter(inquiry__assignment=matter)


def outcome_of(matter: Matter, person: int) -> str | None:
    """How the person stands: the strictest of what is in force; None when she has declared nothing in it."""
    found = set(statements_in(matter).filter(person=person).values_list("outcome", flat=True))
    return next((one for one in (DISQUALIFIED, UNASSESSED, IMPARTIAL) if one in found), None)


def _person_who_sees(matter: Matter, by: User, at: datetime) -> Person:
    viewer, day = as_viewer(by, at), norwegian_day(at)
    rows = visible_inquiries(viewer) if isinstance(matter, Inquiry) else visible_assignments(viewer, day=day)
    if viewer.person is None or not rows.filter(pk=matter.pk).exists():
        raise Refusal(no("not_yours_to_say", "Du har ingen del i denne saken."))
    return viewer.person


def _replace(
    matter: Matter, person: Person, by: User, at: datetime, ties: Ties, **outcome: object
) -> ImpartialityStatement:
    type(matter)._default_manager.select_for_update().get(pk=matter.pk)
    about = {"inquiry": matter} if isinstance(matter, Inquiry) else {"assignment": matter}
    ImpartialityStatement.objects.filter(**about, person=person, superseded_at__isnull=True).update(superseded_at=at)
    return ImpartialityStatement.objects.create(
        **about, person=person, **vars(ties), declared_by=by, declared_at=at, **outcome
    )


def _end_parts(matter: Matter, person: Person, at: datetime) -> None:
    """She is no longer a member from today."""
    assignment = matter.assignment if isinstance(matter, Inquiry) else matter
    if assignment is not None:
        day = norwegian_day(at)
        AssignmentMember.objects.filter(in_force(day), assignment=assignment, person=person).update(ends_before=day)


def _law(at: datetime) -> str:
    act = act_on(norwegian_day(at))
    return act.law(act.impartiality)
