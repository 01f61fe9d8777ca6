"""People's fields of competence, as far as each has said that everyone may read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.assignments.queries.competence import public_people
from pafyll.domain.assignments.competence import LEVEL_NAMES, lists
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest


def people(request: DeskRequest) -> HttpResponse:
    """Those with a consent in force, found by field."""
    known = lists()
    asked = request.GET.get("felt", "")
    field = asked if asked in known.fields else ""
    rows = public_people(viewer=request.viewer, day=today(), field=field)
    context = {
        "field": field,
        "fields": known.fields.items(),
        "rows": [
            {
                "person": one,
                "levels": [(known.fields[code], LEVEL_NAMES[level]) for code, level in one.fields.items()],
                "languages": [known.languages[code] for code in one.languages],
                "stages": [known.stages[code] for code in one.stages],
            }
            for one in rows
        ],
    }
    return render(request, "public/people.html", context)
