"""Organisation numbers that are valid but belong to nobody.

Numbers in use begin with 8 or 9, as far as we have seen; ours begin with 3, so that no demonstration shows a real
organisation's number. Check digit: brreg.no, the organisation number (weights 3 2 7 6 5 4 3 2, modulus 11).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
FIRST_DIGIT = 3


def organisation_numbers(start: int = 0) -> Iterator[str]:
    """Nine digits each, the last one the check digit (modulus 11); those that would need a "10" are passed over."""
    for serial in count(start):
        digits = f"{FIRST_DIGIT}{serial:07d}"
        check = _check_digit(digits)
        if check != 10:
            yield f"{digits}{check}"


def _check_digit(digits: str) -> int:
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return (11 - total % 11) % 11
