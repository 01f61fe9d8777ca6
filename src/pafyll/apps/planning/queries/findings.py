"""Findings of a case or of an owner's budget: where each stands, what it contradicts, and where the officer stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pafyll.apps.casework.models import Case
from pafyll.apps.casework.permissions.cases import disqualified_in
from pafyll.apps.casework.services.paper_versions import blocks_of, kept_of, version_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import FindingStance, StatedDocument
from pafyll.apps.planning.queries.paper_facts import document_of
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.domain.planning.findings import Document, Finding, document_from, findings


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the document that it stands in (None: the case's own paper), and the last word about it."""

    finding: Finding
    title: str
    document: StatedDocument | None
    stance: FindingStance | None = None

    @property
    def is_open(self) -> bool:
        return self.stance is None


def documents_visible_to(viewer: Viewer, day: date) -> QuerySet[StatedDocument]:
    """Documents of the owners that the viewer works for, but not of cases that she is disqualified in."""
    rows = StatedDocument.objects.filter(owner__in=viewer.ranks_for).exclude(case__in=disqualified_in(viewer, day))
    return rows.select_related("owner", "case")


def findings_of(*, owner: Organisation, case: Case | None) -> list[ShownFinding]:
    """Everything that does not agree in the documents of the case, its paper included; without a case the budget's."""
    stances: dict[str, FindingStance] = {}
    for stance in FindingStance.objects.filter(owner=owner, case=case).select_related("taken_by"):
        stances.setdefault(stance.finding, stance)
    return [
        ShownFinding(found, title, document, stances.get(found.key))
        for title, document, stated in _stated(owner, case)
        for found in findings(stated)
    ]


def _stated(owner: Organisation, case: Case | None) -> Iterator[tuple[str, StatedDocument | None, Document]]:
    for row in StatedDocument.objects.filter(owner=owner, case=case, removed_at=None).order_by("pk"):
        yield row.title, row, read(row)
    paper = case.papers.filter(status=PaperStatus.DRAFTED).first() if case else None
    if paper is not None:
        version = version_of(paper)
        yield "", None, document_of("", blocks_of(version), kept_of(version))


def read(row: StatedDocument) -> Document:
    """The document with its facts and checks."""
    return document_from({"title": row.title, "facts": row.facts, "checks": row.checks})


def findings_in(row: StatedDocument) -> list[ShownFinding]:
    """The findings of one document."""
    return [one for one in findings_of(owner=row.owner, case=row.case) if one.document == row]


def found(*, owner: Organisation, case: Case | None, key: str) -> ShownFinding | None:
    """The finding with the key, where it still is one."""
    return next((one for one in findings_of(owner=owner, case=case) if one.finding.key == key), None)
