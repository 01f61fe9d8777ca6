"""The inbox: inquiries as a list that can be searched and filtered, and one with all that was written in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from pafyll.apps.assignments.models import Inquiry, MeetingItem, TeamProposal
from pafyll.apps.assignments.permissions.inquiries import visible_inquiries
from pafyll.apps.casework.queries.history import HistoryRow, history_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.domain.assignments.answering import is_overdue
from pafyll.domain.assignments.areas import area_name
from pafyll.domain.lifecycles.inquiry import OPEN, WAITS

VERBS = {
    "received": _("sendte henvendelsen"),
    "triaged": _("fordelte"),
    "responsible_set": _("valgte ansvarlig og frist"),
    "message_came": _("skrev en melding"),
    "wrote_to_inquirer": _("skrev til den som spurte"),
    "to_forum": _("satte den opp i lederforum"),
    "answered_yes": _("svarte ja"),
    "answered_no": _("svarte nei"),
    "assignment_made": _("opprettet oppdraget"),
    "withdrawn": _("trakk henvendelsen"),
    "rejected": _("avviste den som misbruk"),
    "team_proposed": _("foreslo et lag"),
    "declared": _("svarte om habilitet"),
    "disqualified": _("meldte seg inhabil"),
    "assessed": _("vurderte habilitet"),
}


@dataclass(frozen=True)
class InboxSearch:
    """What somebody looks for. "" and None ask nothing; status "open" is everything that is not over."""

    words: str = ""
    status: str = "open"
    area: str = ""
    unit: int | None = None
    responsible: int | None = None
    is_overdue: bool = False


def inquiries_found(*, viewer: Viewer, search: InboxSearch, today: date) -> QuerySet[Inquiry]:
    """Those that the viewer may read and that fit, those due first on top. One query."""
    rows = visible_inquiries(viewer)
    for word in search.words.split()[:8]:
        rows = rows.filter(
            Q(reference__icontains=word)
            | Q(workplace__icontains=word)
            | Q(name__icontains=word)
            | Q(text__icontains=word)
        )
    if search.status == "open":
        rows = rows.filter(status__in=OPEN)
    elif search.status:
        rows = rows.filter(status=search.status)
    if search.area:
        rows = rows.filter(area=search.area)
    if search.unit:
        rows = rows.filter(unit=search.unit)
    if search.responsible:
        rows = rows.filter(responsible=search.responsible)
    if search.is_overdue:
        rows = rows.filter(status__in=WAITS, due_on__lt=today)
    return rows.order_by("due_on", "pk")


@dataclass(frozen=True)
class InboxRow:
    """A line of the inbox, on the page and in the workbook."""

    inquiry: Inquiry
    area: str
    is_overdue: bool


def inbox_rows(inquiries: list[Inquiry], *, today: date) -> list[InboxRow]:
    """The lines."""
    return [InboxRow(one, area_name(one.area), is_overdue(one.status, one.due_on, today)) for one in inquiries]


@dataclass(frozen=True)
class Written:
    """One thing that was written: a message either way, or a note."""

    kind: str  # "from", "to" or "note"
    who: str
    text: str
    at: datetime


def correspondence_of(inquiry: Inquiry) -> list[Written]:
    """What has been written, notes too, in order. Two queries."""
    notes = [Written("note", str(one.by), one.text, one.at) for one in inquiry.notes.select_related("by")]
    return sorted([*_messages(inquiry), *notes], key=lambda row: row.at)


@reading_everything("whoever has the secret link is the inquirer, and is nobody with us")
def correspondence_by_link(inquiry: Inquiry) -> list[Written]:
    """What has been written to the inquirer and by her, in order, for an inquiry found by its link. One query."""
    return sorted(_messages(inquiry), key=lambda row: row.at)


def _messages(inquiry: Inquiry) -> list[Written]:
    return [
        Written("to" if one.by_id else "from", str(one.by) if one.by else inquiry.name, one.text, one.at)
        for one in inquiry.messages.select_related("by")
    ]


def history_of_inquiry(inquiry: Inquiry) -> list[HistoryRow]:
    """What has happened to it, newest first."""
    return history_of(inquiry.about, words=VERBS)


def proposals_of(inquiry: Inquiry) -> QuerySet[TeamProposal]:
    """The teams that were proposed, the newest first."""
    return inquiry.proposals.select_related("made_by").prefetch_related("members__person")


def places_on_agendas(inquiry: Inquiry) -> QuerySet[MeetingItem]:
    """Where it has been up, the newest meeting first."""
    return inquiry.items.select_related("meeting").order_by("-meeting__starts_at")


def entrances() -> QuerySet[Organisation]:
    """The providers that take inquiries: those with a department. Public. One query."""
    return Organisation.objects.filter(kind=Organisation.Kind.PROVIDER, units__isnull=False).distinct().order_by("name")
