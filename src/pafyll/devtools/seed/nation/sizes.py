"""How big the nation is: in full, and in the short form that tests use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Numbers of things. approved is how many applications the owners said yes to."""

    private_owners: int
    schools: int
    teachers: int
    providers: int
    offers: int
    applicants: int
    approved: int


# Applicants by 1 March 2018: udir.no, Søkertall og prioriterte fag. Approved: 7 207 (hoyre.no, Fakta).
# (Another source has 2 983 rejected; the two do not add up, and neither is mended here.)
# Offers: 185 for 2017/18, Utdanningsforbundet. Institutions: 26 in 2015, magasinet.udir.no.
FULL = Sizes(
    private_owners=250, schools=2700, teachers=75_000, providers=26, offers=185, applicants=10_147, approved=7_207
)
# A fiftieth of the people; every municipality still has its school.
SHORT = Sizes(private_owners=5, schools=450, teachers=1_500, providers=6, offers=40, applicants=203, approved=144)
