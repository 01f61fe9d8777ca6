"""A control sample for everybody: the seed, when it was published, and every award with what it drew."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.grants.queries.after_awards import draw_shown, published_samples
from pafyll.web.components.http import DeskRequest


def control_sample(request: DeskRequest, pk: int) -> HttpResponse:
    """The scheme year's control: numbers of awards, never who they belong to."""
    sample = published_samples().filter(scheme_year=pk).first()
    if sample is None:
        raise Http404
    rows = draw_shown(sample)
    context = {"sample": sample, "year": sample.scheme_year, "rows": rows, "drawn": [row for row in rows if row.place]}
    return render(request, "public/control_sample.html", context)
