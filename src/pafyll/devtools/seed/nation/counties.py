"""Applicants by today's counties, from the county table of 2017."""

from __future__ import annotations

# Applications in 2017 as printed by Høyre (hoyre.no, Fakta om videreutdanning for lærere), and the county of today
# that holds the area. Municipalities that have since crossed a county border (among others Røyken, Hurum, Jevnaker,
# Lunner, Rindal and Hornindal) are counted where their old county went: the table does not say how many they were.
APPLICANTS_2017 = (
    ("Østfold", 460, "31"),
    ("Akershus", 1027, "32"),
    ("Oslo", 589, "03"),
    ("Hedmark", 416, "34"),
    ("Oppland", 412, "34"),
    ("Buskerud", 473, "33"),
    ("Vestfold", 424, "39"),
    ("Telemark", 350, "40"),
    ("Aust-Agder", 213, "42"),
    ("Vest-Agder", 363, "42"),
    ("Rogaland", 892, "11"),
    ("Hordaland", 897, "46"),
    ("Sogn og Fjordane", 266, "46"),
    ("Møre og Romsdal", 460, "15"),
    ("Trøndelag", 971, "50"),
    ("Nordland", 605, "18"),
    ("Troms", 372, "55"),
    ("Finnmark", 296, "56"),
)
# Svalbard (14) and abroad (22) have no county today: their share is spread over all of them.
OUTSIDE_THE_COUNTIES = 14 + 22
PRINTED_TOTAL = 9_522


def weights_by_county() -> dict[str, int]:
    """Applicants in 2017 by today's county number, in the order of the numbers."""
    weights: dict[str, int] = {}
    for _, applicants, county in APPLICANTS_2017:
        weights[county] = weights.get(county, 0) + applicants
    return dict(sorted(weights.items()))
