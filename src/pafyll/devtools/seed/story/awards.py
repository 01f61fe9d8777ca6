"""Money for collective development in Innhavet: what was recommended, decided, put in and reported."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.forums.services.distribution import choose_run, run_draft, start_draft
from pafyll.apps.forums.services.recommending import decisions_in, recommend
from pafyll.apps.grants.models import Award, AwardPart
from pafyll.apps.grants.services.deciding_awards import decide_awards
from pafyll.apps.grants.services.proposing_awards import (
    AwardTerms,
    Recommended,
    drop,
    make_ready,
    propose_awards,
    set_award,
)
from pafyll.apps.grants.services.reporting_awards import (
    ReportTerms,
    accept_report,
    enter_own_contribution,
    return_report,
    save_report,
    send_report,
)
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.grants.collective.awarding import Share

HALVES = (
    Share(50, date(2025, 6, 2), AwardPart.Needs.OWN_CONTRIBUTION),
    Share(50, date(2025, 11, 3), AwardPart.Needs.MIDTERM_REPORT),
)
IN_THREE = (
    Share(50, date(2025, 6, 2), AwardPart.Needs.OWN_CONTRIBUTION),
    Share(25, date(2026, 3, 9)),
    Share(25, date(2026, 3, 9), AwardPart.Needs.MIDTERM_REPORT),
)
REGIONAL, COMMON = 4_270_000, 1_281_000  # what the forum voted for: 30 per cent to common measures


def award_collective(world: World) -> None:
    """The decided year has two awards, one of which departs; the year whose deadline is over has two proposals."""
    turid = world.user("turid")  # Tor's colleague, who decides what he prepares
    decided = _year("decentralised")
    _ask_for_own_contribution(decided)
    _decide(world, decided, turid)
    _report(world, decided)
    _propose(world, _year("competence_lift"))
    _recommend(world)


def _year(scheme: str) -> SchemeYear:
    return SchemeYear.objects.select_related("governor").get(scheme=scheme, year=2025)


def _ask_for_own_contribution(year: SchemeYear) -> None:
    """The Governor let working time count (Innlandet 2024 does the same)."""
    SchemeYear.objects.filter(pk=year.pk).update(own_working_time_counts=True)
    year.refresh_from_db()


def _as_voted(host: str) -> dict[str, Any]:
    """Common measures first, run by the host, and the rest by full-time equivalents."""
    common = {"recipient": host, "kroner": COMMON, "title": "Begynneropplæring"}
    owners = ["municipality", "private_owner"]
    return {
        "steps": [
            {"step": "common_measures", "pot": "frame", "awards": [common]},
            {"step": "share", "pot": "frame", "key": "teacher_fte", "who": owners},
        ]
    }


def _recommend(world: World) -> None:
    """The forum voted on the regional scheme: its distribution is handed on, and waits for the Governor."""
    year, tor, day = _year("regional"), world.user("tor"), at(date(2025, 3, 25))
    pipeline = _as_voted(world.organisations["college"].number)
    draft = start_draft(year=year, title="70/30", frame=REGIONAL, pipeline=pipeline, by=tor, at=day)
    choose_run(run=run_draft(draft=draft, by=tor, at=day), reason="Som forumet vedtok.", by=tor, at=day)
    decision = decisions_in(year).first()
    recommend(year=year, decision=decision, text="Alle eierne er med i to år.", by=tor, at=day)


def _decide(world: World, year: SchemeYear, turid: User) -> None:
    tor, day = world.user("tor"), at(date(2025, 4, 10))
    recommended = [
        Recommended(world.organisations["fjordvik"], 420_000, "Lesing på alle trinn, sammen med lærerutdanningen"),
        Recommended(
            world.organisations["nordlys"],
            60_000,
            "Skolemiljø",
            payee=world.organisations["fjordvik"],
        ),
        Recommended(world.organisations["storby"], 380_000, "Begynneropplæring og overganger"),
        Recommended(world.organisations["county"], 240_000, "Vurdering i yrkesfag"),
    ]
    fjordvik, nordlys, storby, county = propose_awards(year=year, recommended=recommended, by=tor, at=day)
    drop(award=storby, why="Storby trakk meldingen.", by=tor, at=day)
    shorter = AwardTerms(
        400_000, fjordvik.purpose, "Den siste samlingen faller utenfor formålet.", "", date(2026, 1, 15)
    )
    set_award(award=fjordvik, terms=shorter, by=tor, at=day)
    for award, shares in ((fjordvik, HALVES), (nordlys, HALVES), (county, IN_THREE)):
        make_ready(award=award, shares=shares, by=tor, at=day)
    decide_awards(year=year, by=turid, at=at(date(2025, 4, 25)))


def _report(world: World, year: SchemeYear) -> None:
    award = Award.objects.get(scheme_year=year, recipient=world.organisations["fjordvik"])
    vigdis = world.user("vigdis")
    siri, tor = world.user("siri"), world.user("tor")
    enter_own_contribution(
        award=award,
        kind="money",
        amount=90_000,
        what="Frikjøp av ressurslærere",
        by=siri,
        at=at(date(2025, 9, 1)),
    )
    half = ReportTerms(used=180_000, own_contribution=90_000, unused_because="Vi er halvveis.", goals="I rute.")
    report = save_report(award=award, kind="midterm", terms=half, edition=0, by=siri, at=at(date(2025, 10, 1)))
    send_report(report=report, by=siri, at=at(date(2025, 10, 1)))
    accept_report(report=report, by=tor, at=at(date(2025, 10, 6)))
    whole = ReportTerms(
        used=352_000,
        own_contribution=120_000,
        unused_because="Den siste samlingen ble avlyst på grunn av uvær.",
        goals="Alle skolene bruker felles lesestrategier.",
    )
    report = save_report(award=award, kind="final", terms=whole, edition=0, by=siri, at=at(date(2026, 1, 12)))
    send_report(report=report, by=siri, at=at(date(2026, 1, 12)))
    return_report(report=report, why="Skriv hvor mange lærere som var med.", by=tor, at=at(date(2026, 1, 20)))
    school = Award.objects.get(scheme_year=year, recipient=world.organisations["nordlys"])
    put_in = "Vikar for ressurslæreren"
    enter_own_contribution(award=school, kind="money", amount=18_000, what=put_in, by=vigdis, at=at(date(2025, 9, 3)))
    begun = ReportTerms(used=30_000, unused_because="Vi er halvveis.")
    report = save_report(award=school, kind="midterm", terms=begun, edition=0, by=vigdis, at=at(date(2025, 10, 8)))
    send_report(report=report, by=vigdis, at=at(date(2025, 10, 8)))
    good = ReportTerms(60_000, 18_000, goals="Skolemiljøet er bedre.", participants={"teachers": 9})
    report = save_report(award=school, kind="final", terms=good, edition=0, by=vigdis, at=at(date(2026, 1, 8)))
    send_report(report=report, by=vigdis, at=at(date(2026, 1, 8)))
    accept_report(report=report, by=tor, at=at(date(2026, 1, 9)))
    late = Award.objects.get(scheme_year=year, recipient=world.organisations["county"])
    first_words = ReportTerms(used=100_000)
    save_report(award=late, kind="final", terms=first_words, edition=0, by=world.user("gro"), at=at(date(2026, 2, 2)))


def _propose(world: World, year: SchemeYear) -> None:
    tor, day = world.user("tor"), at(date(2026, 2, 20))
    recommended = [
        Recommended(world.organisations["fjordvik"], 250_000, "Inkluderende praksis"),
        Recommended(world.organisations["storby"], 310_000, "Inkluderende praksis"),
    ]
    first, _second = propose_awards(year=year, recommended=recommended, by=tor, at=day)
    make_ready(award=first, shares=[Share(100, date(2026, 6, 1))], by=tor, at=day)
