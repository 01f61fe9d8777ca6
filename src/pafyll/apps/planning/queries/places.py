"""Whose needs a map is about, and whether the one who looks may see people or only figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Answer, no, yes

Kind = Organisation.Kind


@dataclass(frozen=True)
class Place:
    """The schools that a map is about. owner is the owner whose assumptions count; None for a county or the nation."""

    name: str
    schools: QuerySet[Organisation]
    shows_people: bool
    owner: Organisation | None = None
    by_county: bool = False  # the whole country: one county is the smallest that is counted
    by_stage: bool = True  # whether stages are told apart; not where that would leave nothing to show

    @property
    def areas(self) -> dict[int, str]:
        """Names of the schools by key. One query."""
        return dict(self.schools.order_by("name").values_list("pk", "name"))


def place_of_school(*, viewer: Viewer, school: Organisation) -> Place:
    """A school as its principal sees it: people are shown."""
    return Place(school.name, _schools().filter(pk=school.pk), school.pk in viewer.leads_schools, school.parent)


def place_of_owner(*, viewer: Viewer, owner: Organisation) -> Place:
    """An owner's schools: its officers see people, its employees' representatives only figures."""
    officer = owner.pk in viewer.ranks_for
    return Place(owner.name, _schools().filter(parent=owner), officer, owner, by_stage=officer)


def place_of_county(*, viewer: Viewer, code: str, name: str) -> Place:
    """All schools in a county, or in the country where code is empty: only figures."""
    schools = _schools().filter(county_code=code) if code else _schools()
    return Place(name, schools, shows_people=False, by_county=not code)


def counties_seen_by(viewer: Viewer) -> list[str]:
    """The codes of the counties whose figures the viewer may see: all for the directorate. At most one query."""
    if viewer.works_for_directorate:
        found = _schools().exclude(county_code="").order_by("county_code")
        return list(found.values_list("county_code", flat=True).distinct())
    mine = [grant.organisation.county_code for grant in viewer.grants if grant.role == Role.COUNTY_GOVERNOR]
    return sorted({code for code in mine if code})


def county_names() -> dict[str, str]:
    """What each county is called: as its Governor's office is, without the office. One query."""
    offices = Organisation.objects.filter(kind=Kind.COUNTY_GOVERNOR).order_by("county_code")
    return {code: name.split(" i ", 1)[-1] for code, name in offices.values_list("county_code", "name")}


def owners_represented_by(viewer: Viewer) -> list[Organisation]:
    """Owners whose employees the viewer represents. No query: the grants are read."""
    mine = {grant.organisation for grant in viewer.grants if grant.role == Role.UNION_REPRESENTATIVE}
    return sorted((one for one in mine if one.is_owner), key=lambda one: one.name)


def may_see_people(viewer: Viewer, place: Place) -> Answer:
    """Whether the viewer may see who stands behind the figures: the principal, and the owner's own officers."""
    if place.shows_people:
        return yes()
    return no(
        "figures_only",
        "Du kan se tallene, men ikke hvem de gjelder.",
        remedy="Spør skoleeieren hvis du trenger å vite mer.",
    )


def _schools() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.SCHOOL)
