"""One sample of everything that an address about public figures can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.statistics.models import Release, SavedReport


def release(status: str) -> Callable[[], Any]:
    return lambda: Release.objects.filter(status=status).earliest("number").pk


def number() -> int:
    return Release.objects.filter(status="published").earliest("number").number


def own_report() -> int:
    return SavedReport.objects.get(name="Fikk plass etter fylke og fag").pk


BREAKDOWN_PAGES = ("breakdown", "breakdown_file", "breakdown_embed")
FIGURES: dict[str, Callable[[], Any]] = {
    **{f"authority:{name}.pk": release("counted") for name in ("release", "publish_release", "drop_release")},
    **{f"public:{name}.number": number for name in BREAKDOWN_PAGES},
    **{
        f"public:{name}.by": lambda: "subject"
        for name in (*BREAKDOWN_PAGES, "newest_breakdown", "newest_breakdown_file")
    },
    **{f"public:{name}.form": lambda: "csv" for name in ("breakdown_file", "newest_breakdown_file")},
    "public:dcat.form": lambda: "ttl",
    **{f"authority:{name}.pk": own_report for name in ("share_report", "remove_report")},
    **{f"{desk}:year_report_file.form": lambda: "pdf" for desk in ("authority", "owner")},
}
