"""One sample of everything that an address about keys and commitments of a distribution can name: Tor's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.forums.models import KeyFile
from tests.architecture.forum_samples import distribution_draft, scheme_year


def key_file() -> int:
    """The one that Tor has sent."""
    return KeyFile.objects.earliest("pk").pk


KEYS: dict[str, Callable[[], Any]] = {
    **{f"authority:distribution_{name}.pk": distribution_draft for name in ("register", "commitments")},
    "authority:key_files.pk": scheme_year("announced"),
    **{f"authority:{name}.pk": key_file for name in ("key_file", "key_file_content")},
}
