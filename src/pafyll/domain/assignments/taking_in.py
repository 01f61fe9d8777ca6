"""What may be taken in from somebody who is not logged in: plain words, not too many, and not too often."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from pathlib import Path

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="taking_in")
LINE, WORDS, MESSAGE = 120, 3_000, 2_000  # signs
MOST_LINKS = 3
MOST_BODY = 60_000  # bytes of a whole post: the fields at their longest in letters of four bytes, and the form's own
LEAST_SECONDS, MOST_SECONDS = 3, 24 * 3600  # a person reads before she writes; a page does not stay open for days
LINK = re.compile(r"(?:https?|ftp)://|www\.|\b(?:javascript|data|vbscript):", re.IGNORECASE)
# Letters that are not seen, turn the text round, or steer a program: what people write holds none of them.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
KEPT = {"\n", "\t", "\u00ad", "\u200d"}


def plain_line(text: str) -> str:
    """One line without steering signs: safe as a name, a heading and the header of a mail."""
    return " ".join(_visible(text).split())


def plain_words(text: str) -> str:
    """Lines without steering signs; at most one empty line between two."""
    lines = [" ".join(line.split()) for line in _visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _visible(text: str) -> str:
    return "".join(sign for sign in text if sign in KEPT or unicodedata.category(sign) not in UNSEEN)


def fits(text: str, most: int, field: str) -> Answer:
    """Whether the field holds something, and not more than so many signs."""
    if not text:
        return no("empty", "Skriv noe her.", field=field)
    if len(text) > most:
        return no("too_long", "Det er plass til {most} tegn her.", remedy="Kort ned teksten.", field=field, most=most)
    return yes()


def has_few_links(text: str, field: str, *, most: int = MOST_LINKS) -> Answer:
    """Whether the text holds few enough addresses. Advertising holds many, and a name holds none."""
    if len(LINK.findall(text)) <= most:
        return yes()
    remedy = "Beskriv i stedet med ord hva lenkene viser."
    return no("too_many_links", "Det kan være høyst {most} lenker her.", remedy=remedy, field=field, most=most)


def was_filled_by_a_person(trap: str, seconds: float) -> Answer:
    """Whether nobody wrote in the field that people do not see, and the form took as long as reading takes."""
    if trap:
        return no("trapped", "Skjemaet ble ikke sendt.", remedy="La feltet som skal være tomt, stå tomt.")
    if seconds < LEAST_SECONDS:
        return no("too_quick", "Skjemaet ble sendt for fort.", remedy="Vent noen sekunder, og trykk Send en gang til.")
    if seconds > MOST_SECONDS:
        return no("too_old", "Siden har stått åpen for lenge.", remedy="Trykk Send en gang til.")
    return yes()


def same_household(address: str) -> str:
    """The part of an IP address that one sender holds: all of an IPv4 address, the first 64 bits of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found.ipv4_mapped or found) if found.version == 6 else str(found)
