"""What scheme years, forums' meetings, forms and needs notifications wait for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import But, Holders, Inbox, Rests, Waits, but_for, once
from pafyll.apps.forums.models import FormVersion, ForumMeeting, NeedsNotification, SchemeYear
from pafyll.apps.forums.permissions.distribution import years_disqualified_in
from pafyll.apps.forums.permissions.needs import disqualified_needs
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.forum_meeting import FORUM_MEETING, ForumMeetingStatus
from pafyll.domain.lifecycles.needs_notification import (
    FORM_VERSION,
    NEEDS_NOTIFICATION,
    FormVersionStatus,
    NeedsNotificationStatus,
)
from pafyll.domain.lifecycles.scheme_year import SCHEME_YEAR, SchemeYearStatus
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
M, F, N, S = ForumMeetingStatus, FormVersionStatus, NeedsNotificationStatus, SchemeYearStatus


@dataclass(frozen=True)
class Runners:
    """Those who run collective schemes for the organisation that the path leads to: a County Governor's advisers,
    and a county authority's officers."""

    at: str
    but: tuple[But, ...] = ()

    def rows(self, viewer: Viewer, at: datetime) -> Q | None:
        mine = run_by(viewer)
        return but_for(Q(**{f"{self.at}__in": mine}), self.but, viewer, at) if mine else None


def disqualified_year(path: str) -> But:
    """Rows of a scheme year that the viewer is disqualified in. Path: the scheme year."""

    def mine(viewer: Viewer, at: datetime) -> Q:
        years = once("scheme_years", lambda: years_disqualified_in(viewer, day=norwegian_day(at)))
        return Q(**{f"{path}__in": years})

    return mine


def runners(year: str, *but: But) -> Runners:
    """Impartial runners of the scheme year that the path leads to."""
    return Runners(f"{year}__governor", but=(disqualified_year(year), *but))


def disqualified_need(viewer: Viewer, at: datetime) -> Q:
    return Q(pk__in=disqualified_needs(viewer, norwegian_day(at)))


def year(todo: object, due: str = "", *, only: Callable[[datetime], Q] | None = None, otherwise: str = "") -> Waits:
    who = Runners("governor", but=(disqualified_year("pk"),))
    return Waits(todo, who, "authority:scheme_year", due=due, name=("title", "year"), only=only, otherwise=otherwise)


def takes_needs(at: datetime) -> Q:
    """While the scheme year of the row takes needs."""
    return Q(scheme_year__status=S.ANNOUNCED, scheme_year__closes_at__gt=at)


def meeting(todo: object, *, only: Callable[[datetime], Q] | None = None, otherwise: str = "") -> Waits:
    who = Runners("forum__governor")
    names = ("title", "forum__title")
    return Waits(todo, who, "authority:forum_meeting", due="starts_at", name=names, only=only, otherwise=otherwise)


OWNER = Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "owner")
TITLE = ("number", "title")
INBOX = (
    Inbox(
        SCHEME_YEAR,
        SchemeYear,
        {
            S.DRAFT: year(_("Gjør ordningen klar, og kunngjør den"), "opens_at"),
            S.ANNOUNCED: year(
                _("Lukk ordningen, siden fristen er ute"),
                "closes_at",
                only=lambda at: Q(closes_at__lte=at),
                otherwise="Owners notify of their needs until the deadline.",
            ),
            S.CLOSED: year(_("Få innstillingen, eller fordel pengene"), "recommendation_due"),
            S.RECOMMENDED: year(_("Vedta tildelingene")),
            S.DECIDED: Rests("Each award, its payments and its report are tasks of their own."),
        },
        ended="The year is over, or the scheme was withdrawn.",
    ),
    Inbox(
        FORUM_MEETING,
        ForumMeeting,
        {
            M.PLANNED: meeting(_("Kall inn til forummøtet")),
            M.CALLED: meeting(
                _("Hold forummøtet, og skriv referat"),
                only=lambda at: Q(starts_at__lte=at),
                otherwise="Everybody is called, and the meeting is on a day that has not come.",
            ),
            M.HELD: meeting(_("Skriv referatet fra forummøtet ferdig, og godkjenn det")),
        },
        ended="The minutes are approved, or the meeting was called off.",
    ),
    Inbox(
        FORM_VERSION,
        FormVersion,
        {
            F.PREVIEW: Waits(
                _("Gjør skjemaet for behov ferdig"),
                Runners("scheme_year__governor"),
                "authority:form_version",
                due="scheme_year__opens_at",
                name=("scheme_year__title",),
            ),
            F.TEST: Waits(
                _("Prøv skjemaet for behov, og ta det i bruk"),
                Runners("scheme_year__governor"),
                "authority:form_version",
                due="scheme_year__opens_at",
                name=("scheme_year__title",),
            ),
            F.LIVE: Rests("It is in use."),
        },
        ended="A later version has taken its place.",
    ),
    Inbox(
        NEEDS_NOTIFICATION,
        NeedsNotification,
        {
            N.DRAFT: Waits(
                _("Gjør behovsmeldingen ferdig, og send den"),
                OWNER,
                "owner:notification",
                due="scheme_year__closes_at",
                name=TITLE,
                only=takes_needs,
                otherwise="The scheme year takes no more needs, and the draft stays a draft.",
            ),
            N.SENT: Waits(
                _("Behandle behovsmeldingen"),
                runners("scheme_year", disqualified_need),
                "authority:needs_notification",
                due="scheme_year__recommendation_due",
                name=(*TITLE, "owner__name"),
            ),
            N.SUPPLEMENT_ASKED: Waits(
                _("Send tillegget til behovsmeldingen"),
                OWNER,
                "owner:notification",
                due="supplement_due",
                name=TITLE,
            ),
        },
        ended="It is treated, or withdrawn.",
    ),
)
