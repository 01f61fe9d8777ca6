"""Needs notifications as lists: the owner's own, and those of a scheme year at the Governor's."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from pafyll.apps.forums.models import FormVersion, NeedsNotification, NeedsReceipt, SchemeYear
from pafyll.apps.forums.permissions.distribution import years_disqualified_in
from pafyll.apps.forums.permissions.needs import disqualified_needs, is_open_now
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.needs_notification import IN_PLAY, FormVersionStatus
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.lifecycles.scheme_year import PUBLIC, SchemeYearStatus
from pafyll.domain.rules.notifying import may_report_change
from pafyll.domain.values import Kroner


def needs_of_owner(*, viewer: Viewer, owner: Organisation) -> QuerySet[NeedsNotification]:
    """The owner's needs, the newest first; none to those who do not work for the owner."""
    return needs_of(viewer=viewer).filter(owner=owner)


def needs_of(*, viewer: Viewer) -> QuerySet[NeedsNotification]:
    """The needs of the owners that the viewer works for, the newest first."""
    rows = NeedsNotification.objects.filter(owner_id__in=viewer.ranks_for)
    return rows.select_related("scheme_year__governor", "form", "owner", "continues")


def needs_of_networks(*, viewer: Viewer, owner: Organisation, day: date) -> QuerySet[NeedsNotification]:
    """What others have sent on behalf of a network that the owner is in, newest first. Three queries more at most.

    None to those who do not work for the owner, and none of what the viewer is disqualified in.
    """
    if owner.pk not in viewer.ranks_for:
        return NeedsNotification.objects.none()
    rows = NeedsNotification.objects.filter(on_behalf_of=owner, status__in=IN_PLAY).exclude(owner=owner)
    barred = Q(pk__in=disqualified_needs(viewer, day)) | Q(scheme_year__in=years_disqualified_in(viewer, day=day))
    return rows.exclude(barred).select_related("scheme_year__governor", "form", "owner", "continues")


def scheme_years_for(owner: Organisation) -> list[SchemeYear]:
    """Announced scheme years in the owner's county that may give it money, by deadline. One query."""
    rows = SchemeYear.objects.filter(status__in=PUBLIC, governor__county_code=owner.county_code)
    reach = [one for one in rows.select_related("governor") if owner.kind in one.rules.recipients]
    return sorted(
        reach, key=lambda one: (one.closes_at is None, one.closes_at.timestamp() if one.closes_at else 0, one.pk)
    )


@dataclass(frozen=True)
class OpenYear:
    """A scheme year that the owner may notify needs in, and the needs of earlier years that may be changed in it."""

    scheme_year: SchemeYear
    is_open: Answer
    has_form: bool
    may_change: tuple[NeedsNotification, ...]


def years_to_notify_in(owner: Organisation, at: datetime) -> list[OpenYear]:
    """The scheme years that take needs now or soon. Four queries at most."""
    years = [one for one in scheme_years_for(owner) if one.status == SchemeYearStatus.ANNOUNCED]
    forms = FormVersion.objects.filter(scheme_year__in=years, status=FormVersionStatus.LIVE)
    with_form = set(forms.values_list("scheme_year_id", flat=True))
    earlier = list(
        NeedsNotification.objects.filter(owner=owner, years__gt=1, continues=None, status__in=IN_PLAY).select_related(
            "scheme_year"
        )
    )
    begun = set(
        NeedsNotification.objects.filter(scheme_year__in=years, continues__isnull=False)
        .exclude(status=N.WITHDRAWN)
        .values_list("scheme_year_id", "continues_id")
    )
    return [
        OpenYear(one, is_open_now(one, at), one.pk in with_form, tuple(_changeable(one, earlier, begun)))
        for one in years
    ]


def _changeable(
    year: SchemeYear, earlier: Iterable[NeedsNotification], begun: Collection[tuple[int, int | None]]
) -> Iterable[NeedsNotification]:
    for need in earlier:
        same = need.scheme_year.scheme == year.scheme
        if same and (year.pk, need.pk) not in begun and may_change_in(need, year):
            yield need


def may_change_in(need: NeedsNotification, year: SchemeYear) -> Answer:
    """Whether the need has a change to report in the scheme year."""
    return may_report_change(first_year=need.first_year, years=need.years, year=year.year)


def own_scheme_years(viewer: Viewer) -> QuerySet[SchemeYear]:
    """The scheme years that the viewer's County Governor runs."""
    return SchemeYear.objects.filter(governor__in=run_by(viewer)).select_related("governor")


def needs_at_governor(*, viewer: Viewer, day: date) -> QuerySet[NeedsNotification]:
    """What has been sent to the viewer's County Governor, without what the viewer is disqualified in."""
    rows = NeedsNotification.objects.filter(scheme_year__governor__in=run_by(viewer), status__in=IN_PLAY)
    seen = rows.exclude(pk__in=disqualified_needs(viewer, day))
    return seen.select_related("scheme_year__governor", "owner", "form", "continues")


@dataclass(frozen=True)
class WantedNeeds:
    """What the list is narrowed to. partner: key of a provider."""

    words: str = ""
    status: str = ""
    kind: str = ""  # "new" or "change"
    partner: int | None = None
    order: str = ""


@dataclass(frozen=True)
class NeedsSums:
    """What the narrowed list comes to."""

    count: int
    first: Kroner
    total: Kroner
    owners: int


ORDERS = {"": ("owner__name", "number"), "amount": ("-amount_first", "pk"), "newest": ("-sent_at", "pk")}


def needs_of_year(
    *, viewer: Viewer, scheme_year: SchemeYear, wanted: WantedNeeds, day: date
) -> QuerySet[NeedsNotification]:
    """The needs of the scheme year that fit, with owners and partners. Two queries, however many there are."""
    rows = needs_at_governor(viewer=viewer, day=day).filter(scheme_year=scheme_year)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.kind:
        rows = rows.filter(continues__isnull=wanted.kind == "new")
    if wanted.partner:
        rows = rows.filter(pk__in=NeedsNotification.partners.through.objects.filter(
            organisation_id=wanted.partner).values("needsnotification_id"))  # fmt: skip
    for word in wanted.words.split()[:5]:
        rows = rows.filter(Q(owner__name__icontains=word) | Q(title__icontains=word) | Q(number__icontains=word))
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS[""])).prefetch_related("partners").defer("answers")


def sums_of(rows: QuerySet[NeedsNotification]) -> NeedsSums:
    """The sums of the whole narrowed list, not of one page of it. One query."""
    plain = rows.order_by().prefetch_related(None)
    found = plain.aggregate(n=Count("pk"), first=Sum("amount_first"), total=Sum("amount_total"),
                            owners=Count("owner", distinct=True))  # fmt: skip
    return NeedsSums(found["n"], Kroner(found["first"] or 0), Kroner(found["total"] or 0), found["owners"])


def partners_in(scheme_year: SchemeYear) -> list[Organisation]:
    """The providers that somebody in the scheme year works with, by name. One query."""
    needs = NeedsNotification.objects.filter(scheme_year=scheme_year, status__in=IN_PLAY)
    return list(Organisation.objects.filter(needs_as_partner__in=needs).distinct().order_by("name"))


def last_receipt(need: NeedsNotification) -> NeedsReceipt | None:
    """What the owner last sent, or None. One query."""
    return need.receipts.order_by("-number").first()
