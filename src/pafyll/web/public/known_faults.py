"""The faults that we know of and have not mended, by the criterion of WCAG that they break, for the statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class KnownFault:
    """What does not meet a criterion: what it is, whom it hinders, and what one can do meanwhile."""

    criterion: str
    name: Promise
    what: Promise
    instead: Promise
    found_on: date


KNOWN_FAULTS: tuple[KnownFault, ...] = ()
