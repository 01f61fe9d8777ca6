"""The provider's account number, as it is written and checked: pages know no bank."""

from __future__ import annotations

from pafyll.domain.answers import Answer
from pafyll.integrations.bank import account_fault, normal_account


def account_digits(written: str) -> str:
    """The digits alone."""
    return normal_account(written)


def account_is_right(digits: str) -> Answer:
    """Whether it is an account number; a no says what is wrong with it."""
    return account_fault(digits)
