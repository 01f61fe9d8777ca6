"""The college's department, its people, and an assignment with Fjordvik."""

from __future__ import annotations

from datetime import date

from pafyll.apps.assignments.models import Assignment, AssignmentMember, Unit, UnitMembership
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.assignment import AssignmentStatus

START = date(2022, 8, 1)
SECTIONS = ("Seksjon for matematikk og naturfag", "Seksjon for språk og litteratur", "Seksjon for pedagogikk")
STAFF = (
    ("arvid", None, "instituttleder", True),
    ("bodil", None, "nestleder for utdanning", False),
    ("liv", None, "seniorkonsulent", False),
    ("mona", None, "prosjektøkonom", False),
    ("geir", 2, "førstelektor", False),
)


def plant_assignments(world: World) -> Unit:
    """Returns the department."""
    college = world.organisations["college"]
    department = Unit.objects.create(provider=college, name="Institutt for lærerutdanning")
    sections = [Unit.objects.create(provider=college, parent=department, name=name) for name in SECTIONS]
    for who, section, title, leads in STAFF:
        unit = department if section is None else sections[section]
        UnitMembership.objects.create(unit=unit, person=world.people[who], title=title, leads=leads, starts_on=START)
    _with_fjordvik(world, department)
    return department


def _with_fjordvik(world: World, department: Unit) -> None:
    assignment = Assignment.objects.create(
        provider=department.provider,
        unit=department,
        counterpart=world.organisations["fjordvik"],
        number="OPP-2026-1",
        title="Vurdering for læring i Fjordvik",
        description="To skoler utvikler vurderingspraksisen på mellomtrinnet gjennom fire dager over to semestre.",
        area="dekom",
        status=AssignmentStatus.PLANNED,
        starts_on=date(2026, 8, 17),
        ends_on=date(2027, 6, 18),
        created_at=at(date(2026, 2, 2)),
    )
    for part in (AssignmentMember.Part.MANAGER, AssignmentMember.Part.UP1):
        AssignmentMember.objects.create(
            assignment=assignment, person=world.people["geir"], part=part, percent=5, starts_on=date(2026, 2, 2)
        )
