"""One sample of everything that an address about public figures can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.statistics.models import Release


def release(status: str) -> Callable[[], Any]:
    return lambda: Release.objects.filter(status=status).earliest("number").pk


def number() -> int:
    return Release.objects.filter(status="published").earliest("number").number


FIGURES: dict[str, Callable[[], Any]] = {
    **{f"authority:{name}.pk": release("counted") for name in ("release", "publish_release", "drop_release")},
    **{f"public:{name}.number": number for name in ("breakdown", "breakdown_file")},
    **{f"public:{name}.by": lambda: "subject" for name in ("breakdown", "breakdown_file")},
    "public:breakdown_file.form": lambda: "csv",
}
