"""The mapping between OOAPI 6 and our columns, from mapping.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_READ: Any = yaml.safe_load((Path(__file__).parent / "mapping.yaml").read_text(encoding="utf-8"))
CONSUMER = str(_READ["consumer"])
NAMESPACE = str(_READ["namespace"])  # identifiers are made from it and the code, the same every time
PLACES = dict[str, str](_READ["places"])
MODES = dict[str, str](_READ["modes"])
STATES = dict[str, str](_READ["states"])
IN_CONSUMER = dict[str, str](_READ["in_consumer"])
KNOWN = {kind: set[str](names) for kind, names in _READ["known"].items()}
