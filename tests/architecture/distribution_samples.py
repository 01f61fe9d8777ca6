"""One sample of everything that an address about keys and commitments of a distribution can name: Tor's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.forums.models import KeyFile
from pafyll.apps.grants.models import Award
from tests.architecture.forum_samples import distribution_draft, scheme_year


def key_file() -> int:
    """The one that Tor has sent."""
    return KeyFile.objects.earliest("pk").pk


def providers_award() -> int:
    """One to a provider; where the story has none, one that a provider does not see."""
    found = Award.objects.filter(recipient__kind="provider", decided_at__isnull=False).order_by("pk").first()
    return (found or Award.objects.earliest("pk")).pk


KEYS: dict[str, Callable[[], Any]] = {
    **{f"authority:distribution_{name}.pk": distribution_draft for name in ("register", "commitments")},
    "authority:key_files.pk": scheme_year("announced"),
    "provider:award_report.pk": providers_award,
    "provider:award_report.kind": lambda: "sluttrapport",
    **{f"authority:{name}.pk": key_file for name in ("key_file", "key_file_content")},
}
