"""What goes into a distribution of a scheme year, the drafts and runs on the desk, and two runs side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from django.db.models import Count, F, Q, QuerySet

from pafyll.apps.forums.models import (
    DistributionChoice,
    DistributionDraft,
    DistributionRun,
    KeyFile,
    NeedsNotification,
    SchemeYear,
)
from pafyll.apps.forums.permissions.distribution import visible_drafts, visible_runs
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.distribution import (
    Distribution,
    Pipeline,
    PipelineFault,
    Recipient,
    Request,
    distribute,
    inputs_from,
    pipeline_from,
)
from pafyll.domain.grants.distribution.comparing import Side, compared
from pafyll.domain.lifecycles.needs_notification import IN_PLAY
from pafyll.domain.values import Kroner

Kind = Organisation.Kind
RECIPIENTS = (Kind.MUNICIPALITY, Kind.COUNTY_AUTHORITY, Kind.PRIVATE_OWNER, Kind.PROVIDER)
REGISTER = "teacher_fte"
REGISTER_KEYS = {"teacher_fte": {"label": "lærerårsverk", "source": "registeret"}}


@dataclass(frozen=True)
class DraftRow:
    """A draft with what it says in words, or what is wrong with it."""

    draft: DistributionDraft
    pipeline: Pipeline | None
    fault: PipelineFault | None


def benches_on_desk(*, viewer: Viewer) -> QuerySet[SchemeYear]:
    """The scheme years that the viewer runs, with how many compositions and runs each has. One query."""
    counts = {"drafts": Count("distribution_drafts", distinct=True), "runs": Count("distribution_runs", distinct=True)}
    return SchemeYear.objects.filter(governor__in=run_by(viewer)).annotate(**counts).order_by("-year", "title", "pk")


def drafts_of(*, viewer: Viewer, year: SchemeYear) -> QuerySet[DistributionDraft]:
    """The compositions of the scheme year, the oldest first. One query."""
    return visible_drafts(viewer).filter(scheme_year=year)


def runs_of(*, viewer: Viewer, year: SchemeYear) -> QuerySet[DistributionRun]:
    """The runs of the scheme year, the newest first, without what went in. One query."""
    return visible_runs(viewer).filter(scheme_year=year).defer("inputs", "lines").select_related("run_by", "forum")


def chosen_of(year: SchemeYear) -> DistributionChoice | None:
    """The choice that counts. One query."""
    choices = DistributionChoice.objects.filter(run__scheme_year=year).select_related("run", "made_by")
    return choices.order_by("-made_at", "-pk").first()


def read_draft(draft: DistributionDraft) -> DraftRow:
    """The draft's pipeline, or everything that is wrong with it."""
    try:
        return DraftRow(draft, pipeline_from(draft.pipeline), None)
    except PipelineFault as fault:
        return DraftRow(draft, None, fault)


def recipients_of(
    year: SchemeYear, *, files: Iterable[KeyFile] = (), needs: Iterable[str] = ()
) -> tuple[Recipient, ...]:
    """Owners in the counties that the scheme year's needs and its Governor lie in, and every provider. Four queries.

    Kindergartens, networks and other bodies that are not in the register come when they have notified a need, this year
    or in the earlier needs that are named. files give keys beside the register's.
    """
    asked = NeedsNotification.objects.filter(
        Q(scheme_year=year, status__in=IN_PLAY) | Q(pk__in=earlier_needs(year).filter(number__in=list(needs)))
    )
    own = Organisation.objects.filter(county_code=year.governor.county_code, kind__in=RECIPIENTS[:3])
    providers = Organisation.objects.filter(kind=Kind.PROVIDER)
    askers = Organisation.objects.filter(pk__in=asked.values("owner"))
    found = {one.pk: one for one in (*own, *providers, *askers)}
    keys = {file.code: file.by_number for file in files}
    return tuple(_recipient(one, keys) for one in found.values() if len(one.number) == 9)


def earlier_needs(year: SchemeYear) -> QuerySet[NeedsNotification]:
    """The Governor's needs of earlier years that reach this one, and this year's changes to such. One query.

    An earlier need that is changed this year stands by its change.
    """
    changed = NeedsNotification.objects.filter(scheme_year=year, status__in=IN_PLAY, continues__isnull=False)
    reaching = Q(first_year__gt=year.year - F("years"), first_year__lt=year.year, scheme_year__year__lt=year.year)
    rows = NeedsNotification.objects.filter(scheme_year__governor=year.governor, status__in=IN_PLAY)
    rows = rows.filter(reaching | Q(pk__in=changed)).exclude(pk__in=changed.values("continues"))
    return rows.select_related("scheme_year__governor", "owner", "continues").order_by("number")


def kroner_in(need: NeedsNotification, year: int) -> int:
    """What the need asks for in the budget year."""
    at = year - need.first_year
    return int(need.amounts[at]) if 0 <= at < len(need.amounts) else 0


def requests_of(
    year: SchemeYear, ranks: Mapping[str, int], commitments: Mapping[str, int] = MappingProxyType({})
) -> tuple[Request, ...]:
    """Needs that have been sent, with what is asked for in the budget year. Those without a rank come last.

    commitments is what earlier years have promised, by the need's number; an earlier need asks for nothing more.
    """
    return (*_asked_now(year, ranks, commitments), *_promised(year, commitments))


def _promised(year: SchemeYear, commitments: Mapping[str, int]) -> tuple[Request, ...]:
    if not commitments:
        return ()
    earlier = earlier_needs(year).filter(number__in=commitments).exclude(scheme_year=year)
    return tuple(
        Request(need.number, need.owner.number, 0, need.title or need.number, committed=commitments[need.number])
        for need in earlier
    )


def _asked_now(year: SchemeYear, ranks: Mapping[str, int], commitments: Mapping[str, int]) -> tuple[Request, ...]:
    needs = NeedsNotification.objects.filter(scheme_year=year, status__in=IN_PLAY).select_related("owner")
    ordered = sorted(needs, key=lambda need: need.number)
    last = max(ranks.values(), default=0)
    return tuple(
        Request(
            need.number, need.owner.number, kroner_in(need, year.year), need.title or need.number,
            rank=ranks.get(need.number, last + place), received=need.sent_at.isoformat() if need.sent_at else "",
            committed=commitments.get(need.number, 0),
        )
        for place, need in enumerate(ordered, 1)
    )  # fmt: skip


def distribution_of(run: DistributionRun) -> Distribution:
    """The stored run again, from what went into it: the same kroner and the same sentences."""
    recipients, requests = inputs_from(run.inputs)
    return distribute(pipeline_from(run.pipeline), frame=Kroner(run.frame), recipients=recipients, requests=requests)


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side."""

    one: DistributionRun
    other: DistributionRun

    @cached_property
    def both(self) -> tuple[Distribution, Distribution]:
        return distribution_of(self.one), distribution_of(self.other)

    @cached_property
    def by_owner(self) -> list[Side]:
        """Each owner, with everything that goes to it and to its units."""
        return compared(*self.both, by="owner")

    @cached_property
    def by_provider(self) -> list[Side]:
        return compared(*self.both, by="provider")

    @cached_property
    def by_county(self) -> list[Side]:
        return compared(*self.both, by="county")


def _recipient(one: Organisation, files: Mapping[str, Mapping[str, int]]) -> Recipient:
    keys = {} if one.kind == Kind.PROVIDER else {REGISTER: one.teacher_fte_hundredths}
    sent = {code: figures[one.number] for code, figures in files.items() if one.number in figures}
    return Recipient(one.number, one.name, one.kind, one.county_code, one.municipality_code, keys={**keys, **sent})
