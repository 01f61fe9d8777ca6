"""Letters about changes and recovery: written from what the case stored, set the first time somebody asks, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.confirmation_letters import directorate_name
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services.letters import appeal_right
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.parts import MoneyLine, Signers
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.change_decision.type import ChangeDecision
from pafyll.apps.documents.types.recovery_decision.type import RecoveryDecision
from pafyll.apps.documents.types.recovery_forewarning.type import RecoveryForewarning
from pafyll.apps.documents.words import semester_in_words
from pafyll.apps.grants.models import Change, RecoveryCase
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.domain.lifecycles.change import ChangeStatus, RecoveryCaseStatus
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO


@transaction.atomic
def change_letter(*, change: Change, by: User, at: datetime, language: str = "nb") -> Document:
    """The decision on a change, to the participant. Only a decided one has a letter."""
    assert change.decision is not None
    return _kept("change_decision", change.about, language, lambda: _change(change), by, at)


@transaction.atomic
def forewarning_letter(*, case: RecoveryCase, by: User, at: datetime, language: str = "") -> Document:
    """The forewarning, to the owner, in its own form of Norwegian unless another is asked for."""
    language = language or case.commitment.owner.letter_language
    letter = _kept("recovery_forewarning", case.about, language, lambda: _forewarning(case), by, at)
    RecoveryCase.objects.filter(pk=case.pk, forewarning__isnull=True).update(forewarning=letter)
    return letter


@transaction.atomic
def recovery_letter(*, case: RecoveryCase, by: User, at: datetime, language: str = "") -> Document:
    """The decision on a recovery, to the owner, in its own form of Norwegian unless another is asked for.

    Only a decided one has a letter.
    """
    language = language or case.commitment.owner.letter_language
    assert case.decision is not None
    return _kept("recovery_decision", case.about, language, lambda: _recovery(case), by, at)


def _kept(
    kind: str, about: str, language: str, write: Callable[[], tuple[Head, Any]], by: User, at: datetime
) -> Document:
    kept = Document.objects.filter(about=about, kind=kind, language=language).order_by("-version").first()
    if kept is not None:
        return kept
    with override(language):
        head, context = write()
    return issue(kind=kind, head=head, context=context, about=about, by=by, at=at, language=language)


def _change(change: Change) -> tuple[Head, ChangeDecision]:
    decision, participation = change.decision, change.participation
    assert decision is not None
    context = ChangeDecision(
        is_granted=change.status == ChangeStatus.CARRIED_OUT,
        change=_(change.get_kind_display()),
        since=semester_in_words(change.since),
        person=str(participation.person),
        owner=change.owner.name,
        study=participation.study_name,
        grounds=_grounds(decision),
        money=tuple(_money(line) for line in decision.lines),
        signers=_signers(decision),
        appeal=replace(appeal_right(decision), has_page=False),  # the page is the owner's
    )
    return _head(participation.person, _day(decision.decided_at), decision.case_number, decision), context


def _forewarning(case: RecoveryCase) -> tuple[Head, RecoveryForewarning]:
    commitment = case.commitment
    participation = commitment.term.participation
    context = RecoveryForewarning(
        person=str(participation.person),
        study=participation.study_name,
        semester=semester_in_words(commitment.term.semester),
        paid=Kroner(commitment.paid),
        amount=Kroner(case.amount),
        grounds=case.grounds,
        comments_due_on=case.comments_due_on,
        case_officer=str(case.forewarned_by),
    )
    number = f"{_day(case.forewarned_at).year}/T{case.pk:05d}"
    return _head(commitment.owner, _day(case.forewarned_at), number, case.forewarned_by), context


def _recovery(case: RecoveryCase) -> tuple[Head, RecoveryDecision]:
    commitment, decision = case.commitment, case.decision
    assert decision is not None
    participation = commitment.term.participation
    context = RecoveryDecision(
        is_demanded=case.status == RecoveryCaseStatus.DECIDED,
        person=str(participation.person),
        study=participation.study_name,
        semester=semester_in_words(commitment.term.semester),
        paid=Kroner(commitment.paid),
        amount=Kroner(case.amount),
        forewarned_on=_day(case.forewarned_at),
        grounds=_grounds(decision),
        signers=_signers(decision),
        appeal=appeal_right(decision) if decision.outcome == "decided" else None,
    )
    return _head(commitment.owner, _day(decision.decided_at), decision.case_number, decision), context


def _head(to: Person | Organisation, day: date, number: str, contact: Decision | User) -> Head:
    by = contact.prepared_by if isinstance(contact, Decision) else contact
    return Head(
        sender=directorate_name(),
        recipient=str(to),
        dated_on=day,
        case_number=number,
        recipient_lines=(to.email,) if to.email else (),
        contact=str(by),
    )


def _grounds(decision: Decision) -> tuple[str, ...]:
    return tuple(said(step) for step in decision.grounds["steps"])


def said(step: Mapping[str, Any]) -> str:
    """A stored step in the language that is switched on: the sentence, and those of its facts that are our words."""
    facts = {name: _(fact) if isinstance(fact, str) and fact else fact for name, fact in step["facts"].items()}
    return _(str(step["text"])).format_map(facts)


def _money(line: Mapping[str, Any]) -> MoneyLine:
    label = f"{_(str(line['label']))}, {semester_in_words(str(line['semester']))}"
    return MoneyLine(label, Kroner(line["amount"]), _(str(line["template"])).format_map(line["facts"]))


def _signers(decision: Decision) -> Signers:
    return Signers(prepared_by=str(decision.prepared_by), decided_by=str(decision.decided_by))


def _day(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()
