"""Distributions as Excel: everyone's kroner with the chain behind them, and two runs side by side."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.apps.forums.queries.distribution import Comparison, distribution_of, runs_of
from pafyll.domain.grants.distribution import Distribution
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.distribution import CompareForm
from pafyll.web.authority.views.distribution import year_at
from pafyll.web.authority.views.distribution_runs import comparison_parts, run_at
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.tags.formats import moment, t
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response


def workbook(request: DeskRequest, pk: int) -> HttpResponse:
    """A row for each link of every chain; the kroner of the awards sum to what is awarded."""
    run = run_at(request, pk)
    about = _("%(title)s, fingeravtrykk %(fingerprint)s. Hentet %(moment)s.") % {
        "title": run.title,
        "fingerprint": run.fingerprint[:16],
        "moment": moment(now()),
    }
    columns = [
        Column(_("Organisasjonsnummer"), 14),
        Column(_("Navn"), 34),
        Column(_("Til sammen"), 14, True),
        Column(_("Tildelt i steget"), 14, True),
        Column(_("Begrunnelse"), 90),
    ]
    content = workbook_bytes(_("Fordeling"), columns, _rows(distribution_of(run)), about=about)
    return workbook_response(content, f"fordeling-{run.pk}")


def comparison(request: DeskRequest, pk: int) -> HttpResponse:
    """Two runs side by side; a row for each owner, provider and county."""
    year = year_at(request, pk)
    form = CompareForm(request.GET, runs=runs_of(viewer=request.viewer, year=year))
    if not form.is_valid():
        return see_other("authority:distribution_bench", pk)
    both = Comparison(form.cleaned_data["a"], form.cleaned_data["b"])
    columns = [
        Column(_("Gruppe"), 14),
        Column(_("Navn"), 34),
        Column(both.one.title[:60], 18, True),
        Column(both.other.title[:60], 18, True),
        Column(_("Forskjell"), 14, True),
    ]
    rows = [
        (part["title"], row.name, int(row.one), int(row.other), int(row.difference))
        for part in comparison_parts(both)
        for row in part["rows"]
    ]
    about = ngettext("%(count)s rad.", "%(count)s rader.", len(rows)) % {"count": len(rows)}
    return workbook_response(workbook_bytes(_("Sammenligning"), columns, rows, about=about), f"sammenligning-{pk}")


def _rows(done: Distribution) -> Iterator[tuple[object, ...]]:
    for line in done.lines:
        for link in line.chain:
            text = t(link.text)
            award = int(link.kroner) if link.is_award else None
            yield line.recipient.number, line.recipient.name, int(line.kroner), award, text[:1].upper() + text[1:]
