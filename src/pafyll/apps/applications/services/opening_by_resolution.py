"""What a resolution does when it opens a quota: the plan is in force, and its teachers' applications are opened."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.apps.applications.services.opening_from_plan import (
    Grounds,
    open_planned_applications,
    round_to_open_in,
)
from pafyll.apps.casework.resolving import Opened, Opening, Target
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import CompetencePlan
from pafyll.apps.planning.queries.plan_figures import PREFIX
from pafyll.apps.planning.services.plans import adopt_by_resolution
from pafyll.domain.answers import Refusal, no
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S

KIND = "quota"
CAN_BE_OPENED = (S.COMPUTED, S.PROPOSED, S.ADOPTED)


def open_quota(opening: Opening) -> list[Opened]:
    """Puts the plan in force and opens the applications of the round that takes them. Twice does nothing new.

    Where no round is open yet, the plan is in force all the same; the owner opens the applications when it is.
    """
    plan = _plan(opening)
    adopt_by_resolution(plan=plan, case_number=opening.case_number, by=opening.by, at=opening.at)
    url = reverse("owner:plan_paid", args=[plan.pk])
    if round_to_open_in(opening.at) is None:
        text = _("{plan} er vedtatt. Søknadene åpnes når neste søknadsrunde er kunngjort.")
        return [Opened(text.format(plan=plan.title), url)]
    grounds = Grounds(opening.point, opening.case_number, opening.resolution_number, opening.quantity)
    done = open_planned_applications(plan=plan, grounds=grounds, by=opening.by, at=opening.at)
    count = len(done.opened)
    text = ngettext("%(plan)s: %(count)s søknad åpnet", "%(plan)s: %(count)s søknader åpnet", count)
    return [Opened(text % {"plan": plan.title, "count": count}, url)]


def quota_targets(owner: Organisation) -> list[Target]:
    """The owner's plans that a resolution can open."""
    plans = CompetencePlan.objects.filter(owner=owner, status__in=CAN_BE_OPENED)
    return [Target(f"{PREFIX}:{plan.pk}", plan.title) for plan in plans]


def _plan(opening: Opening) -> CompetencePlan:
    prefix, _separator, key = opening.target.partition(":")
    if prefix == PREFIX and key.isascii() and key.isdigit() and len(key) < 19:
        plan = CompetencePlan.objects.filter(pk=int(key), owner=opening.owner).select_related("owner").first()
        if plan is not None:
            return plan
    raise Refusal(
        no("plan_unknown", "Fant ikke planen som vedtaket gjelder.", remedy="Velg en av deres egne planer på nytt.")
    )
