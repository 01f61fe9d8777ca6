"""The forum's pages for its members: the forum, a meeting, a matter with its vote and dissent, and the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.assignments.queries.evaluation import lessons_for
from pafyll.apps.forums.models import AgendaItem, Forum, ForumMeeting, ForumMembership, LongTermPlan
from pafyll.apps.forums.permissions import deciding as may
from pafyll.apps.forums.permissions.forums import keeps, may_appoint_substitute, may_see_item, seats_of
from pafyll.apps.forums.queries import forums as queries
from pafyll.apps.forums.services import composing, deciding
from pafyll.apps.forums.services.meetings import seats_at
from pafyll.domain.answers import Refusal, require
from pafyll.integrations.clock import now, today
from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.forum.forms import DisqualifiedForm, DissentForm, SubstituteForm, VoteForm
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done


def forums(request: DeskRequest, desk: ForumDesk) -> HttpResponse:
    """The viewer's forums: straight to the one where there is only one and it is not kept here."""
    rows = list(queries.forums_of(viewer=request.viewer, day=today()))
    if len(rows) == 1 and not desk.manages:
        return forum(request, desk, rows[0].pk)
    return _page(request, desk, "forums", {"rows": rows})


def forum(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """Who sits in it, the balance, the meetings and the plans."""
    found, viewer = forum_here(request, pk), request.viewer
    seats = queries.seats_in(viewer=viewer, forum=found, day=today())
    context = {
        "forum": found,
        "seats": seats,
        "own": {one.membership.pk for one in seats_of(viewer, found, day=today()) if not one.is_substitute},
        "meetings": queries.meetings_of(viewer=viewer, forum=found),
        "plans": queries.plans_of(forum=found),
        "manages": desk.manages and keeps(viewer, found),
    }
    return _page(request, desk, "forum", context)


def meeting(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """The agenda, who came and the minutes; a matter that the viewer is disqualified in is only a number."""
    found, viewer = meeting_here(request, pk), request.viewer
    rows = queries.agenda_of(viewer=viewer, meeting=found, day=today())
    context = {
        "meeting": found,
        "rows": rows,
        "attendance": queries.attendance_of(found),
        "may_have_file": bool(found.document_id) and all(row.may_see for row in rows),
        "may_write": may.is_under_way(found, now()),
        "manages": desk.manages and keeps(viewer, found.forum),
        "seats": seats_of(viewer, found.forum, day=today()),
    }
    return _page(request, desk, "meeting", context)


def minutes(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """The approved minutes as they were kept; not for one who is disqualified in any of the matters."""
    found = meeting_here(request, pk)
    if found.document is None:
        raise Http404
    for one in found.items.all():
        require(may_see_item(request.viewer, one, day=today()))
    response = HttpResponse(bytes(found.document.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="referat-{found.pk}.pdf"'
    return response


def item(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """One matter: what to read, what was decided, and the viewer's vote and dissent."""
    found = item_here(request, pk)
    action = request.POST.get("action", "")
    vote = VoteForm(request.POST if action == "vote" else None)
    dissent = DissentForm(request.POST if action == "dissent" else None)
    if action == "vote" and is_done(vote, lambda: _vote(request, found, vote)):
        messages.success(request, _("Stemmen er avgitt."))
        return see_other(desk.to["forum_item"], pk)
    if action == "dissent" and is_done(dissent, lambda: _dissent(request, found, dissent)):
        messages.success(request, _("Protokolltilførselen er ført i referatet."))
        return see_other(desk.to["forum_item"], pk)
    context = {"item": found, "vote_form": vote, "dissent_form": dissent, **_item_context(request, desk, found)}
    return _page(request, desk, "item", context, vote if action == "vote" else dissent)


def _item_context(request: DeskRequest, desk: ForumDesk, found: AgendaItem) -> dict[str, Any]:
    happened = queries.what_happened(found)
    viewer, at = request.viewer, now()
    decision = happened.decision
    manages = desk.manages and keeps(viewer, found.meeting.forum)
    return {
        "happened": happened,
        "may_vote": may.may_vote(viewer, found, at),
        "voting_for": may.voting_seat(viewer, found, day=today()),
        "may_dissent": bool(decision and may.may_dissent(viewer, decision, at)),
        "manages": manages,
        "may_agree": may.may_agree(viewer, found, at),
        "may_fail": may.may_fail(viewer, found, at),
        "may_open_ballot": may.may_open_ballot(viewer, found, at),
        "may_count": may.may_count(viewer, found, at),
        "without_login": _without_login(found, happened) if manages else [],
    }


def _without_login(found: AgendaItem, happened: queries.DecidedItem) -> list[ForumMembership]:
    """Bodies whose member does not log in, and that have not voted: the secretariat records what they said."""
    done = {one.membership_id for one in happened.votes}
    return [one for one in seats_at(found.meeting) if one.votes and not one.person.user_id and one.pk not in done]


def _vote(request: DeskRequest, found: AgendaItem, form: VoteForm) -> object:
    return deciding.cast_vote(item=found, choice=form.cleaned_data["choice"], by=request.user, at=now())


def _dissent(request: DeskRequest, found: AgendaItem, form: DissentForm) -> object:
    decision = may.decision_of(found)
    if decision is None:
        raise Refusal(may.NOT_DECIDED)
    return deciding.dissent(decision=decision, text=form.cleaned_data["text"], by=request.user, at=now())


def disqualified(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """The viewer says that they are disqualified in a matter; from then on it is closed to them."""
    found = item_here(request, pk)
    form = DisqualifiedForm(request.POST or None, initial={"starts_on": today()})
    if is_done(form, lambda: _declare(request, found, form)):
        messages.success(request, _("Du er meldt inhabil i saken, og ser den ikke lenger."))
        return see_other(desk.to["forum_meeting"], found.meeting_id)
    context = {"item": found, "form": form, "meeting": found.meeting}
    return _page(request, desk, "disqualified", context, form)


def _declare(request: DeskRequest, found: AgendaItem, form: DisqualifiedForm) -> object:
    assert request.viewer.person is not None
    return composing.declare_disqualified(
        forum=found.meeting.forum,
        matter=found.matter,
        person=request.viewer.person,
        ground=form.cleaned_data["ground"],
        term=form.term(),
        by=request.user,
        at=now(),
    )


def substitute(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """Somebody who meets in the member's place for a time."""
    seats = ForumMembership.objects.filter(forum__in=queries.forums_of(viewer=request.viewer, day=today()))
    seat = fetch(
        seats.select_related("forum__governor", "organisation", "person"),
        pk,
        viewer=request.viewer,
        may=may_appoint_substitute,
    )
    form = SubstituteForm(request.POST or None, initial={"starts_on": today()})
    if is_done(form, lambda: _appoint(request, seat, form)):
        messages.success(request, _("%(person)s er vararepresentant.") % {"person": form.cleaned_data["person"]})
        return see_other(desk.to["forum"], seat.forum_id)
    return _page(request, desk, "substitute", {"seat": seat, "forum": seat.forum, "form": form}, form)


def _appoint(request: DeskRequest, seat: ForumMembership, form: SubstituteForm) -> object:
    return composing.appoint_substitute(
        seat=seat,
        person=form.cleaned_data["person"],
        term=form.term(),
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=now(),
    )


def plan(request: DeskRequest, desk: ForumDesk, pk: int) -> HttpResponse:
    """The plan as it stands, and its earlier revisions."""
    found = plan_here(request, pk)
    revisions = queries.revisions_of(viewer=request.viewer, plan=found)
    asked = request.GET.get("revisjon", "")
    adopted = [one for one in revisions if one.adopted_by_id]
    standing = next(iter(adopted or revisions), None)
    shown = next((one for one in revisions if str(one.number) == asked), standing)
    manages = desk.manages and keeps(request.viewer, found.forum)
    draft = next((one for one in revisions if one.adopted_by_id is None), None)
    taken = queries.taken_up_in(draft) if draft else frozenset()
    lessons = [(one, one.assignment.about in taken) for one in lessons_for(found, viewer=request.viewer)]
    context = {
        "plan": found,
        "forum": found.forum,
        "revisions": revisions,
        "shown": shown,
        "manages": manages,
        "draft": draft,
        "lessons": lessons,
    }
    return _page(request, desk, "plan", context)


def forum_here(request: DeskRequest, pk: int) -> Forum:
    """A forum that the viewer keeps or sits in; 404 otherwise."""
    return fetch(queries.forums_of(viewer=request.viewer, day=today()), pk, viewer=request.viewer)


def meeting_here(request: DeskRequest, pk: int) -> ForumMeeting:
    """A meeting of such a forum; 404 otherwise."""
    return fetch(queries.visible_meetings(viewer=request.viewer, day=today()), pk, viewer=request.viewer)


def item_here(request: DeskRequest, pk: int) -> AgendaItem:
    """A matter of such a meeting; a page with the ground for those who are disqualified in it."""
    found = fetch(queries.visible_items(viewer=request.viewer, day=today()), pk, viewer=request.viewer)
    require(may_see_item(request.viewer, found, day=today()))
    return found


def plan_here(request: DeskRequest, pk: int) -> LongTermPlan:
    """A plan of such a forum; 404 otherwise."""
    return fetch(queries.visible_plans(viewer=request.viewer, day=today()), pk, viewer=request.viewer)


def _page(
    request: DeskRequest, desk: ForumDesk, name: str, context: dict[str, Any], form: forms.Form | None = None
) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, f"components/forum/{name}.html", {**context, "to": desk.to}, status=status)
