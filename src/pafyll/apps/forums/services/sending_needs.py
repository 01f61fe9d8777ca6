"""Sending a need: once for what it says, with a receipt that proves what was stored and when; and asking for more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt, SupplementRequest
from pafyll.apps.forums.permissions.needs import may_edit, may_treat
from pafyll.apps.forums.services.needs import acting, hold
from pafyll.apps.forums.services.telling_needs import tell_owner, tell_sent
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal, no
from pafyll.domain.lifecycles.needs_notification import NEEDS_NOTIFICATION
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.notifying import may_ask_for_supplement
from pafyll.domain.rules.questions import Kind, answers_asked, asked, missing_in
from pafyll.domain.rules.questions.standard import AMOUNTS, ON_BEHALF_OF, PARTNERS, TITLE, YEARS
from pafyll.domain.rules.questions.wording import in_words


@transaction.atomic
def send_need(*, need: NeedsNotification, by: User, at: datetime) -> NeedsReceipt:
    """Sends the need as it stands, and gives the receipt. What is sent already is not sent again: same receipt."""
    held = hold(need)
    content, answers = _content(held), answers_asked(held.form.form, held.answers)
    last = held.receipts.order_by("-number").first()
    if last is not None and held.status == N.SENT and _is_same(last, answers, content):
        need.refresh_from_db(fields=["status", "sent_at", "title"])
        return last
    require(may_edit(acting(by, at), held, at))
    _refuse_what_is_missing(held)
    receipt = _keep(held, last, content, answers, by=by, at=at)
    _carry_over(held, answers, at)
    _go_on(held, receipt, by=by, at=at)
    need.refresh_from_db()
    tell_sent(receipt)
    return receipt


@transaction.atomic
def ask_for_supplement(*, need: NeedsNotification, words: str, due: datetime, by: User, at: datetime) -> None:
    """Asks the owner for more, by a deadline. Asked again, the new words and deadline stand in place of the old."""
    held = hold(need)
    require(may_treat(acting(by, at), held, day=norwegian_day(at)))
    require(may_ask_for_supplement(held.status, due, at))
    if not words.strip():
        raise Refusal(no("words_missing", "Skriv hva dere trenger å vite.", field="words"))
    SupplementRequest.objects.create(notification=held, words=words.strip(), due_at=due, asked_by=by, asked_at=at)
    NeedsNotification.objects.filter(pk=held.pk).update(supplement_due=due)
    if held.status == N.SENT:
        advance(held, lifecycle=NEEDS_NOTIFICATION, to=N.SUPPLEMENT_ASKED, by=by, at=at)
    else:
        record(about=held.about, verb="supplement_due_moved", by=by, at=at)
    need.refresh_from_db()
    tell_owner(need, "supplement_asked", day=norwegian_day(at), words=words.strip(), due_at=due)


@transaction.atomic
def treat_need(*, need: NeedsNotification, by: User, at: datetime) -> None:
    """Says that the need is treated: nobody can change it any more."""
    held = hold(need)
    require(may_treat(acting(by, at), held, day=norwegian_day(at)))
    advance(held, lifecycle=NEEDS_NOTIFICATION, to=N.TREATED, by=by, at=at)
    need.status = held.status


def fingerprint_of(answers: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """SHA-256 of what is stored, in hexadecimal: another letter anywhere gives another one."""
    whole = {"answers": answers, "content": content}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_untouched(receipt: NeedsReceipt) -> bool:
    """Whether what is stored is still what the fingerprint was taken of."""
    return fingerprint_of(receipt.answers, receipt.content) == receipt.fingerprint


def has_unsent(need: NeedsNotification, last: NeedsReceipt | None) -> bool:
    """Whether the owner has written something since it was last sent."""
    return last is not None and not _is_same(last, answers_asked(need.form.form, need.answers), _content(need))


def _is_same(last: NeedsReceipt, answers: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """Compared as they are stored: a renamed partner is not a change that the owner made."""
    return dict(last.answers) == dict(answers) and list(last.content["files"]) == list(content["files"])


def _content(need: NeedsNotification) -> dict[str, Any]:
    """The questions and answers in words, and the files by fingerprint, as they are stored."""
    form, names = need.form.form, names_of(need.answers)
    shown = asked(form, need.answers)
    files = {one.key for one in shown if one.kind is Kind.ATTACHMENT}
    sections = [
        {
            "title": section.title,
            "rows": [
                {"question": one.label, "answer": in_words(one, need.answers.get(one.key), names)}
                for one in section.questions
                if one in shown and one.kind is not Kind.ATTACHMENT
            ],
        }
        for section in form.sections
    ]
    attached = need.files.filter(removed_at=None, question__in=files).defer("content")
    return {
        "scheme": need.scheme_year.title,
        "owner": need.owner.name,
        "form": need.form.number,
        "sections": [one for one in sections if one["rows"]],
        "files": [
            {"question": one.question, "name": one.name, "sha256": one.sha256, "size": one.size} for one in attached
        ],
    }


def names_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """The names of the organisations that the answers mention, by number. One query."""
    numbers = [number for value in answers.values() if isinstance(value, list) for number in value]
    return dict(Organisation.objects.filter(number__in=numbers).values_list("number", "name")) if numbers else {}


def _refuse_what_is_missing(need: NeedsNotification) -> None:
    counts: dict[str, int] = {}
    for question in need.files.filter(removed_at=None).values_list("question", flat=True):
        counts[question] = counts.get(question, 0) + 1
    missing = missing_in(need.form.form, need.answers, counts)
    if missing:
        text = "{count} svar mangler eller må rettes."
        remedy = "Gå til siden «Se over», som viser hvilke."
        raise Refusal(no("something_missing", text, remedy=remedy, count=len(missing)))
    unknown = unknown_bodies(need)
    if unknown:
        text = "Vi finner ikke organisasjonsnummeret {numbers}."
        raise Refusal(no("unknown_body", text, remedy="Rett det, eller ta det ut.", numbers=", ".join(unknown)))


def unknown_bodies(need: NeedsNotification) -> list[str]:
    """Numbers in the answers that no organisation of the right kind has."""
    found = []
    for question in asked(need.form.form, need.answers):
        if question.kind is Kind.PARTNERS and (numbers := need.answers.get(question.key)):
            known = bodies_to_choose(question.among).filter(number__in=numbers).values_list("number", flat=True)
            found += sorted(set(numbers) - set(known))
    return found


def bodies_to_choose(among: str) -> Any:
    """The organisations that may be a partner: providers, or owners."""
    kinds = Organisation.OWNER_KINDS if among == "owner" else (Organisation.Kind.PROVIDER,)
    return Organisation.objects.filter(kind__in=kinds).order_by("name")


def _keep(
    need: NeedsNotification, last: NeedsReceipt | None, content: dict[str, Any], answers: dict[str, Any], *,
    by: User, at: datetime,
) -> NeedsReceipt:  # fmt: skip
    kind = NeedsReceipt.Kind.SENT if last is None else NeedsReceipt.Kind.RESENT
    return NeedsReceipt.objects.create(
        notification=need,
        number=last.number + 1 if last else 1,
        kind=NeedsReceipt.Kind.SUPPLEMENT if need.status == N.SUPPLEMENT_ASKED else kind,
        answers=answers,
        content=content,
        fingerprint=fingerprint_of(answers, content),
        stored_by=by,
        stored_at=at,
    )


def _carry_over(need: NeedsNotification, answers: Mapping[str, Any], at: datetime) -> None:
    """What lists, sums and the forum are made of, from what was sent."""
    years = int(answers.get(YEARS, "1"))
    amounts = [int(answers.get(key, 0)) for key in AMOUNTS[:years]]
    NeedsNotification.objects.filter(pk=need.pk).update(
        title=str(answers.get(TITLE, ""))[:200],
        years=years,
        amounts=amounts,
        amount_first=amounts[0],
        amount_total=sum(amounts),
        sent_at=at,
    )
    need.partners.set(Organisation.objects.filter(number__in=answers.get(PARTNERS, [])))
    need.on_behalf_of.set(Organisation.objects.filter(number__in=answers.get(ON_BEHALF_OF, [])))


def _go_on(need: NeedsNotification, receipt: NeedsReceipt, *, by: User, at: datetime) -> None:
    facts: dict[str, Any] = {"receipt": receipt.number, "fingerprint": receipt.fingerprint}
    if need.status == N.SENT:
        record(about=need.about, verb="need_resent", by=by, at=at, **facts)
        return
    if need.status == N.SUPPLEMENT_ASKED:
        SupplementRequest.objects.filter(
            pk=SupplementRequest.objects.filter(notification=need).order_by("-asked_at", "-pk").values("pk")[:1]
        ).update(answered_by=receipt)
    advance(need, lifecycle=NEEDS_NOTIFICATION, to=N.SENT, by=by, at=at, **facts)
    NeedsNotification.objects.filter(pk=need.pk).update(supplement_due=None)
