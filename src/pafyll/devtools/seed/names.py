"""Invented people: ordinary Norwegian first and last names, put together at random, and addresses nobody has."""

from __future__ import annotations

import unicodedata


def words(text: str) -> list[str]:
    return text.split()


WOMEN = words(
    "Anne Inger Kristin Marit Ingrid Solveig Randi Hilde Astrid Nora Emma Ida Silje Camilla Tone Berit Gunn Elin "
    "Heidi Turid Wenche Mona Lise Trine Hege Line Maria Sara Thea Ingeborg Ragnhild Sigrid Amina Fatima Elena Mari "
    "Unni Vigdis Gro Bente Laila Aud Synnøve Eli Guro Maja Frida Live Oda Selma"
)
MEN = words(
    "Jan Bjørn Arne Svein Knut Hans Geir Tor Morten Terje Rune Odd Erik Lars Thomas Anders Kristian Jonas Magnus "
    "Henrik Øyvind Trond Stian Espen Vegard Sindre Eirik Håkon Simen Ahmed Omar Dag Kjell Leiv Aksel Oskar Jakob "
    "Mathias Even Torstein"
)
LAST = words(
    "Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg "
    "Haugen Hagen Johannessen Andreassen Jacobsen Dahl Jørgensen Halvorsen Henriksen Lund Sørensen Jakobsen Moen "
    "Gundersen Iversen Strand Solberg Svendsen Eide Knutsen Martinsen Bakken Kristoffersen Mathisen Lie Amundsen "
    "Nguyen Rasmussen Solheim Bakke Moe Nygård Antonsen Lien Kolstad Fredriksen Vik Ahmed Ali Myhre Sandvik Aas "
    "Hauge Ødegård Sæther Tangen Næss Brekke Hovland Stene Fossum Rønning Ruud Thorsen Helland Vangen Sunde Myklebust "
    "Nordby Skogen Løken Aune Tveit Kvam Engen Foss"
)

DOMAIN = "example.no"
NOBODY_LOGS_IN_WITH_IT = "!"  # what Django keeps for someone without a password


def ascii_word(text: str) -> str:
    """The word in a-z, for an e-mail address or a log-in: Øyvind Sæther gives oyvind.saether."""
    spelled = text.lower().replace("ø", "o").replace("æ", "ae").replace("å", "a").replace(" ", ".")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain if letter.isalnum() or letter in ".-")


def email_of(first_name: str, last_name: str, *, at: str) -> str:
    """An address under example.no, which is never handed out for mail that reaches somebody by accident."""
    return f"{ascii_word(first_name)}.{ascii_word(last_name)}@{ascii_word(at).replace('.', '-')}.{DOMAIN}"
