"""An appeal that the first instance dismissed may itself be appealed, once: what that is about and what it can give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, gettext_noop

from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.outcomes import Effect, Subject, subjects_of
from pafyll.apps.casework.permissions.appeals import may_appeal
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.appeal import AppealStatus

KIND, REOPENED, DISMISSED = "appeal", "reopened", AppealStatus.DISMISSED.value
TAKE_UP = "take_up"
REOPENED_LABEL = gettext_noop("Tas til behandling")


def dismissed_by(decision: Decision) -> Appeal:
    """The appeal that the decision is about. One query."""
    return Appeal.objects.select_related("decision").get(pk=_key(decision))


def dismissals_of(appeals: Iterable[Appeal]) -> QuerySet[Decision]:
    """The decisions that dismissed the appeals, newest first."""
    abouts = [one.about for one in appeals]
    rows = Decision.objects.filter(kind=KIND, outcome=DISMISSED, about__in=abouts)
    return rows.prefetch_related("demands", "appeals").order_by("-decided_at", "-pk")


def with_dismissed(appeals: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """The appeals, and those against a dismissal of one of them."""
    dismissals = dismissals_of(appeals).values_list("pk", flat=True)
    return Appeal.objects.filter(pk__in=[*(one.pk for one in appeals), *_against(dismissals)])


def dismissal_to_appeal(viewer: Viewer, appeal: Appeal) -> Decision | None:
    """The decision that dismissed the appeal, when the viewer may appeal it now."""
    found = dismissals_of([appeal]).first() if appeal.status == AppealStatus.DISMISSED else None
    return found if found is not None and may_appeal(viewer, found) else None


def _against(decisions: Iterable[int]) -> QuerySet[Appeal, int]:
    return Appeal.objects.filter(decision__in=list(decisions)).values_list("pk", flat=True)


def subjects_of_dismissals(decisions: Sequence[Decision]) -> dict[int, Subject]:
    """The same party as the appeal's own. Two queries and those of the kinds."""
    appeals = Appeal.objects.select_related("decision").in_bulk({_key(one) for one in decisions})
    subjects = subjects_of([one.decision for one in appeals.values()])
    return {one.pk: _subject(subjects[appeals[_key(one)].decision_id]) for one in decisions}


def _subject(first: Subject) -> Subject:
    title = format_lazy(gettext_lazy("Avvist klage: {title}"), title=first.title)
    return Subject(title, party_person=first.party_person, party_organisation=first.party_organisation)


def effects_of_dismissal(decision: Decision) -> list[Effect]:
    """The appeal is dealt with after all. Nothing else can be given, and nothing when it is open again."""
    if dismissed_by(decision).status != AppealStatus.DISMISSED:
        return []
    return [Effect(TAKE_UP, gettext_lazy("Klagen tas til behandling"))]


def is_reopened(appeal: Appeal) -> bool:
    """Whether the appeals body, or the first instance itself, has said that it is to be dealt with. One query."""
    return Decision.objects.filter(kind=KIND, about=appeal.about, outcome=REOPENED).exists()


def _key(decision: Decision) -> int:
    return int(decision.about.removeprefix("appeal:"))
