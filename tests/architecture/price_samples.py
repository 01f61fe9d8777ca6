"""One sample of everything that an address about prices and checklists can name: the college's, with Fjordvik."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.assignments.models import Assignment, AssignmentBudget, Unit, UnitMembership


def with_fjordvik() -> int:
    return Assignment.objects.get(number="OPP-2026-1").pk


def with_storby() -> int:
    return Assignment.objects.get(number="OPP-2026-2").pk


def signed_budget() -> int:
    return AssignmentBudget.objects.get(assignment=with_fjordvik(), status="signed").pk


def drafted_budget() -> int:
    return AssignmentBudget.objects.get(status="draft").pk


def department() -> int:
    return Unit.objects.get(parent=None).pk


def geirs_membership() -> int:
    return UnitMembership.objects.get(person__user__username="geir").pk


PRICES: dict[str, Callable[[], Any]] = {
    "provider:unit_figures.pk": department,
    "provider:unit_figure.pk": department,
    "provider:unit_figure.name": lambda: "factor_guidance",
    "provider:duty.pk": geirs_membership,
    "provider:budget.pk": with_storby,
    "provider:new_budget.pk": with_fjordvik,
    "provider:standard_price.pk": with_fjordvik,
    "provider:budget_version.pk": signed_budget,
    "provider:sign_budget.pk": drafted_budget,
    "provider:budget_workbook.pk": signed_budget,
    "provider:budget_pdf.pk": signed_budget,
    "provider:classify.pk": with_fjordvik,
    "provider:checklist.pk": with_storby,
    "provider:checklist.which": lambda: "prosjekt",
    "provider:reopen_checklist.pk": with_storby,
    "provider:reopen_checklist.which": lambda: "prosjekt",
    "provider:start_assignment.pk": with_fjordvik,
    "provider:follow_up_talk.pk": lambda: Assignment.objects.get(number="OPP-2025-1").pk,
    "provider:end_assignment.pk": with_storby,
    "provider:end_assignment.how": lambda: "avlys",
}
