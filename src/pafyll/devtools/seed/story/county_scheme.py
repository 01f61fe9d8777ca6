"""The vocational scheme of 2025, which the county authority itself runs: Gro prepares, and a colleague decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.services import scheme_years as services
from pafyll.apps.grants.services.deciding_awards import decide_awards
from pafyll.apps.grants.services.proposing_awards import Recommended, make_ready, propose_awards
from pafyll.devtools.seed.story.cast import Member
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.people import Role, grant, meet
from pafyll.devtools.seed.story.scheme_years import WORDS
from pafyll.devtools.seed.story.world import World
from pafyll.domain.grants.collective.awarding import Share

BARD = Member("bard", "Bård", "Kvalnes", "male", 1973, "Seksjonsleder, Innhavet fylkeskommune", "owner:home")
PURPOSE = "Yrkesfaglærere, instruktører og faglige ledere utvikler opplæringen sammen med et kompetansemiljø."
KRONER = 1_200_000  # made up


def plant_county_scheme(world: World) -> SchemeYear:
    """Announced, closed and decided in the year before the story's."""
    county, gro = world.organisations["county"], world.user("gro")
    bard = meet(BARD)
    grant(bard, Role.OWNER_DECIDER, county)
    began = at(date(2024, 11, 18))
    year = services.start_scheme_year(scheme="vocational_local", year=2025, governor=county, by=gro, at=began)
    services.set_terms(year=year, terms=_terms(services.terms_of(year)), by=gro, at=began)
    services.announce(year=year, by=gro, at=began)
    services.close_scheme_year(year=year, by=gro, at=at(date(2025, 2, 3)))
    recommended = [Recommended(world.organisations["college"], 650_000, "Vurdering i yrkesfag")]
    (award,) = propose_awards(year=year, recommended=recommended, by=gro, at=at(date(2025, 3, 20)))
    shares = [Share(60, date(2025, 5, 1)), Share(40, date(2025, 11, 1))]
    make_ready(award=award, shares=shares, by=gro, at=at(date(2025, 4, 1)))
    assert bard.user is not None
    decide_awards(year=year, by=bard.user, at=at(date(2025, 4, 10)))
    return year


def _terms(first: services.SchemeYearTerms) -> services.SchemeYearTerms:
    return replace(
        first,
        goal_criteria=WORDS["goal_criteria"],
        award_criteria=WORDS["award_criteria"],
        follow_up=WORDS["follow_up"],
        evaluation_plan=WORDS["evaluation_plan"],
        purpose=first.purpose or PURPOSE,
        appropriation=KRONER,
        appropriation_source="Oppdiktet tildelingsbrev 2025",
        opens_on=date(2024, 11, 18),
        closes_on=date(2025, 2, 1),
        recommendation_due=date(2025, 3, 15),
        report_due=date(2026, 4, 15),
    )
