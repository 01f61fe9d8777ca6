"""Takes identity numbers out of texts before they are written where others read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

BETWEEN = r"(?:%20|\\[nrt]|[\s.\-_/+\u200b\u00ad]){0,2}"  # what people, forms and addresses put between the digits
NUMBER = re.compile(rf"(?<!\d)\d(?:{BETWEEN}\d){{10}}(?!\d)")
INSTEAD = "[fjernet]"


def without_numbers(text: str) -> str:
    """The text without any run of eleven digits, written together or with spaces, dots or hyphens in it.

    Account numbers go as well, and an address of a machine that happens to have eleven digits.
    """
    return NUMBER.sub(INSTEAD, text)


def cleaned(value: Any) -> Any:
    """The value, and everything in it, without identity numbers; what is no text, number or collection as text."""
    if isinstance(value, str):
        return without_numbers(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return value if without_numbers(str(value)) == str(value) else INSTEAD
    if isinstance(value, Mapping):
        return {cleaned(str(key)): cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(one) for one in value]
    return without_numbers(str(value))
