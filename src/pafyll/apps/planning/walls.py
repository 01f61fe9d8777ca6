"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import OfOffice, OfPerson, Unwalled, Wall

DIRECTORATE = ("directorate_officer", "directorate_decider")

WALLS: tuple[Wall | Unwalled | OfOffice | OfPerson, ...] = (
    Wall("planning.NeedsAssumption", office="owner", roles=DIRECTORATE),
    Wall("planning.BudgetSource", office="owner", member="owner"),
    Wall("planning.BudgetAmount", within="source"),
    Wall("planning.PlannedCost", office="owner", member="owner"),
    Wall("planning.Reallocation", office="owner", member="owner"),
    Wall("planning.StatedDocument", office="owner"),
    Wall("planning.FindingStance", office="owner"),
    Wall("planning.StaffNumber", person="person", office="owner"),
    Wall("planning.ColumnMapping", office="owner"),
    Wall("planning.StaffImport", office="owner"),
    Wall("planning.ImportedPerson", within="staff_import"),
    Wall("planning.Deviation", person="person", office="owner school"),
    Wall("planning.CompanionGroup", office="school"),
    Unwalled(
        "CompetencePlan PlanRun PlanLine PlanGap PlanMove ExpectedPlaces PlanMoney PlanRate PlanLock",
        "teachers, principals and unions read their part of the plan in force, by rules of the plan",
    ),
    Unwalled("Measure MeasureAttachment", "schools and unions read measures that are theirs too"),
    Unwalled(
        "StudyWish CreditsHeld SubjectTaught TeacherBackground",
        "follows the person to wherever she works now, which employments say and no key of the row",
    ),
    Unwalled("NationPlan NationOwner NationPart", "read by the directorate alone, one permission in front of all"),
    OfPerson("qualifications:*"),
    OfOffice("budget:*", 2),
    OfOffice("needs_assumption:*", 2),
    OfOffice("timetable:*", 2),  # of a school
)
