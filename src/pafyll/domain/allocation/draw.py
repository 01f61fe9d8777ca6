"""The announced draw: a number per application that anyone can work out with one line.

printf '%s' 'FRØ:SØKNADSNUMMER' | sha256sum | cut -c1-16
"""

from __future__ import annotations

import hashlib

import numpy as np

from pafyll.domain.allocation.problem import Ints, Problem


def draw_number(seed: str, application_id: str) -> int:
    """The first eight bytes of SHA-256 of "seed:application_id", as a number. The lowest goes first."""
    return _number(f"{seed}:".encode(), application_id.encode())


def draw_numbers(problem: Problem, seed: str, applicants: Ints) -> Ints:
    """The draw of the given rows only: it is asked where everything else is equal."""
    prefix, ids = f"{seed}:".encode(), problem.application_ids[applicants].tolist()
    return np.fromiter((_number(prefix, one) for one in ids), dtype=np.uint64, count=len(ids))


def _number(prefix: bytes, application_id: bytes) -> int:
    return int.from_bytes(hashlib.sha256(prefix + application_id).digest()[:8], "big")
