"""A short fingerprint of what was shown, so that it is carried out as it was shown or shown again."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(shown: Any) -> str:
    """Sixteen hexadecimal digits of the content."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True, default=str).encode()).hexdigest()[:16]
