"""Events: planning and publishing them, signing up without a log-in, and a waiting list that moves by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.surveys.models import SharingEvent, SignUp, SignUpAttempt
from pafyll.apps.surveys.models.surveys import new_nonce
from pafyll.apps.surveys.permissions import may_hold
from pafyll.apps.surveys.services.mail import send
from pafyll.apps.surveys.services.tokens import hash_of, link_to, token_for
from pafyll.domain.answers import Answer, Refusal, no, yes
from pafyll.domain.lifecycles.survey import SHARING_EVENT, SIGN_UP, SharingEventStatus, SignUpStatus
from pafyll.domain.rules.deadlines import norwegian_day

MOST_A_DAY = 20  # sign-ups from one source: Påfyll's own limit, so that a robot does not stop others
U = SignUpStatus


@dataclass(frozen=True)
class EventPlan:
    """What an event is to be."""

    kind: str
    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    closes_at: datetime
    capacity: int


@dataclass(frozen=True)
class Wish:
    """Who wants to come. decoy: a field that people do not see, so only robots fill it in."""

    name: str
    email: str
    workplace: str = ""
    shares: str = ""
    decoy: str = ""


@transaction.atomic
def plan_event(*, provider: Organisation, plan: EventPlan, by: User, at: datetime) -> SharingEvent:
    """An event as a draft."""
    require(_works_there(by, provider, at))
    require(_is_in_order(plan))
    made = SharingEvent.objects.create(provider=provider, made_by=by, made_at=at, **vars(plan))
    record(about=made.about, verb="event_planned", by=by, at=at)
    return made


@transaction.atomic
def change_event(*, event: SharingEvent, plan: EventPlan, by: User, at: datetime) -> SharingEvent:
    """Changes the event. More room lets those who wait longest in; less room sends nobody out."""
    held = _held(event)
    require(may_hold(as_viewer(by, at), held))
    require(_is_in_order(plan))
    for name, value in vars(plan).items():
        setattr(held, name, value)
    held.save()
    record(about=held.about, verb="event_changed", by=by, at=at, capacity=plan.capacity)
    _let_in(held, at)
    return held


@transaction.atomic
def move_event(*, event: SharingEvent, to: SharingEventStatus, by: User, at: datetime) -> None:
    """Publishes, calls off or ends the event. Those who were to come are told when it is called off."""
    held = _held(event)
    require(may_hold(as_viewer(by, at), held))
    advance(held, lifecycle=SHARING_EVENT, to=to, by=by, at=at)
    if to == SharingEventStatus.CANCELLED:
        for one in held.sign_ups.filter(status__in=(U.COMING, U.WAITING)):
            _write_to(one, "event_cancelled")


@transaction.atomic
def sign_up(*, event: SharingEvent, wish: Wish, source: str, language: str, at: datetime) -> None:
    """Writes to the address with a link to confirm. The same is answered whether it was known before or not.

    source: where it comes from, as a hash. Raises Refusal when the event takes no sign-ups, or when too many came from
    there today. A robot that fills in the decoy gets the same answer, and nothing happens.
    """
    held = _held(event)
    require(_takes_sign_ups(held, at))
    _count(source, norwegian_day(at))
    if wish.decoy:
        return
    email = wish.email.strip().lower()
    known = held.sign_ups.exclude(status=U.CANCELLED).filter(email=email).first()
    if known is None:
        known = _new(held, wish, email, language, at)
    _write_to(known, "event_confirm" if known.status == U.UNCONFIRMED else "event_place")


@transaction.atomic
def confirm(*, signed: SignUp, at: datetime) -> SignUp:
    """The address is right: there is a place, or the waiting list."""
    event = _held(signed.event)
    held = SignUp.objects.select_for_update().get(pk=signed.pk)
    if held.status != U.UNCONFIRMED:
        return held
    require(_takes_sign_ups(event, at))
    has_room = _coming(event) < event.capacity and not event.sign_ups.filter(status=U.WAITING).exists()
    held.confirmed_at = at
    held.save(update_fields=["confirmed_at"])
    advance(held, lifecycle=SIGN_UP, to=U.COMING if has_room else U.WAITING, by=None, at=at)  # type: ignore[arg-type]
    _write_to(held, "event_place")
    return held


@transaction.atomic
def sign_off(*, signed: SignUp, at: datetime) -> None:
    """Whoever does not come after all leaves the place to the one who has waited longest."""
    event = _held(signed.event)
    held = SignUp.objects.select_for_update().get(pk=signed.pk)
    if held.status == U.CANCELLED:
        return
    advance(held, lifecycle=SIGN_UP, to=U.CANCELLED, by=None, at=at)  # type: ignore[arg-type]
    _let_in(event, at)


def sign_up_by(token: str) -> SignUp | None:
    """The sign-up that a secret link leads to."""
    return SignUp.objects.select_related("event__provider").filter(token_hash=hash_of(token)).first()


def token_of(signed: SignUp) -> str:
    return token_for("sign_up", f"{signed.event_id}:{signed.email}", signed.nonce)


def _let_in(event: SharingEvent, at: datetime) -> None:
    """Those who have waited longest, as long as there is room and the event is still to come."""
    room = event.capacity - _coming(event)
    if event.status != SharingEventStatus.PUBLISHED or at >= event.starts_at or room <= 0:
        return
    for one in event.sign_ups.filter(status=U.WAITING).order_by("confirmed_at", "pk")[:room]:
        advance(one, lifecycle=SIGN_UP, to=U.COMING, by=None, at=at)  # type: ignore[arg-type]
        _write_to(one, "event_place")


def _coming(event: SharingEvent) -> int:
    return event.sign_ups.filter(status=U.COMING).count()


def _new(event: SharingEvent, wish: Wish, email: str, language: str, at: datetime) -> SignUp:
    made = SignUp(
        event=event,
        name=wish.name.strip(),
        email=email,
        workplace=wish.workplace.strip(),
        shares=wish.shares.strip(),
        language=language,
        nonce=new_nonce(),
        asked_at=at,
    )
    made.token_hash = hash_of(token_of(made))
    made.save()
    return made


def _count(source: str, day: date) -> None:
    """One more from the source today. Yesterday's counts are of no use, and are deleted."""
    SignUpAttempt.objects.filter(day__lt=day).delete()
    try:
        with transaction.atomic():
            SignUpAttempt.objects.create(day=day, source_hash=source)
    except IntegrityError:
        pass
    mine = SignUpAttempt.objects.filter(day=day, source_hash=source)
    if not mine.filter(count__lt=MOST_A_DAY).update(count=F("count") + 1):
        text = "Det er kommet mange påmeldinger herfra i dag."
        raise Refusal(no("too_many_sign_ups", text, remedy="Prøv igjen i morgen, eller ta kontakt med arrangøren."))


def _held(event: SharingEvent) -> SharingEvent:
    rows = SharingEvent.objects.select_for_update(of=("self",)).select_related("provider")
    return rows.get(pk=event.pk)


def _works_there(by: User, provider: Organisation, at: datetime) -> Answer:
    if provider.pk in as_viewer(by, at).organisations_in(RoleGrant.Role.PROVIDER_OFFICER):
        return yes()
    return no("not_your_event", "Bare den som holder arrangementet, kan endre det.")


def _is_in_order(plan: EventPlan) -> Answer:
    if plan.ends_at <= plan.starts_at:
        return no("ends_before_it_starts", "Arrangementet må slutte etter at det begynner.", field="ends_at")
    if plan.closes_at > plan.starts_at:
        return no("closes_after_start", "Påmeldingen må slutte før arrangementet begynner.", field="closes_at")
    if plan.capacity < 1:
        return no("no_room", "Det må være plass til minst én.", field="capacity")
    return yes()


def _takes_sign_ups(event: SharingEvent, at: datetime) -> Answer:
    if event.takes_sign_ups(at):
        return yes()
    return no("sign_up_closed", "Påmeldingen er stengt.", remedy="Ta kontakt med arrangøren.")


def _write_to(one: SignUp, letter: str) -> None:
    facts: dict[str, Any] = {"event": one.event, "signed": one, "link": link_to("public:sign_up", token_of(one))}
    send(one.email, one.language, letter, **facts)
