"""Changes and recoveries that a viewer may see, and the money of one participation on a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from pafyll.apps.applications.models import Participation, ParticipationTerm
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import Change, Commitment, RecoveryCase
from pafyll.apps.grants.queries.term_money import money_in
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.effects import TermMoney


def visible_changes(viewer: Viewer) -> QuerySet[Change]:
    """One's own, those of owners one works for, and all for the directorate."""
    mine = Q(participation__person=viewer.person) if viewer.person else Q(pk__in=[])
    seen = Q() if viewer.works_for_directorate else mine | Q(owner__in=viewer.ranks_for)
    rows = Change.objects.filter(seen).select_related(
        "owner",
        "participation__person__user",
        "participation__owner",
        "participation__round",
        "participation__offer__programme",
        "participation__application",
        "to_offer__programme__provider",
        "to_school__parent",
        "reported_by",
        "handled_by",
        "prepared_by",
        "decided_by",
        "decision",
        "choice",
    )
    return rows.prefetch_related("choice__amounts", Prefetch("participation__terms"))


def changes_of_owners(viewer: Viewer) -> QuerySet[Change]:
    """Those of owners that the viewer works for; her own, where she works for another, not among them."""
    return visible_changes(viewer).filter(owner__in=viewer.ranks_for)


def changes_of(participation: Participation) -> QuerySet[Change]:
    """A participation's changes, newest first. The page has already checked who may see it."""
    rows = participation.changes.select_related("choice__decision", "decision", "reported_by", "handled_by")
    return rows.prefetch_related("choice__amounts__commitment__term").order_by("-reported_at", "-pk")


def visible_recoveries(viewer: Viewer) -> QuerySet[RecoveryCase]:
    """An owner's own, and all for the directorate."""
    rows = RecoveryCase.objects.select_related(
        "commitment__owner",
        "commitment__round",
        "commitment__term__participation__person",
        "commitment__term__participation__offer__programme",
        "commitment__term__participation__application",
        "commitment__term__participation__owner",
        "forewarned_by",
        "commented_by",
        "prepared_by",
        "decided_by",
        "decision",
    )
    return rows if viewer.works_for_directorate else rows.filter(commitment__owner__in=viewer.ranks_for)


def recoveries_of(participation: Participation) -> QuerySet[RecoveryCase]:
    """Cases about money that was paid for the participation. The page has already checked who may see it."""
    return RecoveryCase.objects.filter(commitment__term__participation=participation).select_related("commitment__term")


def visible_commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """What was promised and paid: the directorate's view."""
    rows = Commitment.objects.select_related(
        "owner",
        "term__participation__person",
        "term__participation__offer__programme",
        "term__participation__application",
    )
    return rows if viewer.works_for_directorate else rows.none()


@dataclass(frozen=True)
class TermOnPage:
    """A semester with its money and the key of its promise (None where there is none)."""

    term: ParticipationTerm
    money: TermMoney
    commitment: int | None


def terms_on_page(participation: Participation) -> list[TermOnPage]:
    """The semesters in order, each with what became of its money. Two queries, besides the terms."""
    terms = sorted(participation.terms.all(), key=lambda one: (one.when.budget_year.year, one.when.is_autumn))
    keys = dict(Commitment.objects.filter(term__in=[one.pk for one in terms]).values_list("term", "pk"))
    return [TermOnPage(one, money, keys.get(one.pk)) for one, money in zip(terms, money_in(terms), strict=True)]


def letters_about(*abouts: str) -> QuerySet[Document]:
    """Letters about cases that the page has let the viewer in to, without their bytes."""
    rows = Document.objects.filter(about__in=abouts, replaced_by__isnull=True)
    return rows.defer("pdf", "text", "context").order_by("issued_at", "pk")
