"""Who orders, publishes and drops releases, and who reads them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.statistics.models import Release, SavedReport
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.release import RELEASE, ReleaseStatus

Role = RoleGrant.Role


def visible_releases(viewer: Viewer) -> QuerySet[Release]:
    """The published ones for everybody; all of them for the directorate."""
    if viewer.works_for_directorate:
        return Release.objects.all()
    return Release.objects.filter(Q(status=ReleaseStatus.PUBLISHED))


def may_order(viewer: Viewer) -> Answer:
    """Whether the viewer may have the figures counted: the directorate's officers and deciders."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet lager og publiserer tall.")


def may_publish(viewer: Viewer, release: Release) -> Answer:
    """Whether the viewer may publish it: the directorate's decider, and another than who ordered it."""
    return first_no(
        [
            may_order(viewer),
            _decides(viewer),
            _is_another(viewer, release),
            RELEASE.may_become(release.status, ReleaseStatus.PUBLISHED),
        ]
    )


def may_drop(viewer: Viewer, release: Release) -> Answer:
    """Whether the viewer may drop it before it is published."""
    return first_no([may_order(viewer), RELEASE.may_become(release.status, ReleaseStatus.DROPPED)])


def _decides(viewer: Viewer) -> Answer:
    if viewer.has_role(Role.DIRECTORATE_DECIDER):
        return yes()
    return no("not_decider", "Beslutteren i direktoratet publiserer tallene.", remedy="Be beslutteren om å gjøre det.")


def _is_another(viewer: Viewer, release: Release) -> Answer:
    if viewer.user is not None and release.ordered_by_id == viewer.user.pk:
        return no("same_person", "Du har selv bestilt denne utgaven. En kollega må publisere den.")
    return yes()


REPORTERS = (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER, Role.COUNTY_GOVERNOR)


def may_make_reports(viewer: Viewer) -> Answer:
    """Whether the viewer may count for themselves: those who work with applications in a part of the country."""
    if viewer.has_role(*REPORTERS):
        return yes()
    return no("not_reporter", "Egne rapporter er for direktoratet og statsforvalterne.")


def may_change_report(viewer: Viewer, report: SavedReport) -> Answer:
    """Whether the viewer may share or remove the report: who made it."""
    if viewer.user is not None and report.made_by_id == viewer.user.pk:
        return may_make_reports(viewer)
    return no(
        "not_your_report", "Bare den som har lagret rapporten, kan endre den.", remedy="Lagre den med ditt eget navn."
    )


def may_export(viewer: Viewer, agreement: str) -> Answer:
    """Whether the viewer may write files of single people for research: the directorate's decider, by an agreement."""
    if not viewer.has_role(Role.DIRECTORATE_DECIDER):
        return no("not_decider", "Beslutteren i direktoratet gir ut data til forskere.")
    if not agreement.strip():
        return no(
            "no_agreement", "Uten en avtale gis ingen data ut.", remedy="Skriv avtalens nummer.", field="agreement"
        )
    return yes()
