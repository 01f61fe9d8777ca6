"""Who may award a collective scheme's money, who may report on it, and who may see it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.permissions.distribution import may_see_distribution, years_disqualified_in
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.grants.models import Award, AwardReport
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus

A, R, Role = AwardStatus, AwardReportStatus, RoleGrant.Role
TOLD = (A.DECIDED, A.REPORTED)
READY = (SchemeYearStatus.CLOSED, SchemeYearStatus.RECOMMENDED)


def acts_for(viewer: Viewer) -> frozenset[int]:
    """Keys of the organisations whose awards the viewer takes care of: an owner's officers, a provider's staff."""
    roles = (Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.PROVIDER_OFFICER)
    return frozenset().union(*(viewer.organisations_in(role) for role in roles))


def visible_awards(viewer: Viewer, *, day: date) -> QuerySet[Award]:
    """Those that the viewer's County Governor runs; the decided ones to, or through, whom the viewer acts for.

    None of a scheme year that the viewer is disqualified in, unless as a party.
    """
    rows = Award.objects.select_related("scheme_year__governor", "recipient", "payee")
    barred = years_disqualified_in(viewer, day=day)
    if viewer.works_for_directorate:
        return rows.exclude(scheme_year__in=barred)
    mine = acts_for(viewer)
    told = Q(status__in=[one.value for one in TOLD]) & (Q(recipient__in=mine) | Q(payee__in=mine))
    return rows.filter((Q(scheme_year__governor__in=run_by(viewer)) & ~Q(scheme_year__in=barred)) | told)


def awards_run(viewer: Viewer, *, day: date) -> QuerySet[Award]:
    """Of those that the viewer sees: the ones of schemes that the viewer runs. For the directorate all of them.

    A county authority runs a scheme and is also awarded money by others: it treats the first and receives the rest.
    """
    rows = visible_awards(viewer, day=day)
    return rows if viewer.works_for_directorate else rows.filter(scheme_year__governor__in=run_by(viewer))


def may_award(viewer: Viewer, year: SchemeYear, *, day: date) -> Answer:
    """Whether the viewer may write awards: an impartial one of those who run it, from the deadline until decided."""
    return first_no([may_see_distribution(viewer, year, day=day), _is_ready(year)])


def may_decide(viewer: Viewer, year: SchemeYear, awards: list[Award], *, day: date) -> Answer:
    """Whether the viewer may decide the awards: somebody else than whoever prepared any of them."""
    return first_no([may_award(viewer, year, day=day), *(_is_another(viewer, award) for award in awards)])


def may_report(viewer: Viewer, award: Award) -> Answer:
    """Whether the viewer may write reports and own contributions: the recipient, while the award stands."""
    if award.recipient_id not in acts_for(viewer):
        return no("not_the_recipient", "Bare {recipient} kan rapportere.", recipient=award.recipient.name)
    if award.status != A.DECIDED:
        return no("not_decided", "Det kan rapporteres på en tildeling som er vedtatt, til rapporten er godkjent.")
    return yes()


def may_judge(viewer: Viewer, report: AwardReport, *, day: date) -> Answer:
    """Whether the viewer may accept the report or send it back: an impartial one of those who run the scheme."""
    answer = may_see_distribution(viewer, report.award.scheme_year, day=day)
    if answer and report.status != R.SENT:
        return no("report_not_sent", "Rapporten er ikke sendt, eller den er behandlet.")
    return answer


def _is_ready(year: SchemeYear) -> Answer:
    if year.status in READY:
        return yes()
    return no(
        "not_ready_to_award",
        "Midlene kan fordeles når fristen for å melde behov er ute, og før det er vedtatt.",
        remedy="Sett ordningen til «Fristen er ute» først.",
    )


def _is_another(viewer: Viewer, award: Award) -> Answer:
    if viewer.user is not None and award.prepared_by_id != viewer.user.pk:
        return yes()
    return no(
        "decides_own_work",
        "Du har selv klargjort tildelingen til {name}. En kollega må vedta den.",
        name=award.recipient.name,
    )
