"""The study catalogue: search, one offer, and up to three offers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.queries.announced import round_of_study_year
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.queries import (
    Choices,
    OfferSearch,
    OffersOfYear,
    catalogue_choices,
    offers_found,
    offers_to_compare,
    published_offers,
    study_years,
)
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.milestones import notice
from pafyll.web.public.comparison import MOST_OFFERS, compared, listed
from pafyll.web.public.forms.catalogue import CatalogueForm

PAGE_SIZE = 20


def catalogue(request: DeskRequest) -> HttpResponse:
    """Published offers that fit the search. As many queries with one offer as with ten thousand."""
    years = study_years(viewer=request.viewer)
    year = _asked_year(request, latest=next(iter(years), None))
    choices = catalogue_choices(viewer=request.viewer, study_year=year, years=years)
    if request.GET:
        search, in_use, search_form = _asked(request, choices, year)
    else:
        search, in_use, search_form = OfferSearch(study_year=year), [], _empty_form(choices, get_language())
    found: Any = (
        OffersOfYear(year) if year and search.is_whole_year else offers_found(viewer=request.viewer, search=search)
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "search_form": search_form,
        "filters": [(label, chosen, _without(request.GET, name)) for name, label, chosen in in_use],
        "page": page,
        "rows": listed(page.object_list),
        "count": page.paginator.count,
        "year": year,
    }
    return render(request, "public/catalogue.html", context)


def _asked(
    request: DeskRequest, choices: Choices, year: int | None
) -> tuple[OfferSearch, list[tuple[str, str, str]], SafeString]:
    """What is searched for, the filters in use, and the form with them filled in."""
    form = CatalogueForm(request.GET, choices=choices)
    form.is_valid()
    return form.value(year), form.in_use(), _drawn(form)


@lru_cache(maxsize=50)
def _empty_form(choices: Choices, language: str) -> SafeString:
    """The form before anything is asked, which most people see: drawn once for what there is to choose between."""
    form = CatalogueForm({}, choices=choices)
    form.is_valid()
    return _drawn(form)


def _drawn(form: CatalogueForm) -> SafeString:
    return render_to_string("public/catalogue_search.html", {"form": form, "is_narrowed": bool(form.in_use())})


def _asked_year(request: DeskRequest, *, latest: int | None) -> int | None:
    asked = request.GET.get("ar", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else latest


def _without(query: QueryDict, name: str) -> str:
    """The search's address with one filter taken off."""
    rest = query.copy()
    for gone in (name, "side"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"


def offer(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything about one offer, and whether one can apply for it now."""
    shown = fetch(published_offers(viewer=request.viewer), pk, viewer=request.viewer)
    round = round_of_study_year(viewer=request.viewer, study_year=shown.study_year)
    context = {"offer": shown, "round": round, "apply": _apply(request, shown, round), "facts": compared([shown])}
    return render(request, "public/offer.html", context)


@dataclass(frozen=True)
class Apply:
    """The box beside an offer: what can be done now. start is where the application form begins, "" when it cannot."""

    title: str
    text: str
    start: str = ""
    log_in: str = ""


def _apply(request: DeskRequest, offer: StudyOffer, round: Round | None) -> Apply | None:
    if offer.status != StudyOffer.Status.PUBLISHED:
        return None
    said = notice(round, at=now())
    if not (said.may_apply and round):
        return Apply(said.title, said.text)
    if request.viewer.has_role("teacher"):
        return Apply(said.title, said.text, start=_start_address(round, offer))
    log_in = "" if request.viewer.user else f"{reverse('public:log_in')}?next={request.path}"
    return Apply(said.title, said.text, log_in=log_in)


def _start_address(round: Round, offer: StudyOffer) -> str:
    try:
        return f"{reverse('teacher:start', args=[round.pk])}?offer={offer.pk}"
    except NoReverseMatch:  # an installation without the teacher's desk
        return ""


def compare(request: DeskRequest) -> HttpResponse:
    """Up to three chosen offers, one column each."""
    keys = [int(key) for key in request.GET.getlist("tilbud") if key.isdecimal() and len(key) < 12]
    chosen = list(dict.fromkeys(keys))
    offers = offers_to_compare(viewer=request.viewer, keys=chosen[:MOST_OFFERS])
    context: dict[str, Any] = {
        "columns": [(one, _others(offers, one)) for one in offers],
        "rows": compared(offers),
        "left_out": len(chosen) - MOST_OFFERS if len(chosen) > MOST_OFFERS else 0,
        "most": MOST_OFFERS,
    }
    return render(request, "public/compare.html", context)


def _others(offers: list[StudyOffer], gone: StudyOffer) -> str:
    """The comparison's address without one of its offers."""
    return "?" + "&".join(f"tilbud={one.pk}" for one in offers if one != gone)
