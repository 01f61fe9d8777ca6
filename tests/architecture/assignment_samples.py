"""One sample of everything that an address about assignments can name: the college's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.assignments.models import Assignment
from tests.architecture.inquiry_samples import INQUIRIES


def assignment() -> int:
    return Assignment.objects.earliest("pk").pk


ASSIGNMENTS: dict[str, Callable[[], Any]] = {
    **INQUIRIES,
    "provider:assignment.pk": assignment,
}
