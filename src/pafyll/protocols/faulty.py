"""Files that cannot be used, with every fault in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pafyll.integrations.tables.faults import Fault


class Faulty(Exception):
    """The files have faults; all of them are here. errors is the file where the person wants them all."""

    def __init__(self, faults: Sequence[Fault], errors: Path | None = None) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults, self.errors = list(faults), errors
