"""Who can do what: the section's overview, the search, one person, and one's own page with its consent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.assignments.models import Assignment, CompetenceProfile
from pafyll.apps.assignments.permissions.competence import (
    WORKS_THERE,
    may_see_overview,
    units_seen,
    visible_profiles,
)
from pafyll.apps.assignments.queries.competence import (
    PersonRow,
    candidates_in_sight,
    earlier_of,
    free_percent,
    overview,
    profile_of,
    semesters_from,
)
from pafyll.apps.assignments.queries.evaluation import latest_lessons, lessons_in
from pafyll.apps.assignments.services.competence import (
    give_consent,
    own_profile,
    state_competence,
    withdraw_consent,
)
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, require
from pafyll.domain.assignments.competence import LEVEL_NAMES, found, lists, nearly_found
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.formats import semester as semester_text
from pafyll.web.components.tags.formats import t
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.provider.forms.competence import CompetenceSearchForm, ConsentForm, ProfileForm, UnitForm

SHADES = {"leads": "3", "contributes": "2", "learns": "1"}


def competence(request: DeskRequest) -> HttpResponse:
    """Fields against people, with what is free; a person without the role sees her own page instead."""
    if not (may := may_see_overview(request.viewer)):
        works_there = request.viewer.has_role(*WORKS_THERE)
        return see_other("provider:own_competence") if works_there else _nothing(request, may)
    day = today()
    units = units_seen(request.viewer, day=day)
    form = UnitForm(request.GET, units=units)
    semesters = semesters_from(day)
    rows = overview(viewer=request.viewer, unit=form.value(), semesters=semesters, day=day)
    context = {
        "form": form,
        "people": rows,
        "heat": _heat(rows),
        "free": [(one.code, [row.free.get(one) for row in rows]) for one in semesters],
        "query": request.GET.urlencode(),
        "source": lists().source,
        "lessons": latest_lessons(viewer=request.viewer, day=day),
    }
    return render(request, "provider/competence.html", context)


def _nothing(request: DeskRequest, may: Answer) -> HttpResponse:
    """For the study administration alone, which has neither a page of its own nor anybody to lead."""
    return render(request, "provider/competence_none.html", {"may": may})


def _heat(rows: list[PersonRow]) -> list[tuple[str, list[tuple[str, str]], int]]:
    """One line for each field: its name, each person's shade and word, and how many can lead or contribute."""
    return [
        (
            name,
            [
                (SHADES[row.levels[code]], LEVEL_NAMES[row.levels[code]]) if code in row.levels else ("", "")
                for row in rows
            ],
            sum(row.levels.get(code) in ("leads", "contributes") for row in rows),
        )
        for code, name in lists().fields.items()
    ]


def workbook(request: DeskRequest) -> HttpResponse:
    """The overview as an Excel workbook, one line for each person."""
    require(may_see_overview(request.viewer))
    day = today()
    semesters = semesters_from(day)
    form = UnitForm(request.GET, units=units_seen(request.viewer, day=day))
    rows = overview(viewer=request.viewer, unit=form.value(), semesters=semesters, day=day)
    known = lists()
    columns = [
        Column(_("Navn"), 24),
        Column(_("Enhet"), 28),
        *(Column(_("Ledig, prosent %(when)s") % {"when": semester_text(one.code)}, 14) for one in semesters),
        *(Column(t(name), 16) for name in known.fields.values()),
    ]
    lines = [
        [
            str(row.membership.person),
            row.membership.unit.name,
            *(row.free.get(one) for one in semesters),
            *(t(LEVEL_NAMES[row.levels[code]]) if code in row.levels else "" for code in known.fields),
        ]
        for row in rows
    ]
    about = _("Kompetanse og ledig tid, slik hver enkelt selv har ført det opp.")
    return workbook_response(workbook_bytes(_("Kompetanse"), columns, lines, about=about), "kompetanse")


def search(request: DeskRequest) -> HttpResponse:
    """Who fits, and why; and those who lack one of several things."""
    require(may_see_overview(request.viewer))
    semesters = semesters_from(today())
    form = CompetenceSearchForm(request.GET, semesters=semesters)
    wanted = form.value()
    asked = bool(wanted.field or wanted.language or wanted.stage or wanted.semester)
    people = candidates_in_sight(viewer=request.viewer, semesters=semesters, day=today()) if asked else []
    pages = dict(visible_profiles(request.viewer, day=today()).values_list("person", "pk"))
    context = {
        "form": form,
        "asked": asked,
        "hits": [(match, pages[match.candidate.person]) for match in found(people, wanted)],
        "near": [(match, pages[match.candidate.person]) for match in nearly_found(people, wanted)],
    }
    return render(request, "provider/competence_search.html", context)


def person(request: DeskRequest, pk: int) -> HttpResponse:
    """One person, as she has written it herself."""
    shown = fetch(visible_profiles(request.viewer, day=today()), pk, viewer=request.viewer)
    return render(request, "provider/competence_person.html", _shown(shown, request.viewer))


def _shown(profile: CompetenceProfile, viewer: Viewer) -> dict[str, Any]:
    known, semesters = lists(), semesters_from(today())
    return {
        "profile": profile,
        "levels": [(known.fields[row.field], LEVEL_NAMES[row.level]) for row in profile.fields.all()],  # type: ignore[index]
        "languages": [known.languages[code] for code in profile.languages],
        "stages": [known.stages[code] for code in profile.stages],
        "free": [(one.code, percent) for one, percent in free_percent([profile], semesters)[profile.pk].items()],
        "earlier": _earlier(profile, viewer),
    }


def _earlier(profile: CompetenceProfile | None, viewer: Viewer) -> list[tuple[Assignment, str]]:
    """The assignments that she has been through, each with what was learned where the viewer may read it."""
    been = earlier_of([profile.person_id]).get(profile.person_id, []) if profile else []
    learned = lessons_in(been, viewer=viewer, day=today())
    return [(one, learned.get(one.pk, "")) for one in been]


def own(request: DeskRequest) -> HttpResponse:
    """One's own page: what I can, when I have time, and what everyone may read."""
    provider = _provider(request)
    profile = profile_of(viewer=request.viewer, provider=provider.pk).first()
    semesters = semesters_from(today())
    form = ProfileForm(request.POST or None, semesters=semesters, initial=_initial(profile))
    if is_done(form, lambda: _save(request, provider, form)):
        messages.success(request, _("Siden din er lagret."))
        return see_other("provider:own_competence")
    consent = profile.consents.filter(withdrawn_at__isnull=True).first() if profile else None
    context = {
        "form": form,
        "profile": profile,
        "consent": consent,
        "consents": list(profile.consents.all()) if profile else [],
        "consent_form": ConsentForm(initial={"shows": consent.shows if consent else []}),
        "earlier": _earlier(profile, request.viewer),
    }
    return render(request, "provider/competence_own.html", context, status=422 if form.errors else 200)


def _save(request: DeskRequest, provider: Organisation, form: ProfileForm) -> CompetenceProfile:
    profile = own_profile(provider=provider, by=request.user, at=now())
    seen = form.cleaned_data["seen"]
    return state_competence(profile=profile, stated=form.value(), seen_version=seen, by=request.user, at=now())


def _initial(profile: CompetenceProfile | None) -> dict[str, Any]:
    if profile is None:
        return {"seen": 0}
    given: dict[str, Any] = {"seen": profile.version, "about": profile.about}
    given |= {"languages": profile.languages, "stages": profile.stages}
    given |= {f"field_{row.field}": row.level for row in profile.fields.all()}
    return given | {f"time_{row.semester}": row.percent for row in profile.availability.all()}


@require_POST
def consent(request: DeskRequest) -> HttpResponse:
    """Gives the consent anew, or takes it back."""
    profile = profile_of(viewer=request.viewer, provider=_provider(request).pk).first()
    if profile is None:
        raise Http404
    if request.POST.get("gjor") == "trekk":
        withdraw_consent(profile=profile, by=request.user, at=now())
        messages.success(request, _("Samtykket er trukket. Ingenting om deg er synlig for andre utenfor."))
        return see_other("provider:own_competence")
    form = ConsentForm(request.POST)
    if not is_done(form, lambda: give_consent(profile=profile, shows=_shows(form), by=request.user, at=now())):
        messages.error(request, _("Velg hva andre skal få se."))
        return see_other("provider:own_competence")
    messages.success(request, _("Samtykket er lagret. Du kan trekke det når du vil."))
    return see_other("provider:own_competence")


def _shows(form: ConsentForm) -> tuple[str, ...]:
    return tuple(form.cleaned_data["shows"])


def _provider(request: DeskRequest) -> Organisation:
    """Where the viewer works; 404 for the study administration alone, which has no page."""
    for grant in request.viewer.grants:
        if grant.role in WORKS_THERE:
            return grant.organisation
    raise Http404
