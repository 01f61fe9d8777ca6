"""The nine ways of sharing out money that have been seen in use, and the golden 2018 round, as pipelines."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def models() -> dict[str, dict[str, Any]]:
    """Every model by its code (the file's name), as the mapping that pipeline_from reads."""
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}
