"""The collective schemes that Tor announces: two years behind, one that is open now, and a draft for the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pafyll.apps.casework.services import advance
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.services import scheme_years as services
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.scheme_year import SCHEME_YEAR, SchemeYearStatus

S = SchemeYearStatus
# scheme, budget year, kroner, and how far it has come. The amounts are made up.
YEARS = (
    ("decentralised", 2024, 9_800_000, (S.RECOMMENDED,)),  # decided and ended in story/after_awards.py
    ("decentralised", 2025, 10_150_000, (S.RECOMMENDED,)),  # decided in story/awards.py
    ("regional", 2025, 4_270_000, ()),  # recommended in story/awards.py
    ("competence_lift", 2025, 3_300_000, ()),
)
PURPOSE = (
    "Barnehager og skoler utvikler praksisen sin sammen med en kunnskapsinstitusjon, til beste for barn og elever."
)
WORDS = {
    "goal_criteria": "Tiltakene har gitt endret praksis i enhetene som deltok, og de ansatte har hatt nytte av dem.",
    "award_criteria": "Behovet bygger på en lokal vurdering, er forankret hos ansatte og tillitsvalgte, gjelder"
    " hele kollegiet og planlegges sammen med en kunnskapsinstitusjon.",
    "follow_up": "Mottakerne rapporterer om bruk og nytte innen fristen. Vi trekker ut et utvalg til kontroll.",
    "evaluation_plan": "Forumet vurderer ordningen hvert år. Direktoratet evaluerer den nasjonalt.",
}


def plant_scheme_years(world: World) -> dict[str, SchemeYear]:
    """The newest of each scheme that the forum deals with, by its code."""
    planted = {}
    for scheme, year, kroner, way in YEARS:
        planted[scheme] = _behind(world, scheme, year, kroner, way)
    planted["collective_2026"] = _open_now(world)
    _next_year(world, planted["collective_2026"])
    _withdrawn(world)
    return planted


def _behind(world: World, scheme: str, year: int, kroner: int, way: tuple[S, ...]) -> SchemeYear:
    tor = world.user("tor")
    made = _announced(world, scheme, year, kroner, date(year, 2, 1))
    services.close_scheme_year(year=made, by=tor, at=at(date(year, 2, 3)))
    for status, day in zip(way, (date(year, 3, 14), date(year, 4, 20), date(year + 1, 3, 2)), strict=False):
        advance(made, lifecycle=SCHEME_YEAR, to=status, by=tor, at=at(day))
    return made


def _announced(world: World, scheme: str, year: int, kroner: int, closes_on: date) -> SchemeYear:
    tor, day = world.user("tor"), at(date(year - 1, 11, 18))
    made = services.start_scheme_year(
        scheme=scheme, year=year, governor=world.organisations["governor"], by=tor, at=day
    )
    terms = replace(
        services.terms_of(made),
        goal_criteria=WORDS["goal_criteria"],
        award_criteria=WORDS["award_criteria"],
        follow_up=WORDS["follow_up"],
        evaluation_plan=WORDS["evaluation_plan"],
        purpose=made.purpose or PURPOSE,
        appropriation=kroner,
        appropriation_source=f"Oppdiktet tildelingsbrev {year}",
        own_contribution_base="owner_award" if made.own_contribution_percent else "",
        opens_on=date(year - 1, 11, 18),
        closes_on=closes_on,
        recommendation_due=date(year, 3, 15) if closes_on.month < 3 else date(year, 5, 20),
        report_due=date(year + 1, 1, 15),
    )
    services.set_terms(year=made, terms=terms, by=tor, at=day)
    return services.announce(year=made, by=tor, at=day)


def _open_now(world: World) -> SchemeYear:
    made = _announced(world, "collective_2026", 2026, 18_200_000, date(2026, 4, 1))
    why = "Forskriften kom sent, og eierne har bedt om mer tid."
    tor = world.user("tor")
    return services.extend_deadline(year=made, closes_on=date(2026, 4, 15), why=why, by=tor, at=at(date(2026, 2, 16)))


def _next_year(world: World, last: SchemeYear) -> None:
    tor, day = world.user("tor"), at(date(2026, 3, 9))
    draft = services.copy_scheme_year(last=last, scheme="collective_2026", by=tor, at=day)
    services.confirm_unchanged(year=draft, item="purpose", by=tor, at=day)


def _withdrawn(world: World) -> None:
    tor, day = world.user("tor"), at(date(2025, 12, 1))
    governor = world.organisations["governor"]
    made = services.start_scheme_year(scheme="follow_up", year=2026, governor=governor, by=tor, at=day)
    why = "Ingen kommuner i fylket er pekt ut dette året."
    services.withdraw(year=made, why=why, by=tor, at=at(date(2025, 12, 15)))
