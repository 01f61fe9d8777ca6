"""The customer's identification on a payment (KID): digits with a control sign by modulo 10 or modulo 11."""

from __future__ import annotations

from stdnum import luhn

LEAST, MOST = 2, 25  # KID is 2 to 25 signs: Norwegian banks' rules for OCR giro
WEIGHTS = range(2, 8)  # 2 to 7 from the right, again and again


def kid_of(digits: str, *, modulus: int = 10) -> str:
    """The digits with their control sign. Raises ValueError when they are not 1 to 24 digits, or the modulus unknown.

    With modulus 11 the sign is a hyphen where the sum gives ten: a series without gaps cannot skip the number.
    """
    if not digits.isascii() or not digits.isdigit() or not LEAST <= len(digits) + 1 <= MOST:
        raise ValueError(f"A KID is made of 1 to {MOST - 1} digits, not {digits!r}")
    if modulus == 10:
        return digits + str(luhn.calc_check_digit(digits))
    if modulus == 11:
        return digits + _sign(digits)
    raise ValueError(f"A KID is controlled by modulo 10 or 11, not {modulus}")


def is_kid(text: str) -> bool:
    """Whether the last sign fits the others by modulo 10 or modulo 11."""
    body = text[:-1]
    if not body.isascii() or not body.isdigit() or not LEAST <= len(text) <= MOST:
        return False
    return text in (kid_of(body, modulus=10), kid_of(body, modulus=11))


def _sign(digits: str) -> str:
    weights = list(WEIGHTS) * MOST
    total = sum(int(digit) * weight for digit, weight in zip(reversed(digits), weights, strict=False))
    rest = (11 - total % 11) % 11
    return "-" if rest == 10 else str(rest)
