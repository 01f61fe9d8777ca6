"""Being told when a grant opens, and the addresses of calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.ical import CalendarDay, calendar_file
from pafyll.apps.casework.services import require
from pafyll.apps.forums.models import CalendarFeed, OpeningNotice, OpeningSubscription
from pafyll.apps.forums.models.openings import new_nonce
from pafyll.apps.forums.queries.openings import OPEN, Opening, calendar_days, openings_for
from pafyll.apps.forums.services.needs import acting
from pafyll.apps.forums.services.telling_needs import tell_user
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, no, yes

SALT = "pafyll.calendar"
Role = RoleGrant.Role
ROLES = {
    CalendarFeed.Desk.OWNER: (Role.OWNER_OFFICER, Role.OWNER_DECIDER),
    CalendarFeed.Desk.AUTHORITY: (Role.COUNTY_GOVERNOR,),
}


def works_there(viewer: Viewer, organisation: int, desk: str) -> Answer:
    """Whether the viewer has a role at the organisation that goes with the desk."""
    if organisation in viewer.organisations_in(*ROLES[CalendarFeed.Desk(desk)]):
        return yes()
    return no("not_your_organisation", "Dette er bare for dem som arbeider der.")


@transaction.atomic
def follow(*, owner: Organisation, schemes: Sequence[str], by: User, at: datetime) -> None:
    """Sets what the person wants to be told of. What is already open is not news; what opens from now on is."""
    require(works_there(acting(by, at), owner.pk, CalendarFeed.Desk.OWNER))
    mine = OpeningSubscription.objects.filter(user=by, organisation=owner)
    mine.exclude(scheme__in=schemes).delete()
    standing = set(mine.values_list("scheme", flat=True))
    open_now = [one for one in openings_for(owner, at) if one.state == OPEN]
    for scheme in schemes:
        if scheme not in standing:
            made = OpeningSubscription.objects.create(user=by, organisation=owner, scheme=scheme, since=at)
            seen = [OpeningNotice(subscription=made, about=one.about, told_at=at) for one in open_now
                    if one.scheme == scheme]  # fmt: skip
            OpeningNotice.objects.bulk_create(seen)


@dataclass(frozen=True)
class News:
    """A subscriber to be told of an opening."""

    subscription: OpeningSubscription
    opening: Opening


def news(at: datetime) -> list[News]:
    """Who is to be told of what: open now, and not told before. People who no longer work there are left out."""
    told = set(OpeningNotice.objects.values_list("subscription_id", "about"))
    rows = OpeningSubscription.objects.select_related("user", "organisation").order_by("pk")
    openings: dict[int, list[Opening]] = {}
    found = []
    for one in rows:
        if one.organisation_id not in openings:
            openings[one.organisation_id] = [o for o in openings_for(one.organisation, at) if o.state == OPEN]
        fresh = [o for o in openings[one.organisation_id] if o.scheme == one.scheme and (one.pk, o.about) not in told]
        if fresh and works_there(acting(one.user, at), one.organisation_id, CalendarFeed.Desk.OWNER):
            found += [News(one, opening) for opening in fresh]
    return found


def tell_news(plan: Sequence[News], *, at: datetime) -> int:
    """Sends the mail, each once: one that another run has sent in the meantime is left. How many were sent."""
    return sum(_tell(one, at) for one in plan)


def _tell(one: News, at: datetime) -> bool:
    try:
        with transaction.atomic():
            OpeningNotice.objects.create(subscription=one.subscription, about=one.opening.about, told_at=at)
            tell_user(one.subscription.user, "opened", opening=one.opening, owner=one.subscription.organisation)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def calendar_for(*, organisation: Organisation, desk: str, by: User, at: datetime) -> CalendarFeed:
    """The person's calendar at the desk, made the first time."""
    require(works_there(acting(by, at), organisation.pk, desk))
    feed, _made = CalendarFeed.objects.get_or_create(
        user=by, organisation=organisation, desk=desk, defaults={"made_at": at}
    )
    return feed


@transaction.atomic
def renew_calendar(*, feed: CalendarFeed, by: User, at: datetime) -> None:
    """Gives the calendar a new address. The old one is dead from now on."""
    require(works_there(acting(by, at), feed.organisation_id, feed.desk))
    CalendarFeed.objects.filter(pk=feed.pk, user=by).update(nonce=new_nonce(), made_at=at)
    feed.refresh_from_db()


def token_of(feed: CalendarFeed) -> str:
    """What stands in the address. It cannot be guessed, and says nothing by itself."""
    return signing.dumps([feed.pk, feed.nonce], salt=SALT)


def feed_of(token: str, at: datetime) -> CalendarFeed | None:
    """The calendar that the address leads to; None when it was renewed, or its owner no longer works there."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    feed = CalendarFeed.objects.filter(pk=pk, nonce=nonce).select_related("organisation", "user").first()
    if feed is None or not works_there(acting(feed.user, at), feed.organisation_id, feed.desk):
        return None
    return feed


def calendar_of(feed: CalendarFeed, at: datetime, *, host: str) -> bytes:
    """The calendar in the format that calendar programs read. Whole days; a moved day keeps its identity."""
    with override(feed.user.language):
        days = [CalendarDay(one.key, one.title, one.day, one.where) for one in calendar_days(feed, at)]
        name = _("Påfyll: frister for %(name)s") % {"name": feed.organisation.name}
        return calendar_file(name=name, days=days, made_at=feed.made_at, host=host)
