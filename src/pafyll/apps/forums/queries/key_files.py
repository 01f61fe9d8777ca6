"""Figures to share by: those sent for a scheme year, and how they fit the organisations that it may give money to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from pafyll.apps.forums.models import DistributionRun, KeyFile, SchemeYear
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.distribution import Key, Recipient, pipeline_from
from pafyll.domain.grants.distribution.pipeline import keys_needed

PROVIDER = "provider"


@dataclass(frozen=True)
class Coverage:
    """Owners of the scheme year that the file has no figure of, and rows of the file that are no recipient here."""

    without: tuple[Recipient, ...]
    strangers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UsedKey:
    """A key that a run has shared by, and the file it came from; None where that is the register."""

    key: Key
    file: KeyFile | None


def key_files_of(year: SchemeYear) -> QuerySet[KeyFile]:
    """What has been sent for the scheme year, the newest first, without the bytes. One query."""
    return KeyFile.objects.filter(scheme_year=year).defer("content").select_related("sent_by")


def visible_key_files(viewer: Viewer) -> QuerySet[KeyFile]:
    """Those of the scheme years that the viewer runs."""
    rows = KeyFile.objects.filter(scheme_year__governor__in=run_by(viewer))
    return rows.select_related("scheme_year__governor", "sent_by")


def coverage_of(file: KeyFile, recipients: Collection[Recipient]) -> Coverage:
    """How the file fits those who may receive: nobody is added or taken away."""
    known, held = {one.number for one in recipients}, file.by_number
    without = [one for one in recipients if one.kind != PROVIDER and one.number not in held]
    strangers = [(number, name) for number, name, _figure in file.figures if number not in known]
    return Coverage(tuple(sorted(without, key=lambda one: one.name)), tuple(strangers))


def keys_used_in(run: DistributionRun) -> list[UsedKey]:
    """What the run has shared by, besides equal and fixed shares. One query."""
    needed = keys_needed(pipeline_from(run.pipeline))
    files = {file.code: file for file in key_files_of(run.scheme_year).filter(code__in=needed)}
    return [UsedKey(key, files.get(code)) for code, key in needed.items()]
