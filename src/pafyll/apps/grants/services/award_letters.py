"""The letter of an award: set in the transaction that decides, in the recipient's form of Norwegian, and frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.services.letters import appeal_right, paragraphs
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.parts import AppealRight, Signers
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.award_letter.type import AwardLetter, PaidPart
from pafyll.apps.grants.models import Award
from pafyll.apps.grants.queries.own_standing import own_standing
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

KIND = "award_letter"


def issue_award_letter(award: Award, decision: Decision, *, by: User, at: datetime) -> Document:
    """The letter to the recipient, with a copy to whoever passes the money on; kept as the decision's document."""
    language = award.recipient.letter_language
    with override(language):
        head, context = _head(award, decision), _context(award, decision)
    letter = issue(kind=KIND, head=head, context=context, about=award.about, by=by, at=at, language=language)
    Decision.objects.filter(pk=decision.pk).update(document=letter)
    decision.document = letter
    return letter


def _head(award: Award, decision: Decision) -> Head:
    copy = [_("Kopi til: {party}").format(party=award.payee)] if award.payee_id != award.recipient_id else []
    address = [award.recipient.email] if award.recipient.email else []
    return Head(
        sender=award.scheme_year.governor.name,
        recipient=award.recipient.name,
        dated_on=norwegian_day(decision.decided_at),
        case_number=decision.case_number,
        recipient_lines=(*address, *copy),
        contact=str(decision.prepared_by),
    )


def _context(award: Award, decision: Decision) -> AwardLetter:
    year, own = award.scheme_year, own_standing(award)
    return AwardLetter(
        number=award.number,
        scheme=year.title,
        budget_year=str(year.year),
        source=year.appropriation_source,
        amount=award.kroner,
        recommended=Kroner(award.recommended),
        purpose=paragraphs(award.purpose),
        departs=paragraphs(award.grounds) if award.amount != award.recommended else (),
        conditions=paragraphs(award.conditions),
        payee=award.payee.name if award.payee_id != award.recipient_id else "",
        own_contribution=own.due if own and own.due else None,
        working_time_counts=bool(year.own_working_time_counts),
        report_due=award.report_due,
        follow_up=paragraphs(year.follow_up),
        parts=tuple(PaidPart(part.number, Kroner(part.amount), part.due_on, part.needs) for part in award.parts.all()),
        signers=Signers(prepared_by=str(decision.prepared_by), decided_by=str(decision.decided_by)),
        appeal=_appeal(decision, year.governor),
    )


def _appeal(decision: Decision, decider: Organisation) -> AppealRight:
    """To the directorate, above a County Governor; to the county's own board, above a county authority.

    Law: fvl. § 28 first and second paragraph. The appeal is sent by letter: the page has no form for it.
    """
    right = appeal_right(decision)
    if decider.kind == Organisation.Kind.COUNTY_AUTHORITY:
        return replace(right, appeals_body=_("klagenemnda i fylkeskommunen"), has_page=False)
    above = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).order_by("pk").first()
    return replace(right, appeals_body=above.name if above else _("direktoratet"), has_page=False)
