"""The letters of an appeal: receipt, preliminary answer, forwarding with a copy to the party, and the decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.outcomes import Effect, Subject, effects_of, kind_of, subject_of
from pafyll.apps.casework.queries.deadlines import act_of, deadline_of
from pafyll.apps.casework.services.telling import addresses_of, language_of
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.parts import AppealRight, MoneyLine, Signers
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.appeal_decision.type import AppealDecision
from pafyll.apps.documents.types.appeal_forwarding.type import AppealForwarding
from pafyll.apps.documents.types.appeal_preliminary.type import AppealPreliminary
from pafyll.apps.documents.types.appeal_receipt.type import AppealReceipt
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.deadlines import norwegian_day, preliminary_answer_due
from pafyll.domain.values import Kroner


def appeal_right(decision: Decision) -> AppealRight:
    """What the letter of a decision says about appealing it, in the language that is switched on. Law: fvl. § 27."""
    act, deadline = act_of(decision), deadline_of(decision)
    return AppealRight(
        appeals_body=_body_name(decision),
        weeks=act.weeks,
        counts_from=act.counts_from,
        last_day=deadline.last_day if deadline else None,
        paragraphs=_("§§ {right} og {deadline}").format(right=_number(act.right), deadline=_number(act.deadline)),
        grounds=act.grounds,
        preparation=act.preparation,
        access=act.access,
        suspension=act.suspension,
    )


def issue_receipt(appeal: Appeal, *, at: datetime) -> Document:
    """The receipt, to the party."""
    act = act_of(appeal.decision)
    subject, language = _party(appeal)
    with override(language):
        context = AppealReceipt(
            about=_about(subject),
            decision_number=appeal.decision.case_number,
            received_at=appeal.submitted_at,
            content_hash=appeal.content_hash,
            words=paragraphs(appeal.words),
            appeals_body=_body_name(appeal.decision),
            answer_by=preliminary_answer_due(act, appeal.submitted_at),
            preparation=act.preparation,
            progress=act.progress,
            deadline_on=appeal.deadline_on,
            is_late=appeal.is_late,
            is_organisation=subject.party_organisation is not None,
        )
        return _to_party("appeal_receipt", appeal, context, by=appeal.submitted_by, at=at)


def issue_preliminary(appeal: Appeal, *, why: str, by: User, at: datetime) -> Document:
    """Why it takes longer, and when the answer can be expected, to the party."""
    subject, language = _party(appeal)
    assert appeal.expected_on is not None
    with override(language):
        context = AppealPreliminary(
            about=_about(subject),
            received_on=norwegian_day(appeal.submitted_at),
            why=paragraphs(why),
            expected_on=appeal.expected_on,
            progress=act_of(appeal.decision).progress,
            is_organisation=subject.party_organisation is not None,
        )
        return _to_party("appeal_preliminary", appeal, context, by=by, at=at)


def issue_forwarding(appeal: Appeal, *, by: User, at: datetime) -> Document:
    """The appeal to the appeals body, in the party's form of Norwegian because she gets the copy."""
    subject, language = _party(appeal)
    effects = effects_of(appeal.decision)
    assert appeal.appeals_body is not None
    with override(language):
        context = AppealForwarding(
            about=_about(subject),
            decision_number=appeal.decision.case_number,
            decided_on=norwegian_day(appeal.decision.decided_at),
            party=subject.party,
            received_on=norwegian_day(appeal.submitted_at),
            statement=paragraphs(appeal.statement),
            effects=tuple(_priced(effect) for effect in effects),
            prepared_by=str(by),
            preparation=act_of(appeal.decision).preparation,
            taken_late_why=appeal.taken_late_why,
            gives_place=any(effect.gives_place for effect in effects),
        )
        copy = _("Kopi til: {party}").format(party=subject.party)
        head = _head(appeal, str(appeal.appeals_body), (copy,), norwegian_day(at))
    return issue(
        kind="appeal_forwarding", head=head, context=context, about=appeal.about, by=by, at=at, language=language
    )


def issue_decision_letter(appeal: Appeal, made: Decision, *, effect: Effect | None, at: datetime) -> Document:
    """How the appeal ended, to the party."""
    subject, language = _party(appeal)
    act = act_of(appeal.decision)
    with override(language):
        context = AppealDecision(
            about=_about(subject),
            decision_number=appeal.decision.case_number,
            decided_on=norwegian_day(appeal.decision.decided_at),
            outcome=made.outcome,
            body=str(appeal.appeals_body or _sender()),
            grounds=paragraphs(appeal.grounds),
            signers=Signers(prepared_by=str(made.prepared_by), decided_by=str(made.decided_by)),
            is_final=appeal.appeals_body is not None,
            right=act.right,
            late=act.late,
            given=str(effect.label) if effect else "",
            gives_place=effect is not None and effect.gives_place,
            is_organisation=subject.party_organisation is not None,
            money=tuple(_money(line) for line in effect.lines) if effect else (),
        )
        return _to_party("appeal_decision", appeal, context, by=made.decided_by, at=at)


def paragraphs(text: str) -> tuple[str, ...]:
    """The text as its author parted it: one paragraph for each line with words."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _party(appeal: Appeal) -> tuple[Subject, str]:
    subject = subject_of(appeal.decision)
    return subject, language_of(subject)


def _to_party(kind: str, appeal: Appeal, context: Any, *, by: User, at: datetime) -> Document:
    subject, language = _party(appeal)
    head = _head(appeal, subject.party, tuple(addresses_of(subject)), norwegian_day(at))
    return issue(kind=kind, head=head, context=context, about=appeal.about, by=by, at=at, language=language)


def _head(appeal: Appeal, recipient: str, lines: tuple[str, ...], day: date) -> Head:
    return Head(
        sender=_sender(),
        recipient=recipient,
        dated_on=day,
        case_number=appeal.case_number,
        recipient_lines=lines,
        contact=str(appeal.officer) if appeal.officer else _sender(),
    )


def _sender() -> str:
    sender = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).order_by("pk").first()
    return sender.name if sender else _("Direktoratet")


def _about(subject: Subject) -> str:
    title = str(subject.title)  # in the language that is switched on
    return title[:1].lower() + title[1:]


def _body_name(decision: Decision) -> str:
    found = Organisation.objects.filter(kind=kind_of(decision.kind).appeals_body).order_by("pk").first()
    return found.name if found else _("departementet")


def _number(paragraph: str) -> str:
    return paragraph.removeprefix("§ ").strip()


def _money(line: dict[str, Any]) -> MoneyLine:
    because = _(str(line["template"])).format_map(line["facts"])
    return MoneyLine(f"{_(str(line['label']))}, {line['budget_year']}", Kroner(line["amount"]), because)


def _priced(effect: Effect) -> str:
    state, owner = Kroner(effect.amount("state")), Kroner(effect.amount("owner"))
    if not effect.lines:
        return str(effect.label)
    told = _("{effect}: staten {state}, skoleeieren {owner}")
    return told.format(effect=effect.label, state=state, owner=owner)
