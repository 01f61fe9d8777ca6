"""KID by modulo 10 and modulo 11."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.invoicing.kid import is_kid, kid_of

DIGITS = st.text("0123456789", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("digits", "modulus", "kid"),
    [
        ("1234", 10, "12344"),  # doubled from the right: 8, 3, 4, 1; 16 and 4 make 20
        ("0001001", 10, "00010017"),
        ("1234", 11, "12343"),  # 4·2 + 3·3 + 2·4 + 1·5 = 30, and 3 more make 33
        ("01000000", 11, "010000009"),  # the weights begin again at 2 after 7: 11 − 2
        ("0", 11, "00"),
        ("6", 11, "6-"),  # 12, and 10 more make 22: a hyphen, since no digit is ten
    ],
)
def test_the_control_sign_is_as_the_banks_count_it(digits: str, modulus: int, kid: str) -> None:
    assert kid_of(digits, modulus=modulus) == kid
    assert is_kid(kid)


@given(DIGITS, st.sampled_from([10, 11]), st.data())
def test_a_digit_that_is_wrong_is_found(digits: str, modulus: int, data: st.DataObject) -> None:
    kid = kid_of(digits, modulus=modulus)
    at = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != kid[at]]))
    spoiled = kid[:at] + wrong + kid[at + 1 :]

    assert kid_of(spoiled[:-1], modulus=modulus) != spoiled


@pytest.mark.parametrize("digits", ["", "x", "1" * 25, "１２"])
def test_what_is_not_digits_has_no_kid(digits: str) -> None:
    with pytest.raises(ValueError, match="KID"):
        kid_of(digits)
    with pytest.raises(ValueError, match="modulo"):
        kid_of("1", modulus=12)
