"""All grants that are open to an owner, across schemes, and the days that a calendar shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter

from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round
from pafyll.apps.forums.models import CalendarFeed, NeedsNotification, OpeningSubscription, SchemeYear
from pafyll.apps.forums.permissions.needs import is_open_now
from pafyll.apps.forums.queries.needs import scheme_years_for
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.schemes.collective import collective_schemes

OPEN, SOON, OVER = "open", "soon", "over"
FURTHER_EDUCATION = "further_education"  # what one subscribes to for rounds


@dataclass(frozen=True)
class Opening:
    """One grant: about is its key, closes_at the midnight after its last day, begun how many needs we have there."""

    about: str
    scheme: str
    title: str
    who: str
    purpose: str
    opens_at: datetime | None
    closes_at: datetime | None
    state: str  # "open", "soon" or "over"
    pk: int
    begun: int = 0

    @property
    def is_round(self) -> bool:
        return self.scheme == FURTHER_EDUCATION


def openings_for(owner: Organisation, at: datetime) -> list[Opening]:
    """What is open, then what opens soon, then what is over, each by deadline. Three queries, however many."""
    years = scheme_years_for(owner)
    begun: dict[int, int] = {}
    ours = NeedsNotification.objects.filter(owner=owner, scheme_year__in=years).exclude(status=N.WITHDRAWN)
    for year in ours.values_list("scheme_year_id", flat=True):
        begun[year] = begun.get(year, 0) + 1
    found = [_of_year(one, begun.get(one.pk, 0), at) for one in years]
    found += [_of_round(one, at) for one in _rounds()]
    order = {OPEN: 0, SOON: 1, OVER: 2}
    return sorted(found, key=lambda one: (order[one.state], _when(one), one.about))


def _when(one: Opening) -> float:
    """The nearest deadline first; among those that are over, the latest."""
    moment = (one.closes_at.timestamp() if one.closes_at else 0.0) if one.state != SOON else _stamp(one.opens_at)
    return -moment if one.state == OVER else moment


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _rounds() -> Iterable[Round]:
    return Round.objects.exclude(status=RoundStatus.DRAFT).order_by("-study_year")[:6]


def _of_round(round: Round, at: datetime) -> Opening:
    """A round is open to an owner while it takes its list."""
    is_open = round.status == RoundStatus.OPEN and round.owner_opens_at <= at < round.owner_closes_at
    soon = round.status == RoundStatus.OPEN and at < round.owner_opens_at
    return Opening(
        f"round:{round.pk}",
        FURTHER_EDUCATION,
        round.name,
        _("Direktoratet"),
        "",
        round.owner_opens_at,
        round.owner_closes_at,
        OPEN if is_open else SOON if soon else OVER,
        round.pk,
    )


def _of_year(year: SchemeYear, begun: int, at: datetime) -> Opening:
    soon = year.status == SchemeYearStatus.ANNOUNCED and (year.opens_at is None or at < year.opens_at)
    state = OPEN if is_open_now(year, at) else SOON if soon else OVER
    return Opening(
        year.about, year.scheme, year.title, year.governor.name, year.purpose, year.opens_at, year.closes_at, state,
        year.pk, begun,
    )  # fmt: skip


@dataclass(frozen=True)
class SchemeChoice:
    """Something one can ask to be told of, and whether one has."""

    code: str
    label: str
    is_on: bool


def schemes_to_follow(owner: Organisation, *, user: int, at: datetime) -> list[SchemeChoice]:
    """The collective schemes in force that may reach the owner, and further education. One query."""
    rows = OpeningSubscription.objects.filter(user_id=user, organisation=owner)
    mine = set(rows.values_list("scheme", flat=True))
    year = norwegian_day(at).year
    found = [(FURTHER_EDUCATION, "Videreutdanning")]
    for one in collective_schemes().values():
        if owner.kind in one.recipients and (one.in_budget_year(year) or one.in_budget_year(year + 1)):
            found.append((one.code, one.label))
    return [SchemeChoice(code, label, code in mine) for code, label in found]


@dataclass(frozen=True)
class CalendarDay:
    """One day in a calendar: key stays the same when the day moves, so that a calendar moves it too."""

    key: str
    day: date
    title: str
    where: str


def calendar_days(feed: CalendarFeed, at: datetime) -> list[CalendarDay]:
    """The days of the role: an owner's openings and deadlines, or a County Governor's own. Nothing of any person."""
    found = _days_of_owner(feed.organisation, at) if feed.desk == CalendarFeed.Desk.OWNER else _days_of_governor(feed)
    return sorted(found, key=attrgetter("day", "key"))


def _days_of_owner(owner: Organisation, at: datetime) -> list[CalendarDay]:
    days = []
    for one in openings_for(owner, at):
        if one.opens_at is not None:
            days.append(
                CalendarDay(
                    f"{one.about}:opens",
                    norwegian_day(one.opens_at),
                    _("Åpner: {title}").format(title=one.title),
                    one.who,
                )
            )
        if one.closes_at is not None:
            last = _last_day(one.closes_at)
            days.append(CalendarDay(f"{one.about}:closes", last, _("Frist: {title}").format(title=one.title), one.who))
    for year in scheme_years_for(owner):
        if year.report_due is not None:
            title = _("Rapportfrist: {title}").format(title=year.title)
            days.append(CalendarDay(f"{year.about}:report", year.report_due, title, year.governor.name))
    return days


def _days_of_governor(feed: CalendarFeed) -> list[CalendarDay]:
    rows = SchemeYear.objects.filter(governor=feed.organisation).exclude(status=SchemeYearStatus.WITHDRAWN)
    days = []
    for year in rows:
        named = (
            ("opens", _("Åpner: {title}"), norwegian_day(year.opens_at) if year.opens_at else None),
            ("closes", _("Frist for behov: {title}"), _last_day(year.closes_at) if year.closes_at else None),
            ("recommendation", _("Innstilling fra forumet: {title}"), year.recommendation_due),
            ("report", _("Rapportfrist: {title}"), year.report_due),
        )
        days += [
            CalendarDay(f"{year.about}:{key}", when, what.format(title=year.title), feed.organisation.name)
            for key, what, when in named
            if when is not None
        ]
    return days


def _last_day(closes_at: datetime) -> date:
    return norwegian_day(closes_at - timedelta(seconds=1))
