"""The style guide: every part in every state, as the pages show it."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.casework.models import Job
from pafyll.domain.answers import no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.job import JobStatus as J
from pafyll.integrations.clock import OSLO
from pafyll.web.components.charts import BarFigure, LineFigure, Series
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.milestones import Milestone
from pafyll.web.components.progress import Progress
from pafyll.web.public.forms.samples import SampleForm
from pafyll.web.public.samples import HEAT, LIVE, STANDINGS, STATEMENT

BARS = BarFigure(
    "Søknader etter fag",
    ("Matematikk", "Norsk", "Engelsk", "Spesialpedagogikk", "Naturfag"),
    (Series("Søknader", (312, 254, 198, 87, 41)),),
    unit="antall",
    label_heading="Fag",
    source="Oppdiktede tall",
)
STACKED = BarFigure(
    "Innvilget og avslått etter fag",
    ("Matematikk", "Norsk", "Engelsk"),
    (Series("Innvilget", (201, 180, 122)), Series("Avslått", (111, 74, 76))),
    unit="antall",
    label_heading="Fag",
    source="Oppdiktede tall",
)
LINES = LineFigure(
    "Søknader og plasser over tid",
    ("2022/23", "2023/24", "2024/25", "2025/26"),
    (Series("Søknader", (5200, 6100, 5900, 6400)), Series("Plasser", (3900, 4000, 3600, 3700))),
    unit="antall",
    label_heading="Studieår",
    source="Oppdiktede tall",
)
STEPS = (("study", "Studium", "#steg"), ("scheme", "Ordning", "#steg"), ("reason", "Begrunnelse"), ("send", "Send inn"))
JOBS = (("staff_apply", J.QUEUED), ("competence_plan", J.RUNNING), ("staff_undo", J.DONE), ("staff_read", J.FAILED))


CHAIN = [
    {"code": "ranked", "facts": {"rank": 3, "ranked": 7}},
    {"code": "nothing", "facts": {}},
    {"code": "nearest", "text": "Med fire plasser til hadde du fått plass."},
]


def style_guide(request: DeskRequest) -> HttpResponse:
    """For those who build pages and for those who test them."""
    context = {
        "chain": CHAIN,
        "form": SampleForm(),
        "faulty": SampleForm({"name": "", "credits": "7,3"}, prefix="feil"),
        "steps": STEPS,
        "statuses": [_thing(status) for status in ApplicationStatus],
        "pages": Paginator(range(200), 10).get_page(4),
        "figures": {"bars": BARS, "stacked": STACKED, "lines": LINES},
        "granted": yes("fits", "Du oppfyller kravene for denne studieplassen."),
        "refused": no(
            "not_employed",
            "Du må være ansatt på en skole for å søke.",
            remedy="Be rektor registrere ansettelsen din.",
            law="oppll. § 17-4",
        ),
        "milestones": _milestones(),
        "standings": STANDINGS,
        "heat": HEAT,
        "live": LIVE,
        "statement": STATEMENT,
        "jobs": [_job(number, kind, status) for number, (kind, status) in enumerate(JOBS, 1)],
    }
    return render(request, "public/style_guide.html", context)


def _thing(status: ApplicationStatus) -> SimpleNamespace:
    return SimpleNamespace(status=status.value, get_status_display=lambda: status.label)


def _job(key: int, kind: str, status: J) -> Progress:
    """A job in a state. Its part would ask the server again where it is live, but the sample has no address."""
    text, error = "Sammenligner med det som er registrert", "Filen kan ikke leses. Lagre den på nytt som CSV."
    job = Job(pk=key, kind=kind, status=status, reached=1500, total=5000, text=text, error=error)
    return Progress(job, here="", then="#jobber", then_text="Se resultatet")


def _milestones() -> list[Milestone]:
    moments = [datetime(2026, month, 1, tzinfo=OSLO) for month in (2, 3, 4, 5)]
    rows = (("søker", "Lærere", "past"), ("prioriterer", "Skoleeier", "now"), ("fordeler", "Direktoratet", "later"))
    return [Milestone("x", title, who, moments[i], moments[i + 1], state) for i, (title, who, state) in enumerate(rows)]
