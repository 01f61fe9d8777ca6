"""Needs notifications at the County Governor's: the list of a scheme year with sums, as files, and one of them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.queries.history import history_of
from pafyll.apps.forums.models import CalendarFeed, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.needs import disqualified_needs, may_treat
from pafyll.apps.forums.permissions.scheme_years import may_run, visible_scheme_years
from pafyll.apps.forums.queries.needs import (
    last_receipt,
    needs_at_governor,
    needs_of_year,
    own_scheme_years,
    partners_in,
    sums_of,
)
from pafyll.apps.forums.services.openings import calendar_for, renew_calendar, token_of
from pafyll.apps.forums.services.sending_needs import ask_for_supplement, is_untouched, treat_need
from pafyll.domain.answers import Answer, Refusal
from pafyll.domain.rules.deadlines import end_of
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.needs_notifications import NeedsFilterForm, SupplementForm
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.need_files import need_file
from pafyll.web.components.question_answers import HISTORY_WORDS, shown_answers
from pafyll.web.components.refusing import is_done, said
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

PER_PAGE = 50
DESK = CalendarFeed.Desk.AUTHORITY


def needs_years(request: DeskRequest) -> HttpResponse:
    """The scheme years that we run, with the way to their needs and to their form."""
    years = own_scheme_years(request.viewer).prefetch_related("forms")
    governors = sorted({one.governor for one in years}, key=str)
    feed = CalendarFeed.objects.filter(user=request.user, desk=DESK, organisation__in=governors).first()
    address = request.build_absolute_uri(f"/kalender/{token_of(feed)}.ics") if feed else ""
    context = {"rows": [(one, _in_use(one)) for one in years], "calendar": address, "has_governor": bool(governors)}
    return render(request, "authority/needs_years.html", context)


def _in_use(year: SchemeYear) -> Any:
    return next((one for one in year.forms.all() if one.status == "live"), None)


@require_POST
def calendar(request: DeskRequest) -> HttpResponse:
    """Gives the Governor's calendar an address, or a new one."""
    organisation = own_scheme_years(request.viewer).order_by("pk").first()
    if organisation is not None:
        feed = calendar_for(organisation=organisation.governor, desk=DESK, by=request.user, at=now())
        if request.POST.get("do") == "renew":
            renew_calendar(feed=feed, by=request.user, at=now())
            messages.success(request, _("Kalenderen har fått ny adresse. Den gamle virker ikke lenger."))
    return see_other("authority:needs_years")


def own_year(request: DeskRequest, pk: int) -> SchemeYear:
    """The scheme year, or 404; 403 with the reason for those who do not run it."""
    return fetch(visible_scheme_years(request.viewer), pk, viewer=request.viewer, may=may_run)


def _narrowed(request: DeskRequest, year: SchemeYear) -> tuple[NeedsFilterForm, QuerySet[NeedsNotification]]:
    form = NeedsFilterForm(request.GET, partners=partners_in(year))
    rows = needs_of_year(viewer=request.viewer, scheme_year=year, wanted=form.value(), day=today())
    return form, rows


def notifications(request: DeskRequest, pk: int) -> HttpResponse:
    """The needs of a scheme year, narrowed, with what they come to."""
    year = own_year(request, pk)
    form, rows = _narrowed(request, year)
    hidden = NeedsNotification.objects.filter(scheme_year=year, pk__in=disqualified_needs(request.viewer, today()))
    context = {
        "year": year,
        "form": form,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("side")),
        "sums": sums_of(rows),
        "hidden": hidden.count(),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "query": request.GET.urlencode(),
    }
    return render(request, "authority/needs_notifications.html", context)


COLUMNS = (
    ("number", 16, False),
    ("owner", 28, False),
    ("orgnr", 14, False),
    ("title", 40, False),
    ("status", 16, False),
    ("kind", 12, False),
    ("partners", 34, False),
    ("years", 8, False),
    ("first", 16, True),
    ("total", 16, True),
    ("sent", 18, False),
)


def _headings() -> list[str]:
    return [
        _("Nummer"), _("Eier"), _("Organisasjonsnummer"), _("Tiltak"), _("Status"), _("Slag"), _("Samarbeidspartnere"),
        _("Antall år"), _("Søkt første år"), _("Søkt i alt"), _("Sendt"),
    ]  # fmt: skip


def _cells(need: NeedsNotification) -> list[Any]:
    return [
        need.number,
        need.owner.name,
        need.owner.number,
        need.title,
        need.get_status_display(),
        _("Endring") if need.is_change else _("Nytt"),
        ", ".join(one.name for one in need.partners.all()),
        need.years,
        need.amount_first,
        need.amount_total,
        need.sent_at.date().isoformat() if need.sent_at else "",
    ]


def notifications_file(request: DeskRequest, pk: int) -> HttpResponse:
    """The same list as Excel."""
    year = own_year(request, pk)
    _form, rows = _narrowed(request, year)
    columns = [
        Column(name, width, is_kroner) for name, (_key, width, is_kroner) in zip(_headings(), COLUMNS, strict=True)
    ]
    about = f"{year.title}, {today().isoformat()}"
    content = workbook_bytes(_("Behovsmeldinger"), columns, [_cells(one) for one in rows], about=about)
    return workbook_response(content, f"behovsmeldinger-{year.pk}")


def notifications_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """The same list as a text file, semicolon between, for any spreadsheet."""
    year = own_year(request, pk)
    _form, rows = _narrowed(request, year)
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_headings())
    for one in rows:
        writer.writerow([_safe(str(cell)) for cell in _cells(one)])
    headers = {"Content-Disposition": f'attachment; filename="behovsmeldinger-{year.pk}.csv"'}
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _safe(cell: str) -> str:
    """A text that a spreadsheet would read as a formula is shown as text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _need(request: DeskRequest, pk: int) -> NeedsNotification:
    def may(viewer: Any, need: NeedsNotification) -> Answer:
        return may_treat(viewer, need, day=today())

    return fetch(needs_at_governor(viewer=request.viewer, day=today()), pk, viewer=request.viewer, may=may)


def notification(request: DeskRequest, pk: int) -> HttpResponse:
    """One need as it was last sent, with what can be done with it."""
    return _page(request, _need(request, pk), SupplementForm())


def _page(request: DeskRequest, need: NeedsNotification, form: SupplementForm, status: int = 200) -> HttpResponse:
    last = last_receipt(need)
    before = last_receipt(need.continues) if need.continues else None
    shown = last.answers if last else need.answers
    named = {one["sha256"] for one in last.content["files"]} if last else set()
    files = need.files.filter(sha256__in=named).defer("content")
    context = {
        "need": need,
        "year": need.scheme_year,
        "last": last,
        "is_untouched": last is None or is_untouched(last),
        "sections": shown_answers(need.form.form, shown, files, before=before.answers if before else None),
        "receipts": need.receipts.select_related("stored_by"),
        "supplements": need.supplements.select_related("asked_by", "answered_by"),
        "partners": need.partners.all(),
        "together": need.on_behalf_of.all(),
        "may_ask": need.status in ("sent", "supplement_asked"),
        "history": history_of(need.about, words=HISTORY_WORDS),
        "form": form,
    }
    return render(request, "authority/needs_notification.html", context, status=status)


def supplement(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks the owner for more, by a day."""
    need = _need(request, pk)
    form = SupplementForm(request.POST or None)

    def ask() -> bool:
        given = form.cleaned_data
        due = end_of(given["due_on"])
        ask_for_supplement(need=need, words=given["words"], due=due, by=request.user, at=now())
        return True

    if is_done(form, ask):
        messages.success(request, _("Eieren er bedt om et tillegg, og har fått e-post."))
        return see_other("authority:needs_notification", pk)
    return _page(request, need, form, status=422 if form.errors else 200)


@require_POST
def treated(request: DeskRequest, pk: int) -> HttpResponse:
    """Says that the need is treated."""
    need = _need(request, pk)
    try:
        treat_need(need=need, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    else:
        messages.success(request, _("Behovsmeldingen er ført som behandlet."))
    return see_other("authority:needs_notification", pk)


def file(request: DeskRequest, pk: int, attachment: int) -> HttpResponse:
    """A file that was sent with the need."""
    need = _need(request, pk)
    last = last_receipt(need)
    named = [one["sha256"] for one in last.content["files"]] if last else []
    return need_file(need.files.filter(pk=attachment, sha256__in=named).first())
