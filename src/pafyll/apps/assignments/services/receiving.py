"""An inquiry from somebody who is not logged in: received, followed with a secret link, added to and withdrawn."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from pafyll.apps.assignments.models import Inquiry, InquiryMessage
from pafyll.apps.assignments.services import intake
from pafyll.apps.assignments.services.telling import tell_coordinators, tell_inquirer
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, Refusal, first_no, no, yes
from pafyll.domain.assignments.answering import answer_due
from pafyll.domain.assignments.areas import open_areas
from pafyll.domain.assignments.taking_in import LINE, MESSAGE, WORDS, fits, has_few_links, plain_line, plain_words
from pafyll.domain.lifecycles.inquiry import INQUIRY, OPEN, InquiryStatus
from pafyll.domain.rules.deadlines import norwegian_day

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another
S = InquiryStatus
Link = Callable[[str], str]


@dataclass(frozen=True)
class NewInquiry:
    """What the form asks. form_key is of the form as it was shown."""

    name: str
    email: str
    workplace: str
    text: str
    area: str = ""
    language: str = "nb"
    form_key: str = ""


@dataclass(frozen=True)
class Drawn:
    """What is drawn for an inquiry: the secret of its link, and its reference."""

    token: str
    reference: str


def draw(at: datetime) -> Drawn:
    """A secret of 256 bits, and a reference that can be read aloud and says nothing of how many there are."""
    return Drawn(secrets.token_urlsafe(32), f"HV-{at:%y}-{''.join(secrets.choice(LETTERS) for _ in range(6))}")


@dataclass(frozen=True)
class Received:
    """The inquiry, the secret of its link, which is known only now, and whether the link was mailed too."""

    inquiry: Inquiry
    token: str
    is_mailed: bool


@transaction.atomic
def receive_inquiry(
    *, provider: Organisation, new: NewInquiry, link_to: Link, at: datetime, drawn: Drawn | None = None
) -> Received:
    """Keeps the inquiry and mails the link to follow it. link_to makes an address of the link's secret.

    The address of the sender is counted by the caller (intake.has_room_for_address). Raises Refusal.
    """
    new = _cleaned(new)
    day = norwegian_day(at)
    require(_judged(new))
    require(_is_open_area(new.area, at))
    drawn = drawn or draw(at)
    inquiry = _kept(provider, new, drawn, at)
    record(about=inquiry.about, verb="received", by=None, at=at, after=S.RECEIVED)
    intake.forget_old_counts(at)
    is_mailed = intake.has_room_for_recipient(new.email, at)
    if is_mailed:
        tell_inquirer(inquiry, "inquiry_received", link=link_to(drawn.token))
    tell_coordinators(inquiry, "inquiry_came", day=day)
    return Received(inquiry, drawn.token, is_mailed)


def _kept(provider: Organisation, new: NewInquiry, drawn: Drawn, at: datetime) -> Inquiry:
    """The row. Of two presses of the same form, also at once, the database takes one."""
    try:
        with transaction.atomic():
            return Inquiry.objects.create(
                provider=provider,
                reference=drawn.reference,
                token_hash=hash_of(drawn.token),
                received_at=at,
                due_on=answer_due(norwegian_day(at)),
                **vars(new),
            )
    except IntegrityError as taken:
        remedy = "Lenken til å følge den er sendt på e-post."
        raise Refusal(no("already_received", "Henvendelsen er alt sendt.", remedy=remedy)) from taken


def inquiry_of_link(token: str) -> Inquiry | None:
    """The inquiry that the link's secret opens, with the assignment that was made of it."""
    return Inquiry.objects.select_related("provider", "assignment").filter(token_hash=hash_of(token)).first()


@transaction.atomic
def add_message(*, inquiry: Inquiry, text: str, at: datetime) -> InquiryMessage:
    """The inquirer adds something while the inquiry is open. Raises Refusal."""
    words = plain_words(text)
    require(first_no([_is_open(inquiry), fits(words, MESSAGE, "text"), has_few_links(words, "text")]))
    if not intake.has_room_for_message(inquiry.pk, at):
        raise Refusal(no("too_many_messages", "Det er sendt mange meldinger her.", remedy="Prøv igjen om en time."))
    made = InquiryMessage.objects.create(inquiry=inquiry, text=words, by=None, at=at)
    record(about=inquiry.about, verb="message_came", by=None, at=at)
    tell_coordinators(inquiry, "message_came", day=norwegian_day(at))
    return made


@transaction.atomic
def withdraw_inquiry(*, inquiry: Inquiry, at: datetime) -> Inquiry:
    """The inquirer takes it back; nothing more happens with it."""
    advance(inquiry, lifecycle=INQUIRY, to=S.WITHDRAWN, by=None, at=at)
    tell_coordinators(inquiry, "inquiry_withdrawn", day=norwegian_day(at))
    return inquiry


def hash_of(token: str) -> str:
    """What is kept of the secret. It is drawn with 256 bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def _cleaned(new: NewInquiry) -> NewInquiry:
    return NewInquiry(
        name=plain_line(new.name),
        email=plain_line(new.email),
        workplace=plain_line(new.workplace),
        text=plain_words(new.text),
        area=new.area,
        language=new.language if new.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        form_key=new.form_key,
    )


def _judged(new: NewInquiry) -> Answer:
    return first_no(
        [
            fits(new.name, LINE, "name"),
            has_few_links(new.name, "name", most=0),
            fits(new.email, 254, "email"),
            fits(new.workplace, LINE, "workplace"),
            has_few_links(new.workplace, "workplace", most=0),
            fits(new.text, WORDS, "text"),
            has_few_links(new.text, "text"),
        ]
    )


def _is_open_area(area: str, at: datetime) -> Answer:
    if area in {"", *(one.code for one in open_areas(norwegian_day(at)))}:
        return yes()
    return no("unknown_area", "Velg et område fra listen.", field="area")


def _is_open(inquiry: Inquiry) -> Answer:
    if inquiry.status in OPEN:
        return yes()
    return no("inquiry_closed", "Henvendelsen er avsluttet.", remedy="Send gjerne en ny.")
