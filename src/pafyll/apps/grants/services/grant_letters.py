"""The letter of an owner's grant: written from what the decision stored, set the first time somebody asks, and kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ConfirmationWindow, Round
from pafyll.apps.casework.models import Decision
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.parts import AppealRight, Signers
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.grant_letter.type import GrantLetter, Promise, Window
from pafyll.apps.documents.words import semester_in_words
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO, last_day_before

APPEALS_BODY = "departementet"  # the ministry is the body above the directorate: fvl. § 28


@transaction.atomic
def grant_letter_of(*, decision: Decision, by: User | None, at: datetime, language: str = "nb") -> Document:
    """The decision's letter in the language. Set and kept the first time; afterwards the same bytes."""
    about = decision.key
    kept = Document.objects.filter(about=about, kind="grant_letter", language=language).first()
    if kept is not None:
        return kept
    _kind, round_id, owner_id = decision.about.split(":")
    round, owner = Round.objects.get(pk=round_id), Organisation.objects.get(pk=owner_id)
    with override(language):
        head, context = _head(decision, owner), _context(decision, round)
    document = issue(kind="grant_letter", head=head, context=context, about=about, by=by, at=at, language=language)
    Decision.objects.filter(pk=decision.pk, document__isnull=True).update(document=document)
    return document


def _head(decision: Decision, owner: Organisation) -> Head:
    sender = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).order_by("pk").first()
    return Head(
        sender=sender.name if sender else _("Direktoratet"),
        recipient=owner.name,
        dated_on=decision.decided_at.astimezone(OSLO).date(),
        case_number=decision.case_number,
        recipient_lines=(owner.email,) if owner.email else (),
        contact=str(decision.prepared_by),
    )


def _context(decision: Decision, round: Round) -> GrantLetter:
    earlier = Decision.objects.filter(kind=decision.kind, about=decision.about, pk__lt=decision.pk)
    return GrantLetter(
        study_year=str(round.school_year),
        round=round.name,
        teachers=decision.grounds["teachers"],
        promises=tuple(_promise(line) for line in decision.lines),
        windows=tuple(_window(one) for one in round.confirmation_windows.all()),
        signers=Signers(prepared_by=str(decision.prepared_by), decided_by=str(decision.decided_by)),
        is_supplement=earlier.exists(),
        appeal=AppealRight(_(APPEALS_BODY), has_page=False),
    )


def _promise(line: dict[str, object]) -> Promise:
    facts: dict[str, str] = line["facts"]  # type: ignore[assignment]
    label, year = _(str(line["label"])), str(line["budget_year"])
    return Promise(label, year, int(facts["count"]), Kroner(line["amount"]))


def _window(window: ConfirmationWindow) -> Window:
    opens_on = window.opens_at.astimezone(OSLO).date()
    term = semester_in_words(window.semester)
    return Window(term[:1].upper() + term[1:], opens_on, last_day_before(window.closes_at))
