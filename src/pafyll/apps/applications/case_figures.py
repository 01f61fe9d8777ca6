"""The figures about a round that an owner's case papers can refer to: "round:2026:sent" and its like."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Sum
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Application, ParticipationTerm, Round
from pafyll.apps.casework.figures import Figure, Offered, UnknownFigure
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.values import Kroner

PREFIX = "round"
HANDED_IN = set(S) - {S.DRAFT, S.WITHDRAWN}
AGREED = {S.APPROVED, S.RANKED, S.GRANTED, S.REFUSED}
Count = Callable[[Organisation, Round], int]


def resolve_figure(reference: str, *, owner: Organisation) -> Figure:
    """What the reference stands for now. Raises UnknownFigure."""
    year, what = [*reference.split(":"), "", ""][1:3]
    told = Round.objects.exclude(status=RoundStatus.DRAFT)
    found = told.filter(study_year=int(year) if year.isdigit() else 0).order_by("-pk").first()
    if found is None or what not in FIGURES:
        raise UnknownFigure(reference)
    unit, count = FIGURES[what]
    value = count(owner, found)
    text = str(Kroner(value)) if unit == "NOK" else str(value)
    label = _labels()[what].format(year=found.school_year)
    return Figure(value, unit, text, label, _("{round} i Påfyll").format(round=found.name), "/eier/soknader/")


def offer_figures(*, owner: Organisation, about: str) -> list[Offered]:
    """The newest decided round and the open one: what an owner's case about further education begins with."""
    rounds = Round.objects.exclude(status=RoundStatus.DRAFT).order_by("-study_year", "-pk")[:2]
    labels = _labels()
    return [
        Offered(f"{PREFIX}:{one.study_year}:{what}", labels[what].format(year=one.school_year), section)
        for one in rounds
        for what, section in SECTIONS.items()
        if _is_told(what, one)
    ]


def _is_told(what: str, round: Round) -> bool:
    """Places and their price are known when the round is decided; applications while it goes on."""
    is_decided = round.status in (RoundStatus.ALLOCATED, RoundStatus.CLOSED)
    return is_decided == (what in ("granted", "own_cost"))


def _labels() -> dict[str, str]:
    return {
        "sent": _("Søknader fra lærerne, {year}"),
        "approved": _("Søknader som skoleeier har godkjent, {year}"),
        "granted": _("Lærere som fikk plass, {year}"),
        "own_cost": _("Skoleeiers del av kostnaden, {year}"),
    }


def _sent(owner: Organisation, round: Round) -> int:
    return Application.objects.filter(owner=owner, round=round, status__in=HANDED_IN).count()


def _approved(owner: Organisation, round: Round) -> int:
    return Application.objects.filter(owner=owner, round=round, status__in=AGREED).count()


def _granted(owner: Organisation, round: Round) -> int:
    return Application.objects.filter(owner=owner, round=round, status=S.GRANTED).count()


def _own_cost(owner: Organisation, round: Round) -> int:
    """What the owner has taken on for those with a place, also places that came after the allocation."""
    terms = ParticipationTerm.objects.filter(participation__owner=owner, participation__round=round)
    carried = terms.exclude(status__in=(TermStatus.NOT_STARTED, TermStatus.NOT_CONFIRMED))
    return carried.aggregate(total=Sum("owner_amount"))["total"] or 0


FIGURES: dict[str, tuple[str, Count]] = {
    "sent": ("applications", _sent),
    "approved": ("applications", _approved),
    "granted": ("persons", _granted),
    "own_cost": ("NOK", _own_cost),
}
SECTIONS = {"sent": "background", "approved": "background", "granted": "background", "own_cost": "frames"}
