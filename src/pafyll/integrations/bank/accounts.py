"""Norwegian account numbers: eleven digits, the last one checked by modulo 11."""

from __future__ import annotations

import re

from stdnum.exceptions import ValidationError
from stdnum.no import kontonr

from pafyll.domain.answers import Answer, no, yes

ACCOUNT_DIGITS = 11


def normal_account(text: str) -> str:
    """The digits alone, without the spaces and full stops that people write."""
    return re.sub(r"[\s.\u00a0]", "", text)


def account_fault(text: str) -> Answer:
    """Whether the text is an account number; a no says what is wrong with it."""
    digits = normal_account(text)
    if not digits.isascii() or not digits.isdigit() or len(digits) != ACCOUNT_DIGITS:
        return no(
            "not_eleven_digits",
            "Et kontonummer har elleve siffer, og dette har {count}.",
            remedy="Skriv det slik det står i nettbanken, for eksempel 1234 56 78903.",
            field="number",
            count=str(sum(sign.isdigit() for sign in digits)),
        )
    try:
        kontonr.validate(digits)
    except ValidationError:
        return no(
            "wrong_check_digit",
            "Kontonummeret {number} finnes ikke: det siste sifferet stemmer ikke med de andre.",
            remedy="Se etter to siffer som er byttet om, eller ett som er skrevet feil.",
            field="number",
            number=shown_account(digits),
        )
    return yes()


def shown_account(digits: str) -> str:
    """In groups as people read it: 1234 56 78903, with no-break spaces."""
    return f"{digits[:4]}\u00a0{digits[4:6]}\u00a0{digits[6:]}"
