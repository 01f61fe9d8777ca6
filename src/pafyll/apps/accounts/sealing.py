"""Identity numbers and what holds them, kept so that a stolen database tells nobody: sealed, and found by a keyed hash.

Two keys, neither in the database: one seals (it can be changed, the old one still opens), one finds.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """What is sealed was sealed with another key, or altered."""


def seal(text: str) -> str:
    """The text, readable only with a key of PAFYLL_SEAL_KEYS. Never the same twice."""
    return _keys().encrypt(text.encode()).decode()


def opened(sealed: str) -> str:
    """What was sealed. Raises CannotOpen."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotOpen from None


def sealed_anew(sealed: str) -> str:
    """The same, sealed with the newest key."""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise CannotOpen from None


def finding_hash(number: str) -> str:
    """Always the same for a number, and of no use without PAFYLL_FIND_KEY: eleven digits alone are soon guessed."""
    return hmac.new(settings.FIND_KEY.encode(), number.encode(), hashlib.sha256).hexdigest()


def faults_of_keys(seal_keys: list[str], find_key: str) -> list[str]:
    """What is wrong with the keys, in sentences that name the setting."""
    faults = [] if seal_keys else ["PAFYLL_SEAL_KEYS mangler: nøkkelen som fødselsnumre krypteres med."]
    if not all(_is_key(key) for key in seal_keys):
        faults.append("PAFYLL_SEAL_KEYS må være nøkler laget med «manage.py new_keys», med mellomrom mellom.")
    if not find_key:
        faults.append("PAFYLL_FIND_KEY mangler: nøkkelen som fødselsnumre slås opp med.")
    elif len(find_key) < 32:
        faults.append("PAFYLL_FIND_KEY er for kort: bruk «manage.py new_keys».")
    elif find_key in seal_keys:
        faults.append("PAFYLL_FIND_KEY må være en annen nøkkel enn dem i PAFYLL_SEAL_KEYS.")
    return faults


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEAL_KEYS])
